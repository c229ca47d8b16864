// Two gateways on one database that share a real Redis.
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { BatchResponse } from '../../server/contract/batch.ts';
import type { Result } from '../../server/contract/result.ts';
import { openTestGateway, type TestGateway, type TestGatewayOptions } from '../support/gateway.ts';
import { type Postgres, startPostgres } from '../support/postgres.ts';
import { findPrograms, type Program, startRedis } from './programs.ts';

const queries = {
  run: `-- A number for each run
-- @param seconds number = 0 How long
-- @param mark text = none Distinguishes answers
-- @column run text Differs in each run
select pg_current_snapshot()::text || clock_timestamp()::text as run from params, pg_sleep(seconds::float8) where mark is not null`,
  wide: `-- Wide
-- @param mark text = none Distinguishes answers
-- @column run text Differs in each run
-- @column text text Long
select clock_timestamp()::text as run, repeat('ü€😀', 30000) as text from params where mark is not null`,
  personal: `-- Personal
-- @pii
-- @param mark text = none Distinguishes answers
-- @column run text Differs in each run
select clock_timestamp()::text || 'Maria Aparecida' as run from params where mark is not null`,
  failing: `-- Failing
-- @param mark text = none Distinguishes answers
-- @column one integer One
select 1 / (length(mark) - length(mark)) as one from params`,
};

let postgres: Postgres;
let redis: Program;
let admin: pg.Client;
const gateways: TestGateway[] = [];

beforeAll(async () => {
  postgres = await startPostgres({ bin: findPrograms().postgres });
  redis = await startRedis();
  admin = new pg.Client(postgres.url);
  await admin.connect();
});
afterEach(async () => {
  await Promise.all(gateways.splice(0).map((gateway) => gateway.close()));
});
afterAll(async () => {
  await admin.end();
  await redis.stop();
  await postgres.stop();
});

async function open(options: TestGatewayOptions = {}, url = postgres.url): Promise<TestGateway> {
  const env = { DATABASE_URL: url, REDIS_URL: `redis://127.0.0.1:${redis.port}`, ...options.env };
  const gateway = await openTestGateway(url, { queries, ...options, env });
  gateways.push(gateway);
  return gateway;
}
const pair = async (options?: TestGatewayOptions) => [await open(options), await open(options)] as const;

let marks = 0;
const next = () => {
  marks += 1;
  return `mark ${marks}`;
};
const AS_OF = '2026-01-01T00:00:00Z';
const path = (name: string, mark: string, more = '') =>
  `/api/queries/${name}?as_of=${AS_OF}&mark=${encodeURIComponent(mark)}${more}`;
const runOf = async (gateway: TestGateway, name: string, mark: string, more?: string) =>
  (await gateway.json<Result>(path(name, mark, more))).rows?.[0]?.[0];

