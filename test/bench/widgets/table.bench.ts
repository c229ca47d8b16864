import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BenchPage, compare, openBenchPage } from './bench-page.ts';

/** Time of the widget in multiples of the baseline. */
const LIMIT = 1.3;
/** Time to the first rows of a large result in multiples of that of a small one. */
const STREAM_LIMIT = 1.2;

let page: BenchPage;

beforeAll(async () => {
  page = await openBenchPage({ 'letz-query-table': 'widgets/letz-query-table/letz-query-table.ts' });
}, 60_000);

afterAll(() => page?.close());

const run =
  (contender: string, step: string, rows: number, tables = 1) =>
  () =>
    page.measure('table-page.js', { contender, step, rows, tables });

for (const step of ['draw', 'sort', 'filter']) {
  test(`${step} 100 k rows beside a bare virtual table`, async () => {
    const ratio = await compare(
      `${step} 100 k rows`,
      run('letz', step, 100_000),
      run('bare', step, 100_000),
      'bare virtual table',
    );
    expect(ratio).toBeLessThan(LIMIT);
  });
}

test('memory of 100 k rows beside a bare virtual table', async () => {
  const heap = (contender: string) => () =>
    page.measureHeap('table-page.js', { contender, step: 'draw', rows: 100_000 });
  const ratio = await compare('heap of 100 k rows', heap('letz'), heap('bare'), 'bare virtual table', 'MB');
  expect(ratio).toBeLessThan(LIMIT);
});

test('50 small tables beside plain HTML', async () => {
  const ratio = await compare(
    '50 tables of 20 rows',
    run('letz', 'draw', 20, 50),
    run('plain', 'draw', 20, 50),
    'plain HTML',
  );
  expect(ratio).toBeLessThan(LIMIT);
});

for (const rows of [100_000, 1_000_000]) {
  test(`first rows of ${rows} that are being read, beside the first of 100`, async () => {
    const ratio = await compare(
      `first rows of ${rows}`,
      run('letz', 'stream', rows),
      run('letz', 'stream', 100),
      'of 100',
    );
    expect(ratio).toBeLessThan(STREAM_LIMIT);
  });
}
