import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { BatchResponse } from '../../../server/contract/batch.ts';
import type { Result } from '../../../server/contract/result.ts';
import { startFaultProxy } from '../../support/fault-proxy.ts';
import { openTestGateway, type TestGateway } from '../../support/gateway.ts';
import { type Postgres, startPostgres } from '../../support/postgres.ts';
import { findMachineBinaries, findPackagedBinaries } from '../../support/postgres-binaries.ts';

const queries = {
  counted: `-- Rows of a table, slowly
-- @param seconds number = 0 How long
-- @param mark text = none To tell one from another
-- @column standby boolean Whether a standby answered
-- @column rows integer How many
-- @column snapshot text The snapshot
select pg_is_in_recovery() as standby, count(*) as rows, pg_current_snapshot()::text as snapshot
from params, things, pg_sleep(seconds::float8) where mark is not null and things.at < as_of`,
};

let primary: Postgres;
let standby: Postgres;
let admin: pg.Client;
const gateways: TestGateway[] = [];

beforeAll(async () => {
  const machine = findMachineBinaries();
  const options = machine ? { bin: machine } : { bin: await findPackagedBinaries(), copy: true };
  const settings = { wal_level: 'replica', max_wal_senders: '4', autovacuum: 'off' };
  primary = await startPostgres({ ...options, settings });
  const standbySettings = { max_standby_streaming_delay: '0', hot_standby: 'on' };
  standby = await startPostgres({ ...options, standbyOf: primary, settings: standbySettings });
  admin = new pg.Client(primary.url);
  await admin.connect();
  await admin.query(`create table things as
    select n, timestamp '2020-01-01' as at from generate_series(1, 100) as n`);
});
afterEach(async () => {
  await Promise.all(gateways.splice(0).map((gateway) => gateway.close()));
});
afterAll(async () => {
  await admin.end();
  await standby.stop();
  await primary.stop();
});

/** Opens a gateway on the primary and the standby. */
async function open(env: Record<string, string> = {}): Promise<TestGateway> {
  const all = { DATABASE_URL: primary.url, DATABASE_REPLICA_URLS: standby.url, FRESH_SECONDS: '1', ...env };
  const gateway = await openTestGateway(primary.url, { queries, env: all });
  gateways.push(gateway);
  return gateway;
}

/** Runs statements on the standby. */
async function onStandby(...statements: string[]): Promise<pg.QueryResult | undefined> {
  const client = new pg.Client(standby.url);
  await client.connect();
  try {
    let result: pg.QueryResult | undefined;
    for (const sql of statements) result = await client.query(sql);
    return result;
  } finally {
    await client.end();
  }
}

let marks = 0;
/** A query that no other one shares an answer with. */
const counted = (params: Record<string, string> = {}) => {
  marks += 1;
  return `/api/queries/counted?${new URLSearchParams({ mark: String(marks), ...params })}`;
};
const isFromStandby = async (gateway: TestGateway, params?: Record<string, string>) =>
  (await gateway.json<Result>(counted(params))).rows?.[0]?.[0];

