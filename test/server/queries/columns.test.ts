import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FUZZ_TIMEOUT } from '../../support/fuzz.ts';
import { variants } from './column-variants.ts';
import { onEveryDatabase, type Question } from './fixture.ts';
import { type World, world } from './generate.ts';
import { naive } from './naive/all.ts';
import type { QueryParams } from './naive/query.ts';
import { rowsAsOf } from './naive/rows-as-of.ts';
import { iso } from './naive/stamps.ts';
import { paramsOf } from './param-arbitraries.ts';

/** Each query with its defaults, then with random parameters. */
const asked = ({ tz, asOf }: World) =>
  fc.tuple(...Object.keys(naive).flatMap((query) => [fc.constant<QueryParams>({}), paramsOf(query, tz, asOf)]));

onEveryDatabase((fixture) => {
  test.each(Object.entries(variants))(
    'every cell is the same with %s',
    async (_, { rows, statements }) => {
      const cases = world.chain((made) => fc.record({ made: fc.constant(made), params: asked(made) }));
      for (const { made, params } of fc.sample(cases, { numRuns: 3, seed: 31 })) {
        const tables = rows ? rows(made.tables) : made.tables;
        await fixture().query("set timezone = 'UTC'");
        await fixture().createTables(tables, statements);
        const questions: Question[] = Object.keys(naive).flatMap((name, i) =>
          [params[2 * i], params[2 * i + 1]].map((own) => ({ name, asked: { as_of: iso(made.asOf), ...own } })),
        );
        const results = await fixture().results(questions);
        const seen = rowsAsOf(tables, made.asOf);
        for (const [i, { name: query, asked: own }] of questions.entries()) {
          expect({ query, own, rows: results[i]?.rows, problem: detail(results[i]) }).toEqual({
            ...{ query, own, problem: undefined },
            rows: naive[query]?.rows(seen, own),
          });
        }
      }
    },
    FUZZ_TIMEOUT,
  );
});

const detail = (result: object | undefined) => (result && 'detail' in result ? result.detail : undefined);
