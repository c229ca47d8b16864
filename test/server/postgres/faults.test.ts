import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { BatchResponse } from '../../../server/contract/batch.ts';
import type { Result } from '../../../server/contract/result.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../../support/databases.ts';
import { type FaultProxy, heal, startFaultProxy } from '../../support/fault-proxy.ts';
import { openTestGateway, type TestGateway } from '../../support/gateway.ts';
import { activeStatements, isAtRest, killSessions, problem, SESSIONS, UNAVAILABLE } from '../../support/observe.ts';
import { type Postgres, startPostgres } from '../../support/postgres.ts';
import { findMachineBinaries, findPackagedBinaries } from '../../support/postgres-binaries.ts';

const queries = {
  sleep: `-- Sleep
-- @param seconds number = 0 How long
-- @param mark text = none To tell one from another
-- @column mark text The mark
select mark from params, pg_sleep(seconds::float8)`,
  // The first portions of an export are immediate, the next ones are not.
  drip: `-- Drip
-- @column n integer A number
select n from generate_series(1, 5000) as n, lateral (select pg_sleep(case when n > 1500 then 0.02 else 0 end)) as s`,
  rows: `-- Rows
-- @param count integer = 20 [0..100000] How many
-- @column n integer A number
-- @column text text Something beside it
select n, 'täxt€😀' || n as text from params, generate_series(1, count) as n order by n`,
};

const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
const ROWS = numbers(20).map((n) => [n, `täxt€😀${n}`]);

let database: TestDatabase;
let proxy: FaultProxy;
const gateways: TestGateway[] = [];

beforeAll(async () => {
  database = await createDatabase(databaseNames().at(-1) ?? 'packaged', { bare: true });
  proxy = await startFaultProxy(database.url);
});
afterEach(async () => {
  heal(proxy);
  await Promise.all(gateways.splice(0).map((gateway) => gateway.close()));
});
afterAll(async () => {
  await proxy.close();
  await database.drop();
});

async function open(env: Record<string, string> = {}, url = proxy.url): Promise<TestGateway> {
  const gateway = await openTestGateway(url, { queries, env });
  gateways.push(gateway);
  return gateway;
}

const running = () => activeStatements(database);
const kill = () => killSessions(database);
const sleep = (gateway: TestGateway, seconds: number, mark: string) =>
  gateway.request(`/api/queries/sleep?seconds=${seconds}&mark=${mark}`);

/** Sends a request that is not cached. */
let moment = Date.parse('2026-01-01T00:00:00Z');
const fresh = () => `as_of=${new Date(moment++).toISOString()}`;
const readRows = (gateway: TestGateway) => gateway.request(`/api/queries/rows?${fresh()}`);

const busyConnections =
  ({ gateway }: TestGateway) =>
  () =>
    gateway.database.pool.total - gateway.database.pool.idle;

/** Checks that the gateway answers correctly. */
async function expectWell(gateway: TestGateway): Promise<void> {
  const response = await readRows(gateway);
  expect(response.status).toBe(200);
  expect(((await response.json()) as Result).rows).toEqual(ROWS);
}

