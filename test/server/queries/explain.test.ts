import fc from 'fast-check';
import pg from 'pg';
import { expect, test } from 'vitest';
import { jsonEncoder } from '../../../server/answers/encode.ts';
import { loadRegistry } from '../../../server/catalogue/registry.ts';
import type { Explanation } from '../../../server/contract/explanation.ts';
import type { Result } from '../../../server/contract/result.ts';
import { createDatabase, databaseNames } from '../../support/databases.ts';
import { onEveryDatabase, type Question } from './fixture.ts';
import { world } from './generate.ts';
import { iso } from './naive/stamps.ts';
import { paramsOf } from './param-arbitraries.ts';

const registry = loadRegistry({ shipped: 'server' });
const names = [...registry.keys()];

const search = (asked: Question['asked']) =>
  new URLSearchParams(
    Object.entries(asked).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]])),
  );

onEveryDatabase((fixture) => {
  const explain = async (name: string, asked: Question['asked']): Promise<Explanation> =>
    (await fixture().request(`/api/queries/${name}/explain?${search(asked)}`)).json();

  /** Runs a statement in a session of its own, as psql does, and returns the values' texts. */
  async function paste(sql: string): Promise<(string | null)[][]> {
    const client = new pg.Client({
      connectionString: fixture().url,
      types: { getTypeParser: () => (text: string) => text },
    });
    await client.connect();
    try {
      // DateStyle and extra_float_digits only change how values are printed.
      await client.query("set timezone = 'UTC'; set datestyle = 'ISO'; set extra_float_digits = 1");
      return (await client.query({ text: sql, rowMode: 'array' })).rows;
    } finally {
      await client.end();
    }
  }

  test('the SQL of every query, with its parameters as literals, gives the rows of the result', async () => {
    const cases = world.chain((made) =>
      fc.record({
        made: fc.constant(made),
        params: fc.tuple(...names.flatMap((name) => [fc.constant({}), paramsOf(name, made.tz, made.asOf)])),
      }),
    );
    for (const { made, params } of fc.sample(cases, { numRuns: 3, seed: 15 })) {
      await fixture().setRows(made.tables);
      const questions = names.flatMap((name, i) =>
        [params[2 * i], params[2 * i + 1]].map((own) => ({ name, asked: { as_of: iso(made.asOf), ...own } })),
      );
      const results = await fixture().results(questions);
      for (const [i, { name, asked }] of questions.entries()) {
        const { rows, params: used } = results[i] as Result;
        const { sql = '', params: explained } = await explain(name, asked);
        expect(sql).not.toMatch(/\$\d/);
        const encoders = registry.get(name)?.columns.map(jsonEncoder) ?? [];
        const pasted = (await paste(sql)).map((row) =>
          encoders.map((encode, column) => JSON.parse(encode(row[column] ?? null))),
        );
        expect({ name, asked, rows: pasted, params: explained }).toEqual({ name, asked, rows, params: used });
      }
    }
  });

  test('the last step counts what the query shows', async () => {
    for (const { tables, asOf, tz } of fc.sample(world, { numRuns: 4, seed: 5 })) {
      await fixture().setRows(tables);
      const asked = { as_of: iso(asOf) };
      const zoned = { ...asked, tz, days: 40 };
      const sum = (rows: unknown[][], column: number) => rows.reduce((total, row) => total + Number(row[column]), 0);
      const shown: [name: string, asked: Question['asked'], count: (rows: unknown[][]) => number][] = [
        ['total-users', asked, (rows) => sum(rows, 0)],
        ['new-signups', asked, (rows) => sum(rows, 0)],
        ['new-signups', { ...asked, since: '1980-01-01' }, (rows) => sum(rows, 0)],
        ['active-users', asked, (rows) => sum(rows, 0)],
        ['user-messages', asked, (rows) => sum(rows, 0)],
        ['signups-by-day', zoned, (rows) => sum(rows, 1)],
        ['retention', zoned, (rows) => sum(rows, 1)],
        ['message-heatmap', { ...asked, tz, sender: 'bot' }, (rows) => sum(rows, 2)],
        ['message-heatmap', { ...asked, tz, days: 30 }, (rows) => sum(rows, 2)],
        ['delivery-status', asked, (rows) => sum(rows, 1)],
        ['message-types', asked, (rows) => sum(rows, 2)],
        ['events-by-type', asked, (rows) => sum(rows, 1)],
        ['timezone-coverage', asked, (rows) => sum(rows, 3)],
        ['duplicate-users', { ...asked, limit: 1000 }, (rows) => rows.length],
      ];
      for (const [name, params, count] of shown) {
        const { counts } = await explain(name, params);
        const rows = await fixture().rows(name, params);
        expect({ name, params, last: counts.at(-1)?.rows }).toEqual({ name, params, last: count(rows) });
      }
    }
  });
});

test('every shipped query says how its rows are counted', () => {
  expect([...registry.values()].filter(({ steps }) => !steps.length)).toEqual([]);
});

test('the tables that a query says it reads are those that its statement locks', async () => {
  const database = await createDatabase(databaseNames().at(-1) ?? 'packaged');
  for (const { name, statement, params, sources } of registry.values()) {
    const client = new pg.Client(database.url);
    await client.connect();
    try {
      await client.query('begin');
      await client.query(`${statement.sql} limit 0`, Array(1 + params.length).fill(null));
      const { rows } = await client.query<{ relname: string }>(
        `select distinct pg_class.relname from pg_locks join pg_class on pg_class.oid = pg_locks.relation
           where pg_locks.pid = pg_backend_pid() and pg_class.relkind = 'r' and pg_class.relnamespace = 'public'::regnamespace
           order by 1`,
      );
      expect({ name, tables: rows.map(({ relname }) => relname) }).toEqual({ name, tables: sources });
    } finally {
      await client.end();
    }
  }
  await database.drop();
});
