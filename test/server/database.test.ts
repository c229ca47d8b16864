import { request as httpRequest } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { BatchResponse, Problem, Result } from '../../server/contract.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../support/databases.ts';
import { openTestGateway, type TestGateway } from '../support/gateway.ts';
import { type Postgres, startPostgres } from '../support/postgres.ts';
import { findMachineBinaries, findPackagedBinaries } from '../support/postgres-binaries.ts';

const queries = {
  sleep: `-- Sleep
-- @param seconds number = 0 How long
-- @param mark text = none To tell one from another
-- @column mark text The mark
select mark from params, pg_sleep(seconds::float8)`,
  // The first portion of an export comes at once, the next ones don't.
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

const OTHERS = "from pg_stat_activity where datname = current_database() and application_name = 'letz-gateway'";
const running = async () =>
  (await database.query<{ n: number }>(`select count(*)::int as n ${OTHERS} and state = 'active'`))[0]?.n;
const kill = () => database.query(`select pg_terminate_backend(pid, 1000) ${OTHERS}`);

const sleep = (gateway: TestGateway, seconds: number, mark: string) =>
  gateway.request(`/api/queries/sleep?seconds=${seconds}&mark=${mark}`);
const problem = async (response: Response) => {
  expect(response.headers.get('Content-Type')).toBe('application/problem+json');
  return [response.status, ((await response.json()) as Problem).code, response.headers.get('Retry-After')];
};
const UNAVAILABLE = [503, 'database-unavailable', '1'];

describe('connections that die', () => {
  test('while idle are replaced without anybody noticing', async () => {
    const gateway = await open();
    for (const mark of ['a', 'b', 'c']) {
      expect((await sleep(gateway, 0, mark)).status).toBe(200);
      await kill();
    }
    expect((await sleep(gateway, 0, 'd')).status).toBe(200);
  });

  test('while busy are database-unavailable, and the next request works', async () => {
    const gateway = await open();
    const [one, two] = [sleep(gateway, 30, 'one'), sleep(gateway, 30, 'two')];
    await expect.poll(running).toBe(2);
    await kill();
    expect(await problem(await one)).toEqual(UNAVAILABLE);
    expect(await problem(await two)).toEqual(UNAVAILABLE);
    expect((await sleep(gateway, 0, 'three')).status).toBe(200);
  });

  test('in the middle of a batch leave what was answered, and the rest is database-unavailable', async () => {
    const gateway = await open();
    const marks = ['first', 'second', 'third', 'fourth'];
    const batch = gateway.batch(
      marks.map((mark) => ({ name: 'sleep', params: { mark, seconds: mark === 'second' ? 30 : 0 } })),
    );
    await expect
      .poll(
        async () =>
          (
            await database.query(
              `select 1 ${OTHERS} and query like '%pg_sleep%' and state = 'active' and now() - query_start > '50 ms'`,
            )
          ).length,
      )
      .toBe(1);
    await kill();
    const { results } = (await (await batch).json()) as BatchResponse;
    expect(results.map((entry) => ('code' in entry ? entry.code : 'rows' in entry && entry.rows))).toEqual([
      [['first']],
      'database-unavailable',
      'database-unavailable',
      'database-unavailable',
    ]);
    expect((await sleep(gateway, 0, 'next')).status).toBe(200);
  });

  test('between two fetches of an export break it off', async () => {
    const gateway = await open();
    const { url } = await gateway.listen();
    const headers = { Authorization: `Bearer ${await gateway.token({ queries: ['drip'] })}` };
    const response = await fetch(`${url}/api/queries/drip?_format=ndjson`, { headers });
    await kill();
    await expect(response.text()).rejects.toThrow('terminated');
    await expect.poll(() => gateway.gateway.database.pool.total).toBe(0);
    expect((await sleep(gateway, 0, 'next')).status).toBe(200);
  });
});

describe('time', () => {
  test('a statement that takes too long is a timeout, and its connection is as good as new', async () => {
    const gateway = await open({ STATEMENT_TIMEOUT_MS: String(TIMEOUT_MS), DATABASE_POOL_SIZE: '1' });
    const pid = async (mark: string) => (await gateway.json<Result>(`/api/queries/backend?mark=${mark}`)).rows[0]?.[0];
    const before = await pid('before');
    expect(await problem(await sleep(gateway, 30, 'long'))).toEqual([504, 'timeout', null]);
    expect(await pid('after')).toBe(before);
  });

  test('in a batch, one that takes too long leaves the others alone', async () => {
    const gateway = await open({ STATEMENT_TIMEOUT_MS: String(TIMEOUT_MS) });
    const response = await gateway.batch([
      { name: 'sleep', params: { seconds: 30 } },
      { name: 'sleep', params: { seconds: 0 } },
    ]);
    const { results } = (await response.json()) as BatchResponse;
    expect(results).toMatchObject([{ code: 'timeout', status: 504 }, { rows: [['none']] }]);
  });

  test('of an export is that of each fetch, not of the reader', async () => {
    const gateway = await open({ STATEMENT_TIMEOUT_MS: String(TIMEOUT_MS) });
    const { url } = await gateway.listen();
    const headers = { Authorization: `Bearer ${await gateway.token({ queries: '*' })}` };
    const response = await fetch(`${url}/api/queries/wide?_format=ndjson`, { headers });
    const idle = `select 1 ${OTHERS} and state like 'idle in%' and clock_timestamp() - state_change > '${2 * TIMEOUT_MS} ms'`;
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
    const first = await fetch(`${url}/api/queries/drip?_format=csv&after=1`, { headers });
    expect(await problem(first)).toEqual([504, 'timeout', null]);
  });
});

describe('a full pool', () => {
  test('is overloaded after ACQUIRE_TIMEOUT_MS, and only as long as it is full', async () => {
    const gateway = await open({ DATABASE_POOL_SIZE: '1', ACQUIRE_TIMEOUT_MS: '100', STATEMENT_TIMEOUT_MS: '1000' });
    const busy = sleep(gateway, 30, 'busy');
    await expect.poll(running).toBe(1);
    const started = performance.now();
    expect(await problem(await sleep(gateway, 0, 'waiting'))).toEqual([503, 'overloaded', '1']);
    expect(performance.now() - started).toBeLessThan(600);
    expect((await gateway.request('/livez')).status).toBe(200);
    expect((await gateway.request('/readyz')).status).toBe(503);
    expect((await busy).status).toBe(504);
    expect((await sleep(gateway, 0, 'after')).status).toBe(200);
  });

  test('refuses at once those who would wait in vain', async () => {
    const gateway = await open({ DATABASE_POOL_SIZE: '1', ACQUIRE_TIMEOUT_MS: '60000' });
    const busy = sleep(gateway, 1, 'busy');
    await expect.poll(running).toBe(1);
    const answers = Array.from({ length: 200 }, (_, i) => sleep(gateway, 0, `mark${i}`));
    expect(await problem(await Promise.race(answers))).toEqual([503, 'overloaded', '1']);
    const statuses = (await Promise.all([busy, ...answers])).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([200, 503]));
    expect(statuses[0]).toBe(200);
  });

  test('asks once for what many ask for', async () => {
    const gateway = await open({ DATABASE_POOL_SIZE: '1' });
    const answers = await Promise.all(Array.from({ length: 200 }, () => sleep(gateway, 0.1, 'same')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });
});

describe('a client that leaves', () => {
  /** Starts a request on a connection of its own. */
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

  test('leaves those who wait for the same alone', async () => {
    const gateway = await open({ DATABASE_POOL_SIZE: '1' });
    const { leave } = await start(gateway, '/api/queries/sleep?seconds=0.5&as_of=2026-01-01');
    await expect.poll(running).toBe(1);
    const other = gateway.request('/api/queries/sleep?seconds=0.5&as_of=2026-01-01');
    leave();
    expect((await other).status).toBe(200);
  });

  test('from a batch stops it all', async () => {
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

  test('is no fault of the gateway', async () => {
    const gateway = await open();
    const { leave } = await start(gateway, '/api/queries/sleep?seconds=14');
    await expect.poll(running).toBe(1);
    leave();
    await expect.poll(() => settled(gateway)).toBe(true);
    expect(gateway.log()).not.toContain('"level":50');
  });
});

describe('nothing that a query does stays', () => {
  const tricks = {
    zone: `-- Zone
-- @column zone text The zone set
select set_config('timezone', 'Asia/Tokyo', false) as zone`,
    'zone-later': `-- Zone
-- @column at timestamp Some moment
select timestamptz '2026-11-24 00:00:00Z' as at`,
    lock: `-- Lock
-- @column locked text Nothing
select pg_advisory_lock(4711)::text as locked`,
    writable: `-- Writable
-- @column off text What it is then
select set_config('transaction_read_only', 'off', false) || set_config('default_transaction_read_only', 'off', false) as off`,
  };

  test('no setting, neither for the next request nor within a batch', async () => {
    const gateway = await open({ DATABASE_POOL_SIZE: '1' }, tricks);
    expect((await gateway.json<Result>('/api/queries/zone')).rows).toEqual([['Asia/Tokyo']]);
    expect((await gateway.json<Result>('/api/queries/backend')).rows[0]?.[1]).toBe('UTC');
    const as_of = '2026-11-24';
    const response = await gateway.batch(
      ['zone', 'zone-later', 'backend'].map((name) => ({ name, params: { as_of } })),
    );
    const { results } = (await response.json()) as { results: Result[] };
    expect(results.map(({ rows }) => rows[0])).toEqual([
      ['Asia/Tokyo'],
      ['2026-11-24T00:00:00Z'],
      [expect.any(Number), 'UTC', 0],
    ]);
  });

  test('no lock of the session', async () => {
    const gateway = await open({ DATABASE_POOL_SIZE: '1' }, tricks);
    expect((await gateway.request('/api/queries/lock')).status).toBe(200);
    expect((await gateway.json<Result>('/api/queries/backend')).rows[0]?.[2]).toBe(0);
  });

  /** What somebody may put into QUERIES_DIR to write. All of it must fail at start or when it runs. */
  const corpus: Record<string, string> = {
    delete: 'delete from victims returning n as one',
    cte: 'with gone as (delete from victims returning n) select n as one from gone',
    'cte-behind-bracket': 'select 1 as one) as result; delete from victims; select * from (select 1 as one',
    semicolon: 'select 1 as one; delete from victims',
    commit: 'select 1 as one) as result; commit; delete from victims; --',
    'begin-write': 'select 1 as one) as result; rollback; begin read write; delete from victims; commit; --',
    into: 'select 1 as one into copied',
    'for-update': 'select n as one from victims for update',
    'for-share': 'select n as one from victims for share',
    nextval: "select nextval('numbers')::integer as one",
    setval: "select setval('numbers', 1000)::integer as one",
    truncating: 'select empty_victims() as one',
    'read-write': "select (set_config('transaction_read_only', 'off', true) = 'off')::integer + empty_victims() as one",
    'large-object': 'select lo_create(4711)::integer as one',
    'large-object-text': "select lo_from_bytea(4712, 'leak')::integer as one",
    copy: "copy victims to '/tmp/leak'",
    values: 'values (1); drop table victims',
    explain: 'explain analyze delete from victims',
    do: 'do $$ begin delete from victims; end $$',
    call: 'call empty()',
    notify: "select pg_notify('channel', 'leak')::text::integer as one",
    xml: "select query_to_xml('delete from victims returning 1', true, true, '')::text::integer as one",
    'comment-tail': 'select 1 as one /* ) as result; delete from victims; -- */; delete from victims',
  };

  test.each(Object.entries(corpus))('no row: %s', async (name, sql) => {
    await database.query(`drop table if exists victims; drop sequence if exists numbers;
      create table victims as select 1 as n; create sequence numbers;
      create or replace function empty_victims() returns integer language plpgsql as
        $$ begin delete from victims; return 1; end $$;
      create or replace procedure empty() language plpgsql as $$ begin delete from victims; commit; end $$`);
    const text = `-- Trick\n-- @column one integer One\n${sql}`;
    const opened = await open({}, { [name]: text }).catch((error: Error) => error);
    if ('request' in opened) {
      for (const search of ['', '?_format=csv', '?_format=ndjson', '?_shape=columns'])
        await opened.request(`/api/queries/${name}${search}`);
      await opened.batch([{ name, params: { as_of: '2026-01-01' } }]);
    }
    expect(await database.query('select n from victims')).toEqual([{ n: 1 }]);
    expect(await database.query('select is_called from numbers')).toEqual([{ is_called: false }]);
    expect(await database.query('select oid from pg_largeobject_metadata')).toEqual([]);
    expect(await database.query("select 1 from pg_class where relname = 'copied'")).toEqual([]);
  });
});

describe('a server that stops', () => {
  let server: Postgres;

  beforeAll(async () => {
    const machine = findMachineBinaries();
    server = await startPostgres(machine ? { bin: machine } : { bin: await findPackagedBinaries(), copy: true });
  });
  afterAll(() => server.stop());

  test('is told by /readyz, survived, and used again as soon as it is back', async () => {
    const gateway = await openTestGateway(server.url, { queries, env: { ACQUIRE_TIMEOUT_MS: '500' } });
    const { url } = await gateway.listen();
    const ready = async () => (await fetch(`${url}/readyz`)).status;
    expect(await ready()).toBe(200);
    const busy = sleep(gateway, 30, 'busy');
    await expect.poll(() => gateway.gateway.database.pool.idle).toBe(0);
    await server.kill('SIGQUIT');
    expect(await problem(await busy)).toEqual(UNAVAILABLE);
    expect(await problem(await fetch(`${url}/readyz`))).toEqual(UNAVAILABLE);
    expect(await problem(await sleep(gateway, 0, 'down'))).toEqual(UNAVAILABLE);
    expect((await fetch(`${url}/livez`)).status).toBe(200);
    await server.start();
    expect(await ready()).toBe(200);
    expect((await sleep(gateway, 0, 'up')).status).toBe(200);
    await gateway.close();
  });
});