describe('connections that die', () => {
  test('while idle are replaced without an error', async () => {
    const gateway = await open();
    for (let round = 0; round < 3; round++) {
      await expectWell(gateway);
      await kill();
    }
    await expectWell(gateway);
  });

  test('while idle, undetected, are replaced by the next request', async () => {
    const gateway = await open({ DATABASE_POOL_SIZE: '1' });
    await expectWell(gateway);
    proxy.faults.after = { bytes: 0, how: 'cut' };
    await expectWell(gateway);
    expect(proxy.faults.after).toBeNull();
  });

  test('while busy are database-unavailable, and the next request works', async () => {
    const gateway = await open();
    const [one, two] = [sleep(gateway, 30, 'one'), sleep(gateway, 30, 'two')];
    await expect.poll(running).toBe(2);
    await kill();
    expect(await problem(await one)).toEqual(UNAVAILABLE);
    expect(await problem(await two)).toEqual(UNAVAILABLE);
    await expectWell(gateway);
  });

  test('during a batch make the entries not yet answered database-unavailable', async () => {
    const gateway = await open({ DATABASE_POOL_SIZE: '1' });
    const marks = ['first', 'second', 'third', 'fourth'];
    const batch = gateway.batch(
      marks.map((mark) => ({ name: 'sleep', params: { mark, seconds: mark === 'second' ? 30 : 0 } })),
    );
    const inSecond = `select 1 ${SESSIONS} and query like '%pg_sleep%' and state = 'active' and now() - query_start > '50 ms'`;
    await expect.poll(async () => (await database.query(inSecond)).length).toBe(1);
    await kill();
    const { results } = (await (await batch).json()) as BatchResponse;
    expect(results.map((entry) => ('code' in entry ? entry.code : 'rows' in entry && entry.rows))).toEqual([
      [['first']],
      'database-unavailable',
      'database-unavailable',
      'database-unavailable',
    ]);
    await expectWell(gateway);
  });

  test('between two fetches of an export break it off', async () => {
    const gateway = await open();
    const { url } = await gateway.listen();
    const headers = { Authorization: `Bearer ${await gateway.token({ queries: ['drip'] })}` };
    const response = await fetch(`${url}/api/queries/drip?_format=ndjson`, { headers });
    await kill();
    await expect(response.text()).rejects.toThrow('terminated');
    await expect.poll(() => gateway.gateway.database.pool.total).toBe(0);
    await expectWell(gateway);
  });

  test('at any byte of a reply lead to a correct answer or database-unavailable', async () => {
    const gateway = await open();
    const outcomes = new Set<number>();
    // The replies to begin, statement and rollback have some 1,300 bytes together.
    for (let bytes = 0; bytes < 1500; bytes += 37) {
      await expectWell(gateway);
      proxy.faults.after = { bytes, how: 'cut' };
      const response = await readRows(gateway);
      outcomes.add(response.status);
      if (response.status === 200) expect(((await response.json()) as Result).rows).toEqual(ROWS);
      else expect(await problem(response)).toEqual(UNAVAILABLE);
      heal(proxy);
    }
    expect(outcomes).toEqual(new Set([200, 503]));
  });

  test('at any byte of an export leave it complete or visibly broken', async () => {
    const gateway = await open();
    const { url } = await gateway.listen();
    const headers = { Authorization: `Bearer ${await gateway.token({ queries: '*' })}` };
    const whole = `n,text\r\n${numbers(3000)
      .map((n) => `${n},täxt€😀${n}\r\n`)
      .join('')}`;
    const outcomes = new Set<string>();
    for (const bytes of [0, 450, 600, 750, 900, 1050, ...numbers(16).map((n) => n * 7001)]) {
      proxy.faults.after = { bytes, how: 'cut' };
      const response = await fetch(`${url}/api/queries/rows?_format=csv&count=3000&${fresh()}`, { headers });
      const text = await response.text().catch(() => null);
      if (response.status !== 200)
        expect([response.status, JSON.parse(text ?? '').code]).toEqual([503, UNAVAILABLE[1]]);
      else if (text !== null) expect(text).toBe(whole);
      outcomes.add(response.status !== 200 ? 'problem' : text === null ? 'broken' : 'whole');
      heal(proxy);
      await expectWell(gateway);
    }
    expect(outcomes).toEqual(new Set(['problem', 'broken', 'whole']));
    await expect.poll(() => isAtRest(gateway)).toBe(true);
  });
});

