import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../../server/contract/problem.ts';
import type { ColumnarResult, Result } from '../../../server/contract/result.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../../support/databases.ts';
import { openTestGateway, type TestGateway } from '../../support/gateway.ts';

const MAX_ROWS = 100;

const queries = {
  numbers: `-- Numbers
-- The first whole numbers and their squares.
-- @param count integer = 3 [0..1000000] How many
-- @column n integer The number
-- @column square text Its square
select n, (n::bigint * n)::text as square from params, generate_series(1, count) as n order by n desc`,
  secret: `-- Secret
-- @pii
-- @column one integer One
select 1 as one`,
  counted: `-- Rows of a table
-- @column rows integer How many
select count(*) as rows from things`,
  slow: `-- A count that is kept for longer
-- @fresh 300
-- @column rows integer How many
select count(*) as rows from things`,
};

let database: TestDatabase;
let gateway: TestGateway;

beforeAll(async () => {
  database = await createDatabase(databaseNames().at(-1) ?? 'packaged', { bare: true });
  await database.query('create table things (n integer)');
  gateway = await openTestGateway(database.url, { queries, env: { MAX_ROWS: String(MAX_ROWS) } });
});
afterAll(async () => {
  await gateway.close();
  await database.drop();
});

const at = (iso: string) => {
  gateway.gateway.now = () => Date.parse(iso);
};

describe('a result', () => {
  test('has name, title, parameters, columns and rows', async () => {
    at('2026-11-24T08:30:07.5Z');
    const response = await gateway.request('/api/queries/numbers?count=2');
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe('application/json');
    expect(await response.json()).toEqual({
      query: 'numbers',
      title: 'Numbers',
      columns: [
        { name: 'n', type: 'integer', description: 'The number' },
        { name: 'square', type: 'text', description: 'Its square' },
      ],
      rows: [
        [2, '4'],
        [1, '1'],
      ],
      rowCount: 2,
      truncated: false,
      params: { as_of: '2026-11-24T08:30:00Z', count: 2 },
      asOf: '2026-11-24T08:30:00Z',
      view: 'table',
      pii: false,
      sources: [],
    });
  });

  test('by columns has the same content', async () => {
    const { rows, ...head } = await gateway.json<Result>('/api/queries/numbers?count=2');
    const { values, ...columnarHead } = await gateway.json<ColumnarResult>(
      '/api/queries/numbers?count=2&_shape=columns',
    );
    expect(columnarHead).toEqual(head);
    expect(values).toEqual([rows.map(([n]) => n), rows.map(([, square]) => square)]);
    expect(await gateway.json('/api/queries/numbers?count=2&_shape=rows&_format=json')).toEqual({ ...head, rows });
  });

  test('without rows is complete', async () => {
    expect(await gateway.json('/api/queries/numbers?count=0')).toMatchObject({
      rows: [],
      rowCount: 0,
      truncated: false,
    });
    expect(await gateway.json('/api/queries/numbers?count=0&_shape=columns')).toMatchObject({ values: [[], []] });
  });

  test.each([
    [MAX_ROWS - 1, MAX_ROWS - 1, false],
    [MAX_ROWS, MAX_ROWS, false],
    [MAX_ROWS + 1, MAX_ROWS, true],
    [1_000_000, MAX_ROWS, true],
  ])('of %i rows has %i, truncated: %s', async (count, rowCount, truncated) => {
    const result = await gateway.json<Result>(`/api/queries/numbers?count=${count}`);
    expect({ ...result, rows: result.rows.length }).toMatchObject({ rows: rowCount, rowCount, truncated });
    expect(result.rows[0]?.[0]).toBe(count);
    const columnar = await gateway.json<ColumnarResult>(`/api/queries/numbers?count=${count}&_shape=columns`);
    expect(columnar.values.map((column) => column.length)).toEqual([rowCount, rowCount]);
    expect(columnar).toMatchObject({ rowCount, truncated });
  });
});

