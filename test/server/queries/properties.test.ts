import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FUZZ_TIMEOUT, fuzzRuns } from '../../support/fuzz.ts';
import { world } from './generate.ts';
import { everywhere } from './house.ts';
import { groups, naive } from './naive/all.ts';
import { seeAsOf } from './naive/seen.ts';
import { iso } from './naive/stamps.ts';
import { askedOf } from './questions.ts';

/** Each query is asked so often of the same rows. */
const TIMES = 3;

everywhere((house) => {
  test.each(Object.entries(groups))(
    '%s equal a naive computation',
    async (_, group) => {
      const names = Object.keys(group).flatMap((query) => Array.from({ length: TIMES }, () => query));
      const cases = world.chain((made) =>
        fc.record({
          made: fc.constant(made),
          asked: fc.tuple(...names.map((query) => askedOf(query, made.tz, made.asOf))),
        }),
      );
      const property = fc.asyncProperty(cases, async ({ made: { tables, asOf }, asked }) => {
        await house().setRows(tables);
        const questions = names.map((query, i) => ({ name: query, asked: { as_of: iso(asOf), ...asked[i] } }));
        const results = await house().results(questions);
        const seen = seeAsOf(tables, asOf);
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