describe('a network that', () => {
  const shortTimeouts = { STATEMENT_TIMEOUT_MS: '300', ACQUIRE_TIMEOUT_MS: '300' };

  test('delivers bytes one by one, with delay, changes no answer', async () => {
    proxy.faults.crumble = true;
    proxy.faults.delay = 5;
    const gateway = await open();
    await expectWell(gateway);
    const csv = await (await gateway.request('/api/queries/rows?_format=csv&count=50')).text();
    expect(csv.trimEnd().split('\r\n').slice(1)).toEqual(numbers(50).map((n) => `${n},täxt€😀${n}`));
    const { results } = (await (await gateway.batch([{ name: 'rows' }, { name: 'sleep' }])).json()) as BatchResponse;
    expect(results).toMatchObject([{ rows: ROWS }, { rows: [['none']] }]);
  });

  test('is slow does not slow requests that need no database', async () => {
    const gateway = await open();
    proxy.faults.delay = 400;
    const ended: string[] = [];
    const asked = async (path: string) => {
      expect((await gateway.request(path)).status).toBe(200);
      ended.push(path);
    };
    await Promise.all(['/api/queries/rows', '/livez', '/api/queries'].map(asked));
    expect(ended.at(-1)).toBe('/api/queries/rows');
  });

  test.each(['/api/queries/rows', '/api/queries/rows?_format=csv', '/readyz', '/api/schema'])(
    'swallows everything leaves %s waiting no longer than its limits',
    async (path) => {
      const gateway = await open(shortTimeouts);
      await expectWell(gateway);
      proxy.faults.stall = true;
      // Only the limits end these requests.
      expect(await problem(await gateway.request(path))).toEqual(UNAVAILABLE);
      expect(await problem(await gateway.request(path))).toEqual(UNAVAILABLE);
      await expect.poll(() => gateway.gateway.database.pool.total, { timeout: 5000 }).toBe(0);
      heal(proxy);
      await expectWell(gateway);
    },
  );

  test('drops all data is detected long before the statement timeout', async () => {
    const gateway = await open({ STATEMENT_TIMEOUT_MS: '120000', ACQUIRE_TIMEOUT_MS: '1500' });
    await expectWell(gateway);
    proxy.faults.stall = true;
    // Longer than the timeout of this test.
    expect(await problem(await readRows(gateway))).toEqual(UNAVAILABLE);
  });

  test('is slow keeps the SQL of a client that left before its transaction had begun no longer than of others', async () => {
    const gateway = await open({ DATABASE_POOL_SIZE: '1' });
    const { url } = await gateway.listen();
    const headers = { Authorization: `Bearer ${await gateway.token({ queries: '*' })}` };
    await expect.poll(() => isAtRest(gateway)).toBe(true);
    proxy.faults.delay = 200;
    const leave = new AbortController();
    const left = fetch(`${url}/api/queries/sleep?seconds=14`, { headers, signal: leave.signal }).catch(() => 'left');
    await expect.poll(busyConnections(gateway)).toBe(1);
    leave.abort();
    expect(await left).toBe('left');
    await expect.poll(running).toBe(1);
    await expect.poll(running, { timeout: 5000 }).toBe(0);
    await expect.poll(busyConnections(gateway), { timeout: 5000 }).toBe(0);
    heal(proxy);
    await expectWell(gateway);
  });

  test('stalls during a reply makes it database-unavailable', async () => {
    const gateway = await open(shortTimeouts);
    for (const bytes of [0, 250, 500]) {
      await expectWell(gateway);
      proxy.faults.after = { bytes, how: 'stall' };
      expect(await problem(await readRows(gateway))).toEqual(UNAVAILABLE);
      heal(proxy);
    }
    await expectWell(gateway);
  });

  test('stalls during an export breaks it off', async () => {
    const gateway = await open(shortTimeouts);
    const { url } = await gateway.listen();
    const headers = { Authorization: `Bearer ${await gateway.token({ queries: '*' })}` };
    proxy.faults.after = { bytes: 40_000, how: 'stall' };
    const response = await fetch(`${url}/api/queries/rows?_format=csv&count=50000`, { headers });
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow('terminated');
    await expect.poll(() => isAtRest(gateway)).toBe(true);
  });

  test('drops the cancel request takes no permit of the pool', async () => {
    const gateway = await open({ DATABASE_POOL_SIZE: '1', ACQUIRE_TIMEOUT_MS: '1500' });
    const { url } = await gateway.listen();
    const headers = { Authorization: `Bearer ${await gateway.token({ queries: '*' })}` };
    const leave = new AbortController();
    const left = fetch(`${url}/api/queries/sleep?seconds=14`, { headers, signal: leave.signal }).catch(() => 'left');
    await expect.poll(running).toBe(1);
    proxy.faults.stall = true;
    leave.abort();
    expect(await left).toBe('left');
    await expect.poll(() => gateway.gateway.database.pool.total, { timeout: 5000 }).toBe(0);
    heal(proxy);
    await expectWell(gateway);
  });

  test('refuses connections makes /readyz 503 at once', async () => {
    // Longer than the timeout of this test.
    const gateway = await open({ ACQUIRE_TIMEOUT_MS: '120000' });
    proxy.faults.refuse = true;
    proxy.cut();
    expect(await problem(await gateway.request('/readyz'))).toEqual(UNAVAILABLE);
    expect((await gateway.request('/livez')).status).toBe(200);
    heal(proxy);
    expect((await gateway.request('/readyz')).status).toBe(200);
  });
});

describe('a server that stops', () => {
  let server: Postgres;

  beforeAll(async () => {
    const machine = findMachineBinaries();
    server = await startPostgres(machine ? { bin: machine } : { bin: await findPackagedBinaries(), copy: true });
  });
  afterAll(() => server.stop());

  test.each(['SIGINT', 'SIGQUIT'] as const)(
    'by %s is told, survived, and used again when it is back',
    async (signal) => {
      const gateway = await open({ ACQUIRE_TIMEOUT_MS: '500' }, server.url);
      const { url } = await gateway.listen();
      const ready = async () => (await fetch(`${url}/readyz`)).status;
      expect(await ready()).toBe(200);
      const busy = sleep(gateway, 30, 'busy');
      await expect.poll(busyConnections(gateway)).toBe(1);
      await server.kill(signal);
      expect(await problem(await busy)).toEqual(UNAVAILABLE);
      expect(await problem(await fetch(`${url}/readyz`))).toEqual(UNAVAILABLE);
      expect(await problem(await sleep(gateway, 0, 'down'))).toEqual(UNAVAILABLE);
      const { results } = (await (await gateway.batch([{ name: 'rows' }, { name: 'sleep' }])).json()) as BatchResponse;
      expect(results).toMatchObject([{ code: UNAVAILABLE[1] }, { code: UNAVAILABLE[1] }]);
      expect((await fetch(`${url}/livez`)).status).toBe(200);
      await server.start();
      expect(await ready()).toBe(200);
      await expectWell(gateway);
    },
  );
});