describe('the ETag of a result', () => {
  test('depends on the content only', async () => {
    at('2026-11-24T09:00:00Z');
    const etag = async (search: string) => (await gateway.request(`/api/queries/numbers${search}`)).headers.get('ETag');
    const first = await etag('?count=3');
    expect(first).toMatch(/^"[\w-]{20,}"$/);
    expect(await etag('')).toBe(first);
    const others = await Promise.all(['?count=2', '?_shape=columns', '?as_of=2026-11-24'].map(etag));
    expect(new Set([first, ...others]).size).toBe(4);
  });

  test.each([
    ['the tag itself', (tag: string) => tag],
    ['its weak form', (tag: string) => `W/${tag}`],
    ['a list that holds it', (tag: string) => `"other", ${tag},W/"x"`],
    ['a star', () => '*'],
  ])('saves the body when If-None-Match is %s', async (_, header) => {
    const etag = (await gateway.request('/api/queries/numbers')).headers.get('ETag') ?? '';
    const response = await gateway.request('/api/queries/numbers', { headers: { 'If-None-Match': header(etag) } });
    expect(response.status).toBe(304);
    expect(await response.text()).toBe('');
    expect(response.headers.get('ETag')).toBe(etag);
    expect(response.headers.get('Cache-Control')).toBe('private, no-cache');
    expect(response.headers.get('Vary')).toContain('Authorization');
  });

  test.each(['"other"', 'W/"other"', '', 'other'])('sends the body when If-None-Match is %s', async (header) => {
    const response = await gateway.request('/api/queries/numbers', { headers: { 'If-None-Match': header } });
    expect(response.status).toBe(200);
  });

  test('grants no access: a request without the right is refused', async () => {
    const response = await gateway.app.request('/api/queries/numbers', { headers: { 'If-None-Match': '*' } });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 'unauthorized' } satisfies Partial<Problem>);
  });
});

describe('HTTP caches', () => {
  test('must not store personal data, nor answers for other users', async () => {
    const cacheControl = async (path: string) => {
      const response = await gateway.request(path);
      await response.text();
      return response.headers.get('Cache-Control');
    };
    expect(await cacheControl('/api/queries/numbers')).toBe('private, no-cache');
    for (const search of ['', '?_shape=columns', '?_format=csv', '?_format=ndjson']) {
      expect(await cacheControl(`/api/queries/secret${search}`)).toBe('private, no-store');
    }
    expect(await cacheControl('/api/queries/nothing')).toBe('no-store');
    expect(await cacheControl('/api/queries')).toMatch(/^private/);
  });

  test('must not store personal data after If-None-Match either', async () => {
    const etag = (await gateway.request('/api/queries/secret')).headers.get('ETag') ?? '';
    const response = await gateway.request('/api/queries/secret', { headers: { 'If-None-Match': etag } });
    expect([response.status, response.headers.get('Cache-Control')]).toEqual([304, 'private, no-store']);
  });
});

describe('the gateway caches a result', () => {
  const rows = async (name: string, search = '') => (await gateway.json<Result>(`/api/queries/${name}${search}`)).rows;

  test('while its as_of stays the same', async () => {
    at('2026-11-24T10:00:00Z');
    expect(await rows('counted')).toEqual([[0]]);
    await database.query('insert into things values (1)');
    at('2026-11-24T10:00:09.9Z');
    expect(await rows('counted')).toEqual([[0]]);
    at('2026-11-24T10:00:10Z');
    expect(await rows('counted')).toEqual([[1]]);
  });

  test('separately by parameters, shape and query', async () => {
    at('2026-11-24T11:00:00Z');
    await database.query('truncate things');
    expect(await rows('counted')).toEqual([[0]]);
    await database.query('insert into things values (1)');
    expect(await rows('counted', '?as_of=2026-11-24T11:00:00Z')).toEqual([[0]]);
    expect(await rows('counted', '?as_of=2026-11-24T11:00:00.000001Z')).toEqual([[1]]);
    expect(await rows('slow')).toEqual([[1]]);
  });

  test('for longer with @fresh', async () => {
    const quick = await openTestGateway(database.url, { queries, env: { FRESH_SECONDS: '1' } });
    quick.gateway.now = () => Date.parse('2026-11-24T12:04:59Z');
    const read = (name: string) => quick.json<Result>(`/api/queries/${name}`);
    const [counted, slow] = [await read('counted'), await read('slow')];
    expect([counted.asOf, slow.asOf]).toEqual(['2026-11-24T12:04:59Z', '2026-11-24T12:00:00Z']);
    await database.query('insert into things values (1)');
    await expect.poll(() => read('counted'), { timeout: 5000 }).not.toEqual(counted);
    expect(await read('slow')).toEqual(slow);
    quick.gateway.now = () => Date.parse('2026-11-24T12:05:00Z');
    expect((await read('slow')).rows).not.toEqual(slow.rows);
    await quick.close();
  });
});

test('HEAD has the headers of GET, without a body', async () => {
  at('2026-11-24T13:00:00Z');
  const get = await gateway.request('/api/queries/numbers');
  const head = await gateway.request('/api/queries/numbers', { method: 'HEAD' });
  expect(head.status).toBe(200);
  expect(await head.text()).toBe('');
  const differing = { 'x-request-id': expect.any(String), 'server-timing': expect.any(String) };
  const same = { ...Object.fromEntries(get.headers), ...differing };
  expect(Object.fromEntries(head.headers)).toEqual(same);
});
