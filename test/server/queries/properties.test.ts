import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FUZZ_TIMEOUT, fuzzRuns } from '../../support/fuzz.ts';
import { onEveryDatabase } from './fixture.ts';
import { world } from './generate.ts';
import { groups, naive } from './naive/all.ts';
import { rowsAsOf } from './naive/rows-as-of.ts';
import { iso } from './naive/stamps.ts';
import { paramsOf } from './param-arbitraries.ts';

/** Number of parameter sets per query and set of rows. */
const TIMES = 3;

onEveryDatabase((fixture) => {
  test.each(Object.entries(groups))(
    '%s equal a naive computation',
    async (_, group) => {
      const names = Object.keys(group).flatMap((query) => Array.from({ length: TIMES }, () => query));
      const cases = world.chain((made) =>
        fc.record({
          made: fc.constant(made),
          asked: fc.tuple(...names.map((query) => paramsOf(query, made.tz, made.asOf))),
        }),
      );
      const property = fc.asyncProperty(cases, async ({ made: { tables, asOf }, asked }) => {
        await fixture().setRows(tables);
        const questions = names.map((query, i) => ({ name: query, asked: { as_of: iso(asOf), ...asked[i] } }));
        const results = await fixture().results(questions);
        const seen = rowsAsOf(tables, asOf);
        for (const [i, { name: query, asked: params }] of questions.entries()) {
          const { columns, rows } = results[i] ?? { columns: [], rows: [] };
          const expected = naive[query];
          const answer = { query, params, columns: columns?.map(({ name, type }) => `${name} ${type}`), rows };
          expect(answer).toEqual({
            query,
            params,
            columns: expected?.columns.split(/,\s+/),
            rows: expected?.rows(seen, params),
          });
        }
      });
      await fc.assert(property, { numRuns: fuzzRuns(25), interruptAfterTimeLimit: FUZZ_TIMEOUT - 10_000 });
    },
    FUZZ_TIMEOUT,
  );
});
