import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { BatchResponse } from '../../../server/contract/batch.ts';
import type { Problem } from '../../../server/contract/problem.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../../support/databases.ts';
import { openTestGateway, type TestGateway } from '../../support/gateway.ts';
import { activeStatements, isAtRest, SESSIONS } from '../../support/observe.ts';

const queries = {
  moment: `-- The moment a snapshot was taken
-- @param mark text = none To tell one from another
-- @param seconds number = 0 How long to think
-- @column snapshot text What this transaction sees
-- @column things integer Rows of a table
-- @column asked text When the statement came
select pg_current_snapshot()::text as snapshot, (select count(*) from things) as things,
  clock_timestamp()::text as asked
from params, pg_sleep(seconds::float8) where mark is not null`,
  failing: `-- Fails
-- @column one integer One
select 1 / (n - n) as one from things`,
};

let database: TestDatabase;
let gateway: TestGateway;

beforeAll(async () => {
  database = await createDatabase(databaseNames().at(-1) ?? 'packaged', { bare: true });
  await database.query('create table things as select 1 as n');
});
const open = async (env: Record<string, string> = {}) => {
  gateway = await openTestGateway(database.url, { queries, env });
};
afterEach(() => gateway.close());
afterAll(() => database.drop());

const running = () => activeStatements(database);
const entry = (mark: string, seconds = 0) => ({ name: 'moment', params: { mark, seconds } });
const read = async (entries: unknown[]) => (await (await gateway.batch(entries)).json()) as BatchResponse;
const rowsOf = ({ results }: BatchResponse) => results.map((result) => ('rows' in result ? result.rows[0] : result));

describe('a batch', () => {
  test.each(['1', '10'])('reads everything from one snapshot while others write, with a pool of %s', async (size) => {
    await open({ DATABASE_POOL_SIZE: size });
    const batch = read([entry('a'), entry('b', 0.5), entry('c')]);
    await expect.poll(running).toBe(1);
    await database.query('insert into things values (2)');
    const rows = rowsOf(await batch) as unknown as [string, number][];
    expect(rows.map(([, things]) => things)).toEqual([1, 1, 1]);
    expect(new Set(rows.map(([snapshot]) => snapshot)).size).toBe(1);
    await database.query('delete from things where n = 2');
  });

  test('runs equal queries once and shares them with single requests', async () => {
    await open({ DATABASE_POOL_SIZE: '1' });
    const single = gateway.json<{ rows: unknown[][] }>('/api/queries/moment?mark=same&seconds=0.3');
    const answers = rowsOf(await read([entry('same', 0.3), entry('same', 0.3), entry('same', 0.3)]));
    expect(new Set([...answers, (await single).rows[0]].map((row) => JSON.stringify(row))).size).toBe(1);
  });

  test('answers in the order of its entries, also if some fail', async () => {
    await open();
    const { results } = await read([
      entry('a'),
      { name: 'failing' },
      { name: 'nobody' },
      entry('b'),
      { name: 7 },
      null,
    ]);
    expect(results).toMatchObject([
      { params: { mark: 'a' } },
      { code: 'internal' },
      { code: 'unknown-query' },
      { params: { mark: 'b' } },
      { code: 'invalid-parameter' },
      { code: 'invalid-parameter' },
    ]);
  });

  test('of cached answers or without entries needs no connection', async () => {
    await open();
    await read([entry('a')]);
    await expect.poll(() => isAtRest(gateway)).toBe(true);
    gateway.gateway.database.read = () => Promise.reject(new Error('No connection is needed.'));
    const { results } = await read([entry('a'), entry('a')]);
    expect(results).toMatchObject([{ rowCount: 1 }, { rowCount: 1 }]);
    expect((await read([])).results).toEqual([]);
  });

  test('with one connection takes no longer than four of its statements may', async () => {
    await open({ STATEMENT_TIMEOUT_MS: '200', DATABASE_POOL_SIZE: '1' });
    const { results } = await read(Array.from({ length: 12 }, (_, i) => entry(`mark ${i}`, 30)));
    expect(results.map((result) => (result as Problem).code)).toEqual(Array(12).fill('timeout'));
    const sessions = async () => (await database.query<{ n: number }>(`select count(*)::int as n ${SESSIONS}`))[0]!.n;
    // Connections for cancel requests close asynchronously.
    await expect.poll(sessions, { timeout: 10_000 }).toBeLessThanOrEqual(2);
    expect(gateway.gateway.cache.usage.running).toBe(0);
  });

  test('holds at most 100 entries and 1 MB', async () => {
    await open();
    const many = await gateway.batch(Array.from({ length: 101 }, () => entry('a')));
    expect(await many.json()).toMatchObject({ code: 'invalid-parameter', param: 'queries' });
    const large = await gateway.batch([{ name: 'moment', params: { mark: 'x'.repeat(1_000_000) } }]);
    expect([large.status, await large.json()]).toMatchObject([413, { code: 'too-large' }]);
    expect((await read(Array.from({ length: 100 }, () => entry('a')))).results).toHaveLength(100);
  });
});

describe('a client that disconnects', () => {
  async function start(entries: unknown[]): Promise<AbortController> {
    const { url } = await gateway.listen();
    const leave = new AbortController();
    const headers = { Authorization: `Bearer ${await gateway.token({ queries: '*' })}` };
    const body = JSON.stringify({ queries: entries });
    fetch(`${url}/api/batch`, { method: 'POST', headers, body, signal: leave.signal }).catch(() => undefined);
    await expect.poll(running).toBe(1);
    return leave;
  }

  test('cancels queries that only it waits for', async () => {
    await open({ DATABASE_POOL_SIZE: '1' });
    const leave = await start([entry('own', 14), entry('shared', 0.1)]);
    const other = gateway.json('/api/queries/moment?mark=shared&seconds=0.1');
    leave.abort();
    expect(await other).toMatchObject({ rowCount: 1, params: { mark: 'shared' } });
    await expect.poll(() => isAtRest(gateway)).toBe(true);
  });

  test('does not affect the next request on its connection', async () => {
    await open({ DATABASE_POOL_SIZE: '1' });
    for (let round = 0; round < 15; round++) {
      const leave = await start([entry(`left ${round}`, 14)]);
      const next = read([entry(`next ${round}`), entry(`more ${round}`)]);
      leave.abort();
      expect((await next).results).toMatchObject([{ rowCount: 1 }, { rowCount: 1 }]);
    }
  });

  test('during the response does not affect other requests', async () => {
    await open({ DATABASE_POOL_SIZE: '1' });
    const { url } = await gateway.listen();
    const headers = { Authorization: `Bearer ${await gateway.token({ queries: '*' })}` };
    for (let round = 0; round < 60; round++) {
      const leave = new AbortController();
      const path = `/api/queries/moment?mark=${round}&seconds=${(round % 10) / 1000}`;
      const left = fetch(`${url}${path}`, { headers, signal: leave.signal }).then((response) => response.text());
      const answers = left.catch(() => 'left');
      await Promise.race([answers, new Promise((resolve) => setTimeout(resolve, 4 + (round % 7)))]);
      leave.abort();
      expect((await gateway.request(`/api/queries/moment?mark=after%20${round}`)).status).toBe(200);
    }
    expect(gateway.log()).not.toContain('"level":50');
  });
});
