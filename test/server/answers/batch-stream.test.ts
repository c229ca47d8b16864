import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { BatchEnd, BatchHead, BatchLine, BatchResponse } from '../../../server/contract/batch.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../../support/databases.ts';
import { openTestGateway, type TestGateway } from '../../support/gateway.ts';
import { activeStatements, isAtRest, killSessions } from '../../support/observe.ts';

const LOCK = 4711;

const queries = {
  quick: `-- Quick
-- @param mark integer = 0 Distinguishes answers
-- @column mark integer The mark
-- @column snapshot text The snapshot that was read
-- @column things integer Rows of a table
select mark, pg_current_snapshot()::text as snapshot, (select count(*) from things) as things from params`,
  held: `-- Held by a lock
-- @param mark integer = 0 Distinguishes answers
-- @column snapshot text The snapshot that was read
-- @column things integer Rows of a table
select pg_current_snapshot()::text as snapshot, (select count(*) from things) as things
from params, pg_advisory_xact_lock_shared(${LOCK}) where mark is not null`,
  slow: `-- Slow
-- @param mark integer = 0 Distinguishes answers
-- @column mark integer The mark
select mark from params, pg_sleep(0.2)`,
  failing: `-- Failing
-- @column one integer One
select 1 / (n - n) as one from things`,
  digits: `-- Digits
-- @column value json A value
select '{"a":12345678901234567890,"10":1,"2":2,"big":1e400,"one":1.0,"one":1.10}'::json as value`,
  wide: `-- Wide
-- @param mark integer = 0 Distinguishes answers
-- @column text text Many characters
select repeat('ü€😀x', 50000) as text from params where mark is not null`,
  personal: '-- Personal\n-- @pii\n-- @column one integer One\nselect 1 as one',
};

let database: TestDatabase;
let locker: pg.Client;
const gateways: TestGateway[] = [];

beforeAll(async () => {
  database = await createDatabase(databaseNames().at(-1) ?? 'packaged', { bare: true });
  await database.query('create table things as select 1 as n');
  locker = new pg.Client(database.url);
  await locker.connect();
});
afterEach(async () => {
  await release();
  await Promise.all(gateways.splice(0).map((gateway) => gateway.close()));
});
afterAll(async () => {
  await locker.end();
  await database.drop();
});

const hold = () => locker.query('select pg_advisory_lock($1)', [LOCK]);
const release = () => locker.query('select pg_advisory_unlock_all()');

async function open(env: Record<string, string> = {}, url = database.url): Promise<TestGateway> {
  const gateway = await openTestGateway(url, { queries, env, allow: { queries: '*', expiresIn: 3600 } });
  gateways.push(gateway);
  return gateway;
}

const NDJSON = { Accept: 'application/x-ndjson' };
const quick = (mark: number) => ({ name: 'quick', params: { mark } });

type Line = BatchHead | BatchLine | BatchEnd;

/** Starts a streamed batch. `next` waits for its next line; undefined at its end. */
async function stream(gateway: TestGateway, entries: unknown[], init: RequestInit = {}) {
  const response = await gateway.batch(entries, { headers: NDJSON, ...init });
  expect(response.status).toBe(200);
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const decoder = new TextDecoder();
  let text = '';
  const next = async (): Promise<string | undefined> => {
    while (!text.includes('\n')) {
      const { done, value } = await reader.read();
      if (done) {
        expect(text).toBe('');
        return undefined;
      }
      text += decoder.decode(value, { stream: true });
    }
    const [line = '', ...rest] = text.split('\n');
    text = rest.join('\n');
    return line;
  };
  const lines = async (count: number) => {
    const read: Line[] = [];
    while (read.length < count) read.push(JSON.parse((await next()) ?? 'null') as Line);
    return read;
  };
  const rest = async () => {
    const read: Line[] = [];
    for (let line = await next(); line !== undefined; line = await next()) read.push(JSON.parse(line) as Line);
    return read;
  };
  return { response, next, lines, rest, cancel: () => reader.cancel() };
}

const isResult = (line: Line): line is Extract<BatchLine, { result: unknown }> => 'result' in line;
const snapshots = (lines: Line[]) =>
  new Set(
    lines.filter(isResult).flatMap(({ result }) => {
      const index = result.columns.findIndex(({ name }) => name === 'snapshot');
      return index < 0 ? [] : [result.rows[0]?.[index]];
    }),
  );

