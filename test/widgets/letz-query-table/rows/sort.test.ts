import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import '../../../../widgets/letz-query-table/letz-query-table.ts';
import { give, givenTable, ROWS, shown } from '../support.ts';
import { type Sample, samples } from './samples.ts';

type Key = { column: 'first' | 'second'; descending: boolean };

const collator = new Intl.Collator('en');

function compare(a: Sample['rank'], b: Sample['rank'], descending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  const order = typeof a === 'string' ? collator.compare(a, String(b)) : a < BigInt(b) ? -1 : Number(a > BigInt(b));
  return descending ? -order : order;
}

/** Row indexes sorted by comparison, null last, stable. */
const expected = (pairs: [Sample, Sample][], keys: Key[]) =>
  pairs
    .map((_, row) => row)
    .sort((a, b) =>
      keys.reduce((order, { column, descending }) => {
        const at = column === 'first' ? 0 : 1;
        return order || compare(pairs[a]![at].rank, pairs[b]![at].rank, descending);
      }, 0),
    );

describe('letz-query-table sorts like a comparison sort', () => {
  const types = Object.keys(samples) as (keyof typeof samples)[];
  for (const [at, type] of types.entries()) {
    // Each type once as the first key and once as the second.
    const other = types[(at + 1) % types.length]!;
    it(`${type}, and ${type} with ${other}`, async () => {
      const columns = { first: type, second: other };
      const table = await givenTable(columns);
      const pair = fc.tuple(samples[type], samples[other]);
      await fc.assert(
        fc.asyncProperty(
          fc.array(pair, { minLength: 2, maxLength: ROWS }),
          fc.boolean(),
          fc.boolean(),
          async (pairs, up, then) => {
            give(
              table,
              { id: 'text', ...columns },
              pairs.map(([a, b], id) => [id, a.value, b.value]),
            );
            const first: Key = { column: 'first', descending: up };
            for (const keys of [[first], [first, { column: 'second' as const, descending: then }]]) {
              table.sortBy(...keys);
              await table.updateComplete;
              expect(shown(table).map(Number)).to.deep.equal(expected(pairs, keys));
            }
          },
        ),
        { numRuns: 100 },
      );
    });
  }
});
