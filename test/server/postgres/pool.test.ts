import { request as httpRequest } from 'node:http';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { BatchResponse } from '../../../server/contract/batch.ts';
import type { Result } from '../../../server/contract/result.ts';
import { CANCEL } from '../../../server/postgres/transaction.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../../support/databases.ts';
import { openTestGateway, type TestGateway } from '../../support/gateway.ts';
import { activeStatements, problem, SESSIONS } from '../../support/observe.ts';
import { startPooler } from '../../support/pooler.ts';

const queries = {
  sleep: `-- Sleep
-- @param seconds number = 0 How long
-- @param mark text = none To tell one from another
-- @column mark text The mark
select mark from params, pg_sleep(seconds::float8)`,
  // The first portion of an export is immediate, the next ones are not.
  drip: `-- Drip
-- @param after integer = 1500 Rows that come at once
-- @column n integer A number
select n from params, generate_series(1, 5000) as n, lateral (select pg_sleep(case when n > after then 0.02 else 0 end)) as s`,
  wide: `-- More than any buffer holds
-- @column n integer A number
-- @column text text Much of it
select n, repeat('x', 2000) as text from generate_series(1, 20000) as n`,
  backend: `-- Backend
-- @param mark text = none To tell one from another
-- @column pid integer The process that serves this connection
-- @column zone text Its time zone
-- @column locks integer Its advisory locks
select pg_backend_pid() as pid, current_setting('timezone') as zone,
  (select count(*) from pg_locks where locktype = 'advisory') as locks from params where mark is not null`,
};

const TIMEOUT_MS = 400;

let database: TestDatabase;
const gateways: TestGateway[] = [];

async function open(env: Record<string, string> = {}, more: Record<string, string> = {}): Promise<TestGateway> {
  const gateway = await openTestGateway(database.url, { queries: { ...queries, ...more }, env });
  gateways.push(gateway);
  return gateway;
}

beforeAll(async () => {
  database = await createDatabase(databaseNames().at(-1) ?? 'packaged', { bare: true });
});
afterEach(async () => {
  await Promise.all(gateways.splice(0).map((gateway) => gateway.close()));
});
afterAll(() => database.drop());

const running = () => activeStatements(database);

const sleep = (gateway: TestGateway, seconds: number, mark: string) =>
  gateway.request(`/api/queries/sleep?seconds=${seconds}&mark=${mark}`);

describe('timeouts', () => {
  test('a statement that takes too long is a timeout, and its connection is reused', async () => {
    const gateway = await open({ STATEMENT_TIMEOUT_MS: String(TIMEOUT_MS), DATABASE_POOL_SIZE: '1' });
    const pid = async (mark: string) => (await gateway.json<Result>(`/api/queries/backend?mark=${mark}`)).rows[0]?.[0];
    const before = await pid('before');
    expect(await problem(await sleep(gateway, 30, 'long'))).toEqual([504, 'timeout', null]);
    expect(await pid('after')).toBe(before);
  });

  test('a timeout in a batch does not affect the other entries', async () => {
    const gateway = await open({ STATEMENT_TIMEOUT_MS: String(TIMEOUT_MS) });
    const response = await gateway.batch([
      { name: 'sleep', params: { seconds: 30 } },
      { name: 'sleep', params: { seconds: 0 } },
    ]);
    const { results } = (await response.json()) as BatchResponse;
    expect(results).toMatchObject([{ code: 'timeout', status: 504 }, { rows: [['none']] }]);
  });

  test('apply to each fetch of an export, not to the client', async () => {
    const gateway = await open({ STATEMENT_TIMEOUT_MS: String(TIMEOUT_MS) });
    const { url } = await gateway.listen();
    const headers = { Authorization: `Bearer ${await gateway.token({ queries: '*' })}` };
    const response = await fetch(`${url}/api/queries/wide?_format=ndjson`, { headers });
    const idle = `select 1 ${SESSIONS} and state like 'idle in%' and clock_timestamp() - state_change > '${2 * TIMEOUT_MS} ms'`;
    await expect.poll(async () => (await database.query(idle)).length, { timeout: 5000 }).toBe(1);
    const lines = (await response.text()).split('\n');
    expect(lines.length).toBe(20_001);
    expect(lines.at(-2)).toBe(JSON.stringify({ n: 20_000, text: 'x'.repeat(2000) }));
  });

  test('a fetch that takes too long breaks the export off', async () => {
    const gateway = await open({ STATEMENT_TIMEOUT_MS: String(TIMEOUT_MS) });
    const { url } = await gateway.listen();
    const headers = { Authorization: `Bearer ${await gateway.token({ queries: ['drip'] })}` };
    const response = await fetch(`${url}/api/queries/drip?_format=csv`, { headers });
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow('terminated');
    expect(await problem(await gateway.request('/api/queries/sleep?_format=csv&seconds=30'))).toEqual([
      504,
      'timeout',
      null,
    ]);
  });
});

