import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BenchPage, compare, openBenchPage } from './bench-page.ts';

/**
 * The floor draws no tree, ranks nothing and speaks to no screen reader: some times its time is what that costs, an order
 * of magnitude is a step that grows with the square of the tables.
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

/** Ours in multiples of the floor, on 1,500 tables of 20 columns. */
const beside = (title: string, step: 'open' | 'search' | 'expand', floorName: string) => {
  const run = (contender: string) => () => page.measure('schema-page.js', { contender, step });
  return compare(title, run('letz-schema-browser'), run('bare'), floorName);
};

test('opening is quicker than a bare list of the same rows, because few are drawn', async () => {
  expect(await beside('open 1,500 tables', 'open', 'bare list')).toBeLessThan(1);
});

test('a search, letter by letter, beside a bare scan of the same texts', async () => {
  expect(await beside('14 keystrokes of a search', 'search', 'bare scan')).toBeLessThan(LIMIT);
});

test('opening and closing tables beside a bare list that takes the rows in', async () => {
  expect(await beside('open and close 10 tables', 'expand', 'bare list')).toBeLessThan(LIMIT);
});
