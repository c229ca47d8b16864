import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertRows } from '../../../server/embedded/demo-data/load.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../../support/databases.ts';
import { FUZZ_TIMEOUT } from '../../support/fuzz.ts';
import { openTestGateway, type TestGateway } from '../../support/gateway.ts';
import { world } from './generate.ts';
import { naive } from './naive/all.ts';
import { rowsAsOf } from './naive/rows-as-of.ts';
import { iso } from './naive/stamps.ts';
import { paramsOf } from './param-arbitraries.ts';

// Each table is partitioned by user over this database and, by postgres_fdw, one on another server.

const servers = databaseNames().filter((name) => name !== 'embedded');
const KEYS = {
  users: 'id',
  messages: 'user_id',
  events: 'user_id',
  user_activities: 'user_id',
  user_milestones: 'user_id',
  milestones: 'id',
};
let here: TestDatabase;
let there: TestDatabase;
let opened: TestGateway;

beforeAll(async () => {
  here = await createDatabase(servers.at(-1) ?? 'packaged');
  there = await createDatabase(servers[0] ?? 'packaged');
  const { hostname, port, pathname, username, password } = new URL(there.url);
  await here.query('create extension postgres_fdw');
  await here.query(
    `create server there foreign data wrapper postgres_fdw
       options (host '${hostname}', port '${port}', dbname '${pathname.slice(1)}')`,
  );
  await here.query(
    `create user mapping for current_user server there
       options (user '${username}', password '${decodeURIComponent(password)}')`,
  );
  for (const [table, key] of Object.entries(KEYS)) {
    await here.query(`alter table ${table} rename to ${table}_plain`);
    await here.query(`create table ${table} (like ${table}_plain) partition by hash (${key})`);
    await here.query(`create table ${table}_here partition of ${table} for values with (modulus 2, remainder 0)`);
    await here.query(
      `create foreign table ${table}_there partition of ${table} for values with (modulus 2, remainder 1)
         server there options (table_name '${table}')`,
    );
    await there.query(`alter table ${table} alter column id drop identity if exists`);
  }
  opened = await openTestGateway(here.url, { own: true });
});
afterAll(async () => {
  await opened.close();
  await here.drop();
  await there.drop();
});

test(
  'every query gives the numbers of a naive computation',
  async () => {
    const names = Object.keys(naive);
    const cases = world.chain((made) =>
      fc.record({
        made: fc.constant(made),
        asked: fc.tuple(...names.map((name) => paramsOf(name, made.tz, made.asOf))),
      }),
    );
    for (const { made, asked } of fc.sample(cases, { numRuns: 5, seed: 14 })) {
      // Not TRUNCATE, which PostgreSQL 13 does not have for foreign tables.
      for (const table of Object.keys(KEYS)) await here.query(`delete from ${table}`);
      await insertRows(here.query, made.tables);
      const seen = rowsAsOf(made.tables, made.asOf);
      const requests = names.map((name, index) => ({ name, params: { as_of: iso(made.asOf), ...asked[index] } }));
      const response = await opened.batch(requests);
      const { results } = (await response.json()) as { results: { rows?: unknown[][]; detail?: string }[] };
      for (const [index, query] of names.entries()) {
        const params = asked[index] ?? {};
        const { rows, detail } = results[index] ?? {};
        expect({ query, params, rows, detail }).toEqual({
          ...{ query, params, detail: undefined },
          rows: naive[query]?.rows(seen, params),
        });
      }
    }
  },
  FUZZ_TIMEOUT,
);