describe('a full pool', () => {
  test('is overloaded after ACQUIRE_TIMEOUT_MS, until a connection is free', async () => {
    const gateway = await open({ DATABASE_POOL_SIZE: '1', ACQUIRE_TIMEOUT_MS: '1500', STATEMENT_TIMEOUT_MS: '60000' });
    const busy = sleep(gateway, 60, 'busy');
    await expect.poll(running).toBe(1);
    expect(await problem(await sleep(gateway, 0, 'waiting'))).toEqual([503, 'overloaded', '1']);
    expect((await gateway.request('/livez')).status).toBe(200);
    expect((await gateway.request('/readyz')).status).toBe(503);
    // Cached answers needed no connection.
    expect(await running()).toBe(1);
    await database.query(`select pg_cancel_backend(pid) ${SESSIONS} and state = 'active'`);
    expect((await busy).status).toBe(504);
    expect((await sleep(gateway, 0, 'after')).status).toBe(200);
  });

  test('refuses requests beyond its queue at once', async () => {
    const gateway = await open({ DATABASE_POOL_SIZE: '1', ACQUIRE_TIMEOUT_MS: '60000' });
    const busy = sleep(gateway, 1, 'busy');
    await expect.poll(running).toBe(1);
    const answers = Array.from({ length: 200 }, (_, i) => sleep(gateway, 0, `mark${i}`));
    expect(await problem(await Promise.race(answers))).toEqual([503, 'overloaded', '1']);
    const statuses = (await Promise.all([busy, ...answers])).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([200, 503]));
    expect(statuses[0]).toBe(200);
  });

  test('runs equal requests once', async () => {
    const gateway = await open({ DATABASE_POOL_SIZE: '1' });
    const answers = await Promise.all(Array.from({ length: 200 }, () => sleep(gateway, 0.1, 'same')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });
});

describe('a client that disconnects', () => {
  /** Starts a request on a new connection. */
  async function start(
    gateway: TestGateway,
    path: string,
  ): Promise<{ leave(): void; ended: Promise<number | string> }> {
    const { port } = await gateway.listen();
    const headers = { Authorization: `Bearer ${await gateway.token({ queries: '*' })}` };
    const request = httpRequest({ host: '127.0.0.1', port, path, headers, agent: false });
    const ended = new Promise<number | string>((resolve) => {
      request.on('response', (response) => response.resume().on('end', () => resolve(response.statusCode ?? 0)));
      request.on('error', (error) => resolve(error.message));
    });
    request.end();
    return { leave: () => request.destroy(), ended };
  }
  const settled = (gateway: TestGateway) => {
    const { total, idle } = gateway.gateway.database.pool;
    return total === idle;
  };

  test.each(['', '&_format=csv', '&_format=ndjson'])('stops its SQL within a second (%s)', async (format) => {
    const gateway = await open({ DATABASE_POOL_SIZE: '1' });
    const { leave } = await start(gateway, `/api/queries/sleep?seconds=14${format}`);
    await expect.poll(running).toBe(1);
    leave();
    await expect.poll(running, { timeout: 1000 }).toBe(0);
    await expect.poll(() => settled(gateway)).toBe(true);
    expect((await sleep(gateway, 0, 'next')).status).toBe(200);
  });

  test('in the middle of an export frees its connection', async () => {
    const gateway = await open({ DATABASE_POOL_SIZE: '1' });
    const { url } = await gateway.listen();
    const headers = { Authorization: `Bearer ${await gateway.token({ queries: ['drip'] })}` };
    const leave = new AbortController();
    const response = await fetch(`${url}/api/queries/drip?_format=csv`, { headers, signal: leave.signal });
    await response.body?.getReader().read();
    await expect.poll(running).toBe(1);
    leave.abort();
    await expect.poll(running, { timeout: 1000 }).toBe(0);
    await expect.poll(() => settled(gateway)).toBe(true);
    expect((await sleep(gateway, 0, 'next')).status).toBe(200);
  });

  test('does not cancel a query that another client waits for', async () => {
    const gateway = await open({ DATABASE_POOL_SIZE: '1' });
    const { leave } = await start(gateway, '/api/queries/sleep?seconds=0.5&as_of=2026-01-01');
    await expect.poll(running).toBe(1);
    const other = gateway.request('/api/queries/sleep?seconds=0.5&as_of=2026-01-01');
    leave();
    expect((await other).status).toBe(200);
  });

  test('from a batch cancels all its queries', async () => {
    const gateway = await open({ DATABASE_POOL_SIZE: '1' });
    const { url } = await gateway.listen();
    const marks = ['a', 'b', 'c'].map((mark) => ({ name: 'sleep', params: { seconds: 14, mark } }));
    const headers = { Authorization: `Bearer ${await gateway.token({ queries: '*' })}` };
    const leave = new AbortController();
    const body = JSON.stringify({ queries: marks });
    const batch = fetch(`${url}/api/batch`, { method: 'POST', headers, body, signal: leave.signal });
    await expect.poll(running).toBe(1);
    leave.abort();
    await expect(batch).rejects.toThrow('aborted');
    await expect.poll(() => settled(gateway), { timeout: 1000 }).toBe(true);
    expect(await running()).toBe(0);
  });

  test.each([
    ['a query', 'GET', '/api/queries/sleep?mark=waiting', null],
    ['an export', 'GET', '/api/queries/sleep?mark=waiting&_format=csv', null],
    ['a batch', 'POST', '/api/batch', '{"queries":[{"name":"sleep"},{"name":"backend"}]}'],
  ])('leaves the queue for a connection: %s', async (_, method, path, body) => {
    const gateway = await open({ DATABASE_POOL_SIZE: '1', ACQUIRE_TIMEOUT_MS: '60000' });
    const { url } = await gateway.listen();
    const waiting = () => gateway.gateway.database.pool.waiting;
    const busy = sleep(gateway, 30, 'busy');
    await expect.poll(running).toBe(1);
    const headers = { Authorization: `Bearer ${await gateway.token({ queries: '*' })}` };
    const leave = new AbortController();
    const left = fetch(`${url}${path}`, { method, headers, body, signal: leave.signal }).catch(() => 'left');
    await expect.poll(waiting).toBe(1);
    leave.abort();
    expect(await left).toBe('left');
    await expect.poll(waiting).toBe(0);
    // The connection is still busy.
    expect(await running()).toBe(1);
    expect(gateway.log()).not.toContain('"level":50');
    await database.query(`select pg_cancel_backend(pid) ${SESSIONS} and state = 'active'`);
    expect((await busy).status).toBe(504);
    expect((await sleep(gateway, 0, 'next')).status).toBe(200);
  });

  test('cancels its SQL although the server has no connection left', async () => {
    const role = `tight_${process.pid}`;
    await database.query(`create role ${role} login password 'tight' connection limit 1`);
    const url = new URL(database.url);
    [url.username, url.password] = [role, 'tight'];
    const gateway = await openTestGateway(url.href, { queries, env: { DATABASE_POOL_SIZE: '1' } });
    const tight = async () =>
      (await database.query(`select 1 from pg_stat_activity where usename = '${role}' and state = 'active'`)).length;
    const { leave } = await start(gateway, '/api/queries/sleep?seconds=14');
    await expect.poll(tight).toBe(1);
    leave();
    await expect.poll(tight, { timeout: 5000 }).toBe(0);
    await expect.poll(() => settled(gateway)).toBe(true);
    // On the same connection.
    expect(gateway.gateway.database.pool.total).toBe(1);
    expect((await sleep(gateway, 0, 'next')).status).toBe(200);
    await gateway.close();
    await database.query(`drop role ${role}`);
  });

  test('cancels no other query to which a pooler has given its backend meanwhile', async () => {
    const pooler = await startPooler(database.url, 2);
    const gateway = await openTestGateway(pooler.url, { queries });
    const { leave } = await start(gateway, '/api/queries/sleep?seconds=1');
    await expect.poll(running).toBe(1);
    const other = sleep(gateway, 1.5, 'other');
    await expect.poll(running).toBe(2);
    // Gets the server connection of the first before the cancellation of the first is executed.
    const next = sleep(gateway, 2, 'next');
    await expect.poll(() => pooler.waiting).toBe(1);
    leave();
    expect((await other).status).toBe(200);
    expect((await next).status).toBe(200);
    await expect.poll(() => settled(gateway)).toBe(true);
    await gateway.close();
    await pooler.close();
  });

  test('cancels only the transaction with its id', async () => {
    const other = new pg.Client(database.url);
    await other.connect();
    const [{ pid }] = (await other.query('select pg_backend_pid()::text as pid')).rows as [{ pid: string }];
    const signals = async (name: string) => (await database.query(CANCEL, [pid, name])).length;
    expect(await signals('1767225600.123456')).toBe(0);
    await other.query('begin');
    expect(await signals('1767225600.123456')).toBe(0);
    const [{ name }] = (await other.query('select extract(epoch from now())::text as name')).rows as [{ name: string }];
    expect(await signals(name)).toBe(1);
    await other.query('rollback');
    expect(await signals(name)).toBe(0);
    // The role may not see the state of other sessions.
    await other.query('set track_activities = off');
    expect(await signals(name)).toBe(1);
    await other.end();
  });

  test('is not logged as an error', async () => {
    const gateway = await open();
    const { leave } = await start(gateway, '/api/queries/sleep?seconds=14');
    await expect.poll(running).toBe(1);
    leave();
    await expect.poll(() => settled(gateway)).toBe(true);
    expect(gateway.log()).not.toContain('"level":50');
  });
});
