import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { BatchResponse } from '../../../server/contract/batch.ts';
import type { Result } from '../../../server/contract/result.ts';
import { openTestGateway, type TestGateway } from '../../support/gateway.ts';
import { problem, UNAVAILABLE } from '../../support/observe.ts';
import { type Postgres, startPostgres } from '../../support/postgres.ts';
import { findMachineBinaries, findPackagedBinaries } from '../../support/postgres-binaries.ts';

const queries = {
  counted: `-- Rows of a table, slowly
-- @param seconds number = 0 How long
-- @param mark text = none To tell one from another
-- @column rows integer How many
select count(*) as rows from params, things, pg_sleep(seconds::float8) where mark is not null`,
  drip: `-- Drip
-- @column n integer A number
select n from things, lateral (select pg_sleep(case when n > 20 then 0.05 else 0 end)) as s`,
};

let primary: Postgres;
let standby: Postgres;
let admin: pg.Client;
let reader: pg.Client;
let gateway: TestGateway;

beforeAll(async () => {
  const machine = findMachineBinaries();
  const options = machine ? { bin: machine } : { bin: await findPackagedBinaries(), copy: true };
  primary = await startPostgres({
    ...options,
    settings: { wal_level: 'replica', max_wal_senders: '4', autovacuum: 'off' },
  });
  // A standby that never delays replay for its queries.
  standby = await startPostgres({
    ...options,
    standbyOf: primary,
    settings: { max_standby_streaming_delay: '0', hot_standby: 'on' },
  });
  admin = new pg.Client(primary.url);
  await admin.connect();
  await admin.query('create table things as select n from generate_series(1, 100) as n');
  reader = new pg.Client(standby.url);
  await reader.connect();
  await caughtUp();
});
afterEach(() => gateway.close());
afterAll(async () => {
  await Promise.all([admin.end(), reader.end()]);
  await standby.stop();
  await primary.stop();
});

/** Waits until the standby has replayed all WAL of the primary. */
async function caughtUp(): Promise<void> {
  const { rows } = await admin.query('select pg_current_wal_insert_lsn()::text as lsn');
  const isBehind = async () =>
    (await reader.query('select coalesce(pg_last_wal_replay_lsn() < $1::pg_lsn, true) as behind', [rows[0].lsn]))
      .rows[0].behind;
  while (await isBehind());
}

/** Running statements of the gateway on the standby, by start. */
const running = async () => {
  const active =
    "from pg_stat_activity where application_name = 'letz-gateway' and state = 'active' and query ~ 'pg_sleep|fetch'";
  return (await reader.query(`select query_start::text as start ${active}`)).rows.map(({ start }) => start as string);
};

/** Deletes and vacuums rows that queries on the standby may still need. */
async function conflict(): Promise<void> {
  await admin.query('delete from things where n = (select max(n) from things)');
  await admin.query('vacuum things');
}

test('a query cancelled by a recovery conflict is retried once', async () => {
  gateway = await openTestGateway(standby.url, { queries });
  const answer = gateway.json<Result>('/api/queries/counted?seconds=1');
  await expect.poll(running).toHaveLength(1);
  await conflict();
  expect(await answer).toMatchObject({ rowCount: 1, rows: [[99]] });
});

test('a second conflict is database-unavailable', async () => {
  gateway = await openTestGateway(standby.url, { queries });
  const answer = gateway.request('/api/queries/counted?seconds=1');
  await expect.poll(running).toHaveLength(1);
  const [first] = await running();
  await conflict();
  await expect.poll(running, { timeout: 3000 }).not.toContain(first);
  await expect.poll(running).toHaveLength(1);
  await conflict();
  expect(await problem(await answer)).toEqual(UNAVAILABLE);
});

const rowsOnPrimary = async () => Number((await admin.query('select count(*) as n from things')).rows[0].n);
const entry = (mark: string, seconds: number) => ({ name: 'counted', params: { mark, seconds } });

test('a batch without any answer yet is retried on a new snapshot', async () => {
  gateway = await openTestGateway(standby.url, { queries, env: { DATABASE_POOL_SIZE: '1' } });
  const batch = gateway.batch([entry('first', 1), entry('second', 0), entry('third', 0)]);
  await expect.poll(running).toHaveLength(1);
  await conflict();
  const rows = [[await rowsOnPrimary()]];
  const { results } = (await (await batch).json()) as BatchResponse;
  expect(results).toMatchObject([{ rows }, { rows }, { rows }]);
});

test('a batch that lost its snapshot after an answer has problems for the remaining entries', async () => {
  gateway = await openTestGateway(standby.url, { queries, env: { DATABASE_POOL_SIZE: '1' } });
  await caughtUp();
  const batch = gateway.batch([entry('first', 0), entry('second', 1), entry('third', 0)]);
  await expect.poll(running).toHaveLength(1);
  const rows = [[await rowsOnPrimary()]];
  await conflict();
  const { results } = (await (await batch).json()) as BatchResponse;
  expect(results).toMatchObject([
    { rows },
    { code: 'database-unavailable', query: 'counted' },
    { code: 'database-unavailable', query: 'counted' },
  ]);
});

test('a standby shares its snapshot between the connections of a batch', async () => {
  gateway = await openTestGateway(standby.url, { queries });
  await caughtUp();
  const rows = [[await rowsOnPrimary()]];
  const batch = gateway.batch([entry('first', 1), entry('second', 1), entry('third', 1)]);
  await expect.poll(running).toHaveLength(3);
  const { results } = (await (await batch).json()) as BatchResponse;
  expect(results).toMatchObject([{ rows }, { rows }, { rows }]);
  expect(gateway.gateway.database.canShareSnapshots).toBe(true);
});

test('an export that has begun is visibly broken off', async () => {
  gateway = await openTestGateway(standby.url, { queries });
  const { url } = await gateway.listen();
  const headers = { Authorization: `Bearer ${await gateway.token({ queries: '*' })}` };
  const response = await fetch(`${url}/api/queries/drip?_format=csv`, { headers });
  expect(response.status).toBe(200);
  await conflict();
  await expect(response.text()).rejects.toThrow('terminated');
  expect(gateway.log()).toContain('"code":"database-unavailable"');
});
