import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BenchPage, compare, openBenchPage } from './bench-page.ts';

/**
 * Greatest multiple of the floor, which renders no tree, ranks no matches and has no accessibility tree. A multiple of ten
 * means a step that is quadratic in the number of tables.
 */
const LIMIT = 10;

let page: BenchPage;

beforeAll(async () => {
  page = await openBenchPage({
    'letz-schema-browser': 'widgets/letz-schema-browser/letz-schema-browser.ts',
    schema: 'test/widgets/letz-schema-browser/generated-schema.ts',
  });
}, 60_000);

afterAll(() => page?.close());

/** Time of the widget in multiples of the floor, for 1,500 tables of 20 columns. */
const beside = (title: string, step: 'open' | 'search' | 'expand', floorName: string) => {
  const run = (contender: string) => () => page.measure('schema-page.js', { contender, step });
  return compare(title, run('letz-schema-browser'), run('bare'), floorName);
};

test('opening is faster than a plain list of all rows', async () => {
  expect(await beside('open 1,500 tables', 'open', 'plain list')).toBeLessThan(1);
});

test('searching while typing, compared to a plain scan of the same texts', async () => {
  expect(await beside('14 keystrokes of a search', 'search', 'plain scan')).toBeLessThan(LIMIT);
});

test('opening and closing tables, compared to a plain list', async () => {
  expect(await beside('open and close 10 tables', 'expand', 'plain list')).toBeLessThan(LIMIT);
});
