import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BenchPage, compare, openBenchPage } from './bench-page.ts';

/** Upper limit; the target is 1.3. */
const LIMIT = 2;

let page: BenchPage;

beforeAll(async () => {
  page = await openBenchPage({
    'letz-chart': 'widgets/letz-chart/letz-chart.ts',
    // uPlot as published.
    uplot: 'node_modules/uplot/dist/uPlot.cjs.js',
  });
}, 60_000);

afterAll(() => page?.close());

/** Time of the widget in multiples of bare uPlot. */
const beside = (title: string, charts: number, points: number) => {
  const draw = (contender: string) => () => page.measure('chart-page.js', { contender, charts, points });
  return compare(title, draw('letz-chart'), draw('uplot'), 'bare uPlot');
};

test('a chart of 1 M points beside bare uPlot', async () => {
  expect(await beside('1 M points', 1, 1_000_000)).toBeLessThan(LIMIT);
});

test('50 small charts beside bare uPlot', async () => {
  expect(await beside('50 charts of 100 points', 50, 100)).toBeLessThan(LIMIT);
});

test('to find the points of 1 M rows takes less than to copy them', async () => {
  const points = await openBenchPage({ series: 'widgets/letz-chart/series.ts' });
  const run = (contender: string) => () => points.measure('chart-points-page.js', { contender });
  try {
    expect(await compare('points of 1 M rows', run('letz-chart'), run('copy'), 'a copy')).toBeLessThan(1);
  } finally {
    await points.close();
  }
});