async function metric(gateway: TestGateway, sample: string): Promise<number> {
  const text = await (await gateway.request('/metrics')).text();
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${sample} `));
  return Number(line?.slice(sample.length + 1) ?? 0);
}

/** The present, as an `as_of`. */
const now = () => new Date().toISOString();

test('a replica of an idle primary answers, also at the present', async () => {
  const gateway = await open();
  await expect.poll(() => isFromStandby(gateway)).toBe(true);
  await expect.poll(() => isFromStandby(gateway, { as_of: now() })).toBe(true);
  expect(await isFromStandby(gateway, { as_of: '2021-01-01T00:00:00Z' })).toBe(true);
  expect(await metric(gateway, 'letz_reads_total{server="replica"}')).toBeGreaterThan(2);
  expect(await metric(gateway, 'letz_replica_usable{replica="1"}')).toBe(1);
  await expect.poll(() => metric(gateway, 'letz_replica_lag_bytes{replica="1"}')).toBe(0);
  await expect.poll(() => metric(gateway, 'letz_replica_lag_seconds{replica="1"}')).toBe(0);
});

test('an as_of in the future goes to the primary', async () => {
  const gateway = await open();
  expect(await isFromStandby(gateway, { as_of: '2999-01-01T00:00:00Z' })).toBe(false);
});

test('a replica answers after a WAL segment switch, after which the primary has a page without records', async () => {
  const gateway = await open();
  await admin.query('select pg_switch_wal()');
  await expect.poll(() => isFromStandby(gateway, { as_of: now() })).toBe(true);
});

test('while the replica is behind as_of, the primary answers, and no answer lacks a row', async () => {
  const gateway = await open({ FRESH_SECONDS: '60' });
  await expect.poll(() => isFromStandby(gateway, { as_of: now() })).toBe(true);
  await onStandby('select pg_wal_replay_pause()');
  try {
    await admin.query("insert into things values (1000, '2022-01-01')");
    const asOf = now();
    const { rows } = await gateway.json<Result>(counted({ as_of: asOf }));
    expect(rows?.[0]?.slice(0, 2)).toEqual([false, 101]);
    expect(await metric(gateway, 'letz_reads_total{server="primary-behind"}')).toBeGreaterThan(0);
    // Everything before is replayed.
    expect(await isFromStandby(gateway, { as_of: '2020-06-01T00:00:00Z' })).toBe(true);
    await expect.poll(() => metric(gateway, 'letz_replica_lag_bytes{replica="1"}')).toBeGreaterThan(0);
  } finally {
    await onStandby('select pg_wal_replay_resume()');
  }
  await expect.poll(() => isFromStandby(gateway, { as_of: now() })).toBe(true);
});

test('a replica that is too far behind gets no reads, whatever the as_of', async () => {
  const gateway = await open();
  await onStandby('select pg_wal_replay_pause()');
  try {
    await admin.query("insert into things values (1001, '2022-01-01')");
    await expect.poll(() => metric(gateway, 'letz_replica_usable{replica="1"}'), { timeout: 20_000 }).toBe(0);
    expect(await isFromStandby(gateway, { as_of: '2021-01-01T00:00:00Z' })).toBe(false);
    expect(gateway.log()).toContain('the replica is not used: it is more than 5 s behind the primary');
  } finally {
    await onStandby('select pg_wal_replay_resume()');
  }
  await expect.poll(() => isFromStandby(gateway, { as_of: now() }), { timeout: 10_000 }).toBe(true);
});

/** Waits for that many running statements of the gateway on the standby. */
async function running(count: number): Promise<void> {
  const active =
    "from pg_stat_activity where application_name = 'letz-gateway' and state = 'active' and query ~ 'pg_sleep'";
  const find = async () => (await onStandby(`select count(*)::int as n ${active}`))?.rows[0].n;
  await expect.poll(find).toBeGreaterThanOrEqual(count);
}

/** Deletes and vacuums rows that a query on the standby may still need. */
async function conflict(): Promise<void> {
  await admin.query("insert into things values (-1, timestamp '2020-01-01')");
  await admin.query('delete from things where n = -1');
  await admin.query('vacuum things');
}

test('a query that a conflict with recovery cancels is repeated on the primary', async () => {
  const gateway = await open();
  await expect.poll(() => isFromStandby(gateway)).toBe(true);
  const answer = gateway.json<Result>(counted({ seconds: '1', as_of: '2021-01-01T00:00:00Z' }));
  await running(1);
  await conflict();
  expect((await answer).rows?.[0]?.slice(0, 2)).toEqual([false, 100]);
  expect(await metric(gateway, 'letz_reads_total{server="primary-conflict"}')).toBe(1);
});

const entry = (seconds: number) => {
  marks += 1;
  return { name: 'counted', params: { mark: String(marks), seconds } };
};
const rowsOf = async (response: Response) =>
  ((await response.json()) as BatchResponse).results.map((result) => ('rows' in result ? result.rows?.[0] : result));

describe('a batch', () => {
  test('is read from one snapshot of one server', async () => {
    const gateway = await open();
    await expect.poll(() => isFromStandby(gateway)).toBe(true);
    const rows = await rowsOf(await gateway.batch([entry(0.1), entry(0.1), entry(0), entry(0)]));
    expect(new Set(rows.map(String)).size).toBe(1);
  });

  test('that a conflict with recovery cancels before any answer is repeated on the primary as a whole', async () => {
    const gateway = await open();
    await expect.poll(() => isFromStandby(gateway)).toBe(true);
    const batch = gateway.batch([entry(1), entry(1), entry(1)]);
    await running(3);
    await conflict();
    const rows = await rowsOf(await batch);
    expect(rows.map((row) => (row as unknown[])[0])).toEqual([false, false, false]);
    expect(new Set(rows.map(String)).size).toBe(1);
  });

  test('goes to the primary if the replica is behind', async () => {
    const gateway = await open({ FRESH_SECONDS: '60' });
    await onStandby('select pg_wal_replay_pause()');
    try {
      await admin.query("insert into things values (1002, '2022-01-01')");
      const init = { body: JSON.stringify({ queries: [entry(0), entry(0)], params: { as_of: now() } }) };
      const rows = await rowsOf(await gateway.request('/api/batch', { method: 'POST', ...init }));
      expect(rows.map((row) => (row as unknown[])[0])).toEqual([false, false]);
    } finally {
      await onStandby('select pg_wal_replay_resume()');
    }
  });
});

test('a replica that dies is replaced by the primary, and used again when it is back', async () => {
  const gateway = await open();
  await expect.poll(() => isFromStandby(gateway)).toBe(true);
  const slow = gateway.json<Result>(counted({ seconds: '1' }));
  const batch = gateway.batch([entry(1), entry(1)]);
  await running(3);
  await standby.kill('SIGQUIT');
  try {
    expect((await slow).rows?.[0]?.[0]).toBe(false);
    expect((await rowsOf(await batch)).map((row) => (row as unknown[])[0])).toEqual([false, false]);
    expect(await isFromStandby(gateway)).toBe(false);
    const file = await gateway.request(`${counted()}&_format=csv`);
    expect(await file.text()).toContain('false');
    await expect.poll(() => metric(gateway, 'letz_replica_usable{replica="1"}')).toBe(0);
  } finally {
    await standby.start();
  }
  await expect.poll(() => isFromStandby(gateway), { timeout: 10_000 }).toBe(true);
  expect(gateway.log().match(/the replica is not used/g)).toHaveLength(1);
  expect(gateway.log().match(/the replica is used again/g)).toHaveLength(1);
});

test('a replica that no longer responds is replaced by the primary', async () => {
  const proxy = await startFaultProxy(standby.url);
  try {
    const gateway = await open({ DATABASE_REPLICA_URLS: proxy.url, ACQUIRE_TIMEOUT_MS: '1000' });
    await expect.poll(() => isFromStandby(gateway)).toBe(true);
    proxy.faults.stall = true;
    expect(await isFromStandby(gateway)).toBe(false);
    proxy.faults.stall = false;
    proxy.cut();
    await expect.poll(() => isFromStandby(gateway), { timeout: 20_000 }).toBe(true);
  } finally {
    await proxy.close();
  }
});

test('a gateway starts without its replica and uses it later', async () => {
  await standby.kill('SIGQUIT');
  let gateway: TestGateway;
  try {
    gateway = await open();
    expect(await isFromStandby(gateway)).toBe(false);
  } finally {
    await standby.start();
  }
  await expect.poll(() => isFromStandby(gateway), { timeout: 10_000 }).toBe(true);
});

test('wrong replicas are refused at start, all at once', async () => {
  const [password, database] = [new URL(standby.url), new URL(standby.url)];
  password.password = 'wrong';
  database.pathname = 'template1';
  const mistakes = open({ DATABASE_REPLICA_URLS: `${password},${standby.url},${database}` });
  await expect(mistakes).rejects.toThrow(
    /^DATABASE_REPLICA_URLS: number 1 does not lead to a database that can be read: .*\nDATABASE_REPLICA_URLS: number 3 leads to the database template1, but DATABASE_URL to the database postgres$/,
  );
});

test('a server that is no standby is not used', async () => {
  const gateway = await open({ DATABASE_REPLICA_URLS: primary.url });
  expect(await isFromStandby(gateway)).toBe(false);
  expect(gateway.log()).toContain('the replica is not used: the server is not a standby');
});