describe('a streamed batch', () => {
  test('has a head, a line for each entry and an end', async () => {
    const gateway = await open();
    const { response, lines, next } = await stream(gateway, [quick(1), { name: 'digits' }, { name: 'nobody' }]);
    expect(response.headers.get('Content-Type')).toBe('application/x-ndjson');
    expect(response.headers.get('X-Accel-Buffering')).toBe('no');
    expect(response.headers.get('Cache-Control')).toBe('private, no-store');
    const [head, ...entries] = await lines(4);
    expect(head).toEqual({ asOf: expect.stringMatching(/^\d{4}-.*Z$/), contract: 2 });
    const sorted = (entries as BatchLine[]).sort((a, b) => a.index - b.index);
    const { asOf } = head as BatchHead;
    expect(sorted).toMatchObject([
      { index: 0, result: { query: 'quick', asOf, rowCount: 1 }, etag: expect.stringMatching(/^"/) },
      { index: 1, result: { query: 'digits', asOf }, etag: expect.stringMatching(/^"/) },
      { index: 2, problem: { code: 'unknown-query', status: 404 } },
    ]);
    expect(await next()).toBe('{"done":3}');
    expect(await next()).toBeUndefined();
  });

  test('keeps the bytes of each result, short or long, and its etag', async () => {
    const gateway = await open();
    const alone = async (name: string) => {
      const response = await gateway.request(`/api/queries/${name}?as_of=2026-01-01`);
      return { body: await response.text(), etag: response.headers.get('ETag') };
    };
    const names = ['digits', 'wide'];
    const { next } = await stream(
      gateway,
      names.map((name) => ({ name, params: { as_of: '2026-01-01' } })),
    );
    await next();
    for (let read = 0; read < names.length; read++) {
      const line = (await next()) ?? '';
      const { index } = JSON.parse(line) as BatchLine;
      const { body, etag } = await alone(names[index] ?? '');
      expect(line).toBe(`{"index":${index},"result":${body},"etag":${JSON.stringify(etag)}}`);
    }
  });

  test('answers notModified for a valid etag, in its strong or weak form', async () => {
    const gateway = await open();
    const entry = { name: 'digits', params: { as_of: '2026-01-01' } };
    const [, first] = await (await stream(gateway, [entry])).rest();
    const { etag } = first as { etag: string };
    const again = await stream(gateway, [
      { ...entry, etag },
      { ...entry, etag: `W/${etag}` },
      { ...entry, etag: '"x"' },
    ]);
    const lines = (await again.rest()).slice(1, -1) as BatchLine[];
    expect(lines.sort((a, b) => a.index - b.index)).toMatchObject([
      { index: 0, notModified: true, etag },
      { index: 1, notModified: true, etag },
      { index: 2, result: { query: 'digits' }, etag },
    ]);
  });

  test('sends the other entries while one query is blocked, with one as_of and one snapshot', async () => {
    const gateway = await open();
    await hold();
    const many = Array.from({ length: 19 }, (_, i) => quick(i));
    const others = [...many.slice(0, 10), { name: 'failing' }, { name: 'nobody' }, ...many.slice(10)];
    const { lines, next, rest } = await stream(gateway, [{ name: 'held' }, ...others, quick(-1)]);
    const before = await lines(1 + others.length + 1);
    expect(before.slice(1).map((line) => (line as BatchLine).index)).not.toContain(0);
    await database.query('insert into things values (2)');
    await release();
    const last = JSON.parse((await next()) ?? '') as BatchLine;
    expect(last).toMatchObject({ index: 0, result: { rows: [[expect.any(String), 1]] } });
    expect(await rest()).toEqual([{ done: others.length + 2 }]);
    expect(snapshots([...before, last]).size).toBe(1);
    await database.query('delete from things where n = 2');
  });

  test('of problems only needs no connection', async () => {
    const gateway = await open();
    await expect.poll(() => isAtRest(gateway)).toBe(true);
    gateway.gateway.database.read = () => Promise.reject(new Error('No connection is needed.'));
    const { rest } = await stream(gateway, [{ name: 'nobody' }, { name: 'quick', params: { mark: 'x' } }, null]);
    expect((await rest()).slice(1)).toMatchObject([
      { index: 0, problem: { code: 'unknown-query' } },
      { index: 1, problem: { code: 'invalid-parameter', query: 'quick', queryTitle: 'Quick' } },
      { index: 2, problem: { code: 'invalid-parameter' } },
      { done: 3 },
    ]);
  });

  test('with an invalid body is a problem with its status', async () => {
    const gateway = await open();
    const response = await gateway.request('/api/batch', { method: 'POST', body: '{"queries":7}', headers: NDJSON });
    expect([response.status, await response.json()]).toMatchObject([400, { code: 'invalid-parameter' }]);
  });

  test.each([
    ['application/json, application/x-ndjson;q=0.9', 'application/x-ndjson'],
    ['Application/X-NDJSON', 'application/x-ndjson'],
    ['application/json', 'application/json'],
    ['*/*', 'application/json'],
    ['application/x-ndjson2', 'application/json'],
  ])('is chosen by Accept: %s', async (Accept, type) => {
    const gateway = await open();
    const response = await gateway.batch([{ name: 'digits' }], { headers: { Accept } });
    expect(response.headers.get('Content-Type')).toBe(type);
    await response.text();
  });
});

describe('connections', () => {
  test('with one connection, the queries with the shortest known durations go first', async () => {
    const gateway = await open({ DATABASE_POOL_SIZE: '1' });
    await (await stream(gateway, [{ name: 'slow' }])).rest();
    for (const mark of [1, 2, 3]) await (await stream(gateway, [quick(mark)])).rest();
    const entries = [{ name: 'slow', params: { mark: 1 } }, quick(4), { name: 'digits' }, quick(5)];
    const lines = await (await stream(gateway, entries)).rest();
    // The duration of `digits` is not known yet.
    expect(lines.slice(1, -1).map((line) => (line as BatchLine).index)).toEqual([1, 3, 2, 0]);
  });

  test('are not awaited: a batch runs on those that are free', async () => {
    const gateway = await open({ DATABASE_POOL_SIZE: '2', ACQUIRE_TIMEOUT_MS: '600000' });
    await hold();
    const held = gateway.request('/api/queries/held');
    await expect.poll(() => activeStatements(database)).toBe(1);
    const lines = await (await stream(gateway, [quick(1), quick(2), quick(3)])).rest();
    expect(lines).toHaveLength(5);
    expect(snapshots(lines).size).toBe(1);
    await release();
    expect((await held).status).toBe(200);
  });

  test('are left to other requests: a batch uses at most three quarters of the pool', async () => {
    const gateway = await open({ DATABASE_POOL_SIZE: '4', ACQUIRE_TIMEOUT_MS: '600000' });
    await hold();
    const held = Array.from({ length: 6 }, (_, mark) => ({ name: 'held', params: { mark } }));
    const batch = await stream(gateway, held);
    await expect.poll(() => activeStatements(database)).toBe(3);
    expect((await gateway.request('/api/queries/quick')).status).toBe(200);
    expect(await activeStatements(database)).toBe(3);
    await release();
    const lines = await batch.rest();
    expect(lines.filter(isResult)).toHaveLength(6);
    expect(snapshots(lines).size).toBe(1);
  });

  test('a batch uses one connection if the server refuses to export a snapshot', async () => {
    const role = `plain_${process.pid}`;
    await database.query(`create role ${role} login password 'plain'`);
    await database.query(`grant select on things to ${role}`);
    await database.query('revoke execute on function pg_export_snapshot() from public');
    const url = new URL(database.url);
    [url.username, url.password] = [role, 'plain'];
    const gateway = await open({}, url.href);
    for (let round = 0; round < 2; round++) {
      const lines = await (
        await stream(
          gateway,
          [1, 2, 3].map((mark) => quick(10 * round + mark)),
        )
      ).rest();
      expect(lines.filter(isResult)).toHaveLength(3);
      expect(snapshots(lines).size).toBe(1);
    }
    expect(gateway.gateway.database.canShareSnapshots).toBe(false);
    await gateways.pop()?.close();
    await database.query('grant execute on function pg_export_snapshot() to public');
    await database.query(`drop owned by ${role}`);
    await database.query(`drop role ${role}`);
  });
});

describe('a snapshot', () => {
  test('that is lost makes the remaining entries problems, and the stream ends', async () => {
    const gateway = await open({ DATABASE_POOL_SIZE: '1' });
    // Makes the order known: quick first.
    await (await stream(gateway, [quick(0)])).rest();
    await hold();
    const held = [1, 2].map((mark) => ({ name: 'held', params: { mark } }));
    const { lines, rest } = await stream(gateway, [...held, quick(1)]);
    expect((await lines(2))[1]).toMatchObject({ index: 2, result: { rowCount: 1 } });
    await expect.poll(() => activeStatements(database)).toBe(1);
    await killSessions(database);
    expect(await rest()).toMatchObject([
      { index: 0, problem: { code: 'database-unavailable', query: 'held', queryTitle: 'Held by a lock' } },
      { index: 1, problem: { code: 'database-unavailable', query: 'held' } },
      { done: 3 },
    ]);
  });

  test('that is lost before the first read is replaced', async () => {
    const gateway = await open({ DATABASE_POOL_SIZE: '1' });
    await hold();
    const { next, rest } = await stream(gateway, [{ name: 'held' }, { name: 'wide' }, { name: 'digits' }]);
    await next();
    await expect.poll(() => activeStatements(database)).toBe(1);
    await killSessions(database);
    const lines = await rest();
    expect(lines).toMatchObject([
      { index: 0, problem: { code: 'database-unavailable' } },
      { result: { rowCount: 1 } },
      { result: { rowCount: 1 } },
      { done: 3 },
    ]);
  });
});

describe('a client that disconnects', () => {
  test.each(['1', '10'])('cancels running queries, with a pool of %s', async (size) => {
    const gateway = await open({ DATABASE_POOL_SIZE: size });
    await hold();
    const held = Array.from({ length: 3 }, (_, mark) => ({ name: 'held', params: { mark } }));
    const { next, cancel } = await stream(gateway, held);
    await next();
    await expect.poll(() => activeStatements(database)).toBe(Math.min(Number(size), 3));
    await cancel();
    await expect.poll(() => activeStatements(database)).toBe(0);
    await expect.poll(() => isAtRest(gateway)).toBe(true);
    expect(gateway.log()).not.toContain('"level":50');
  });

  test('over HTTP cancels running queries', async () => {
    const gateway = await open();
    const { url } = await gateway.listen();
    await hold();
    const leave = new AbortController();
    const response = await fetch(`${url}/api/batch`, {
      method: 'POST',
      headers: { ...NDJSON, Authorization: `Bearer ${await gateway.token({ queries: '*' })}` },
      body: JSON.stringify({ queries: [{ name: 'held' }, quick(1)] }),
      signal: leave.signal,
    });
    const reader = response.body?.getReader();
    await reader?.read();
    await expect.poll(() => activeStatements(database)).toBe(1);
    leave.abort();
    await expect.poll(() => activeStatements(database)).toBe(0);
    await expect.poll(() => isAtRest(gateway)).toBe(true);
  });
});

test.each(databaseNames())('on %s, NDJSON has the same content as one JSON object', async (name) => {
  const own = await createDatabase(name, { bare: true });
  await own.query('create table things as select 1 as n');
  const gateway = await openTestGateway(own.url, { queries, embedded: name === 'embedded' });
  const entries = [quick(1), { name: 'failing' }, { name: 'wide' }, { name: 'nobody' }, quick(2), { name: 'digits' }];
  const { results, asOf } = (await (await gateway.batch(entries)).json()) as BatchResponse;
  const lines = await (
    await stream(
      gateway,
      entries.map((entry) => ({ ...entry, params: { ...('params' in entry && entry.params), as_of: asOf } })),
    )
  ).rest();
  const streamed = (lines.slice(1, -1) as BatchLine[])
    .sort((a, b) => a.index - b.index)
    .map((line) => ('result' in line ? { ...line.result, etag: line.etag } : 'problem' in line ? line.problem : line));
  expect(streamed).toEqual(results);
  await gateway.close();
  await own.drop();
});