/** All keys and values in Redis, as text. */
async function contents(): Promise<{ keys: string; values: string }> {
  const { createClient } = await import('@redis/client');
  const client = createClient({ url: `redis://127.0.0.1:${redis.port}` });
  await client.connect();
  const keys = await client.keys('*');
  const values = keys.length ? await client.mGet(keys) : [];
  client.destroy();
  return { keys: keys.join('\n'), values: values.join('\n') };
}
/** Waits until an answer that was just made can be found by other gateways. */
async function stored(gateway: TestGateway, name: string, mark: string): Promise<unknown> {
  const run = await runOf(gateway, name, mark);
  const isStored = async () => {
    const other = await open();
    return (await runOf(other, name, mark)) === run;
  };
  expect(await isStored()).toBe(true);
  return run;
}
async function metric(gateway: TestGateway, sample: string): Promise<number> {
  const text = await (await gateway.request('/metrics')).text();
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${sample} `));
  return Number(line?.slice(sample.length + 1) ?? 0);
}

describe('answers', () => {
  test.each(['run', 'wide'])(
    'of one gateway are those of the other, with the same ETag and bytes: %s',
    async (name) => {
      const [one, other] = await pair();
      const mark = next();
      const first = await one.request(path(name, mark));
      const second = await other.request(path(name, mark));
      expect(second.headers.get('ETag')).toBe(first.headers.get('ETag'));
      expect(await second.text()).toBe(await first.text());
      expect(await metric(other, `letz_query_duration_seconds_count{query="${name}",source="redis"}`)).toBe(1);
    },
  );

  test('are made once for concurrent requests of all gateways', async () => {
    const [one, other] = await pair();
    const mark = next();
    const asked = Array.from({ length: 40 }, (_, index) => runOf(index % 2 ? one : other, 'run', mark, '&seconds=0.3'));
    expect(new Set(await Promise.all(asked)).size).toBe(1);
  });

  test('of a batch are shared, and what is missing is read from one snapshot', async () => {
    const [one, other] = await pair();
    const known = next();
    const run = await stored(one, 'run', known);
    const entries = [known, next(), next(), next()].map((mark) => ({ name: 'run', params: { mark } }));
    const response = await other.request('/api/batch', {
      method: 'POST',
      body: JSON.stringify({ queries: entries, params: { as_of: AS_OF } }),
    });
    const rows = ((await response.json()) as BatchResponse).results.map((result) =>
      'rows' in result ? result.rows?.[0]?.[0] : 0,
    );
    expect(rows[0]).toBe(run);
    const snapshots = rows.slice(1).map((text) => String(text).split('20')[0]);
    expect(new Set(snapshots).size).toBe(1);
  });

  test('with personal data stay out of Redis, and no parameter is part of a key', async () => {
    const [one, other] = await pair();
    const mark = next();
    expect(await runOf(one, 'personal', mark)).not.toBe(await runOf(other, 'personal', mark));
    await stored(one, 'run', `secret ${mark}`);
    const { keys, values } = await contents();
    expect(keys).toMatch(/^letz:answer:[\w-]+$/m);
    expect(keys).not.toMatch(/secret|mark/);
    expect(values).not.toContain('Maria');
  });

  test('of other query files, another database or another MAX_ROWS are not shared', async () => {
    const mark = next();
    const run = await stored(await open(), 'run', mark);
    const titled = { ...queries, run: queries.run.replace('A number', 'One number') };
    await admin.query('create database other');
    const elsewhere = new URL(postgres.url);
    elsewhere.pathname = '/other';
    expect(await runOf(await open({ queries: titled }), 'run', mark)).not.toBe(run);
    expect(await runOf(await open({ env: { MAX_ROWS: '7' } }), 'run', mark)).not.toBe(run);
    expect(await runOf(await open({}, elsewhere.href), 'run', mark)).not.toBe(run);
    expect(await runOf(await open(), 'run', mark)).toBe(run);
  });

  test('that fail are not stored, and the next request does not wait for them', async () => {
    const [one, other] = await pair();
    const mark = next();
    expect((await one.request(path('failing', mark))).status).toBe(500);
    const begin = performance.now();
    expect((await other.request(path('failing', mark))).status).toBe(500);
    expect(performance.now() - begin).toBeLessThan(2_000);
  });

  test('that were changed in Redis are made anew', async () => {
    const [one, other] = await pair();
    const mark = next();
    const run = await stored(one, 'wide', mark);
    const { createClient } = await import('@redis/client');
    const client = createClient({ url: `redis://127.0.0.1:${redis.port}` });
    await client.connect();
    for (const key of await client.keys('letz:answer:*')) await client.setRange(key, 40, 'damaged');
    client.destroy();
    const again = await runOf(other, 'wide', mark);
    expect(again).toBeTruthy();
    expect(again).not.toBe(run);
  });

  test('are made by another gateway once the one that makes them is gone', async () => {
    const [one, other] = await pair();
    const mark = next();
    const leaving = new AbortController();
    const first = one.request(path('run', mark, '&seconds=30'), { signal: leaving.signal }).catch(() => undefined);
    const active = "from pg_stat_activity where state = 'active' and query ~ 'pg_sleep' and pid <> pg_backend_pid()";
    const running = async (): Promise<string[]> =>
      (await admin.query(`select pid || ' ' || xact_start as id ${active}`)).rows.map(({ id }) => id);
    await expect.poll(running).toHaveLength(1);
    const [started] = await running();
    const second = other.request(path('run', mark, '&seconds=30'));
    leaving.abort();
    await first;
    const isTakenOver = async () => (await running()).some((id) => id !== started);
    await expect.poll(isTakenOver, { timeout: 5_000 }).toBe(true);
    await expect.poll(running).toHaveLength(1);
    await admin.query(`select pg_cancel_backend(pid) ${active}`);
    expect((await second).status).toBe(504);
  });
});

test('rate limits count for all gateways together', async () => {
  const env = { RATE_LIMIT_PER_MINUTE: '4' };
  const [one, other] = await pair({ env });
  const headers = { Authorization: `Bearer ${await one.token({ queries: '*', expiresIn: 3600 })}` };
  const statuses: number[] = [];
  for (let index = 0; index < 6; index++) {
    statuses.push((await (index % 2 ? one : other).request('/api/queries', { headers })).status);
  }
  expect(statuses).toEqual([200, 200, 200, 200, 429, 429]);
  const refused = await one.request('/api/queries', { headers });
  expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(50);
});

describe.each(['SIGKILL', 'SIGSTOP'] as const)('while Redis is away (%s)', (signal) => {
  test('gateways answer and limit alone, log it once, and share again afterwards', async () => {
    const env = { RATE_LIMIT_PER_MINUTE: '1000' };
    const [one, other] = await pair({ env });
    const before = next();
    await stored(one, 'run', before);
    await redis.kill(signal);
    try {
      for (let index = 0; index < 5; index++) {
        const mark = next();
        const [first, second] = await Promise.all([runOf(one, 'run', mark), runOf(other, 'run', mark)]);
        expect(first).toBeTruthy();
        expect(second).toBeTruthy();
        expect(await runOf(one, 'run', mark)).toBe(first);
      }
      expect(await metric(one, 'letz_redis{what="connected"}')).toBe(0);
    } finally {
      await (signal === 'SIGSTOP' ? redis.kill('SIGCONT') : redis.start());
    }
    const isShared = async () => {
      const mark = next();
      return (await runOf(one, 'run', mark)) === (await runOf(other, 'run', mark));
    };
    await expect.poll(isShared, { timeout: 10_000 }).toBe(true);
    expect(one.log().match(/Redis is not available/g)).toHaveLength(1);
    expect(one.log().match(/Redis is used again/g)).toHaveLength(1);
  });

  test('a gateway starts, and shares once Redis is there', async () => {
    await redis.kill(signal);
    let one: TestGateway;
    try {
      one = await open();
      expect(await runOf(one, 'run', next())).toBeTruthy();
    } finally {
      await (signal === 'SIGSTOP' ? redis.kill('SIGCONT') : redis.start());
    }
    const other = await open();
    const isShared = async () => {
      const mark = next();
      return (await runOf(one, 'run', mark)) === (await runOf(other, 'run', mark));
    };
    await expect.poll(isShared, { timeout: 10_000 }).toBe(true);
  });
});
