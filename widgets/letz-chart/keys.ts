/** How many series have a colour of their own: further ones begin again, with other dashes or as paler bars. */
const COLORS = 6;

/** In CSS pixels; the first is solid. */
const DASHES = [[], [8, 4], [2, 3], [12, 4, 2, 4], [4, 6], [16, 4]];

const round = (series: number): number => Math.floor(series / COLORS);

/** The place of a series' colour among all. */
export const colorOf = (series: number): number => series % COLORS;

/** The dashes of its line. @param always colours alone may not tell series apart */
export const dashOf = (series: number, always: boolean): readonly number[] =>
  DASHES[(round(series) + (always ? series : 0)) % DASHES.length]!;

/** How much of its colour fills a bar of a series, in per cent. */
export const strengthOf = (series: number): number => 100 / (round(series) + 1);

/** A line's dashes as a style sheet says them. */
function stripes(dashes: readonly number[]): string {
  // Each stop begins where the one before ends.
  const end = (index: number) => dashes.slice(0, index + 1).reduce((sum, length) => sum + length);
  const stops = dashes.map((_, index) => `${index % 2 ? '#0000' : 'var(--color)'} 0 ${end(index)}px`);
  return stops.length ? `repeating-linear-gradient(90deg,${stops})` : 'var(--color)';
}

/** What a series' swatch looks like: for bars, for lines, and for lines in system colours. */
export const swatchStyle = (series: number): string =>
  `--bar: color-mix(in srgb, var(--color) ${strengthOf(series)}%, var(--_surface)); --line: ${stripes(dashOf(series, false))}; --dashes: ${stripes(dashOf(series, true))}`;
