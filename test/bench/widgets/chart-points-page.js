/** Runs in the page, uncompiled. */

/**
 * Time to read the points of a million rows, compared with a copy of both columns.
 * @param {{ contender: string }} what
 * @returns {Promise<number>} milliseconds
 */
export async function measure({ contender }) {
  const { toPoints } = await import('/series.js');
  const x = Array.from({ length: 1_000_000 }, (_, index) => 1_700_000_000 + index);
  const y = x.map((_, index) => Math.sin(index));
  const columns = ['x', 'y'].map((name) => ({ name, type: 'number', description: '' }));
  const began = performance.now();
  if (contender === 'letz-chart') toPoints({ columns, values: [x, y] });
  else [x, y].map((column) => column.map((value) => Number(value)));
  return performance.now() - began;
}
