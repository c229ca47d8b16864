import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Result } from '../../../server/contract/result.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../../support/databases.ts';
import { openTestGateway, type TestGateway } from '../../support/gateway.ts';

const queries = {
  number: `-- Number
-- @param n integer = 1 Which
-- @column n integer It
select n from params`,
};

let database: TestDatabase;
let gateway: TestGateway;
let url: string;

beforeAll(async () => {
  database = await createDatabase(databaseNames().at(-1) ?? 'packaged', { bare: true });
});
const open = async (env: Record<string, string> = {}) => {
  gateway = await openTestGateway(database.url, { queries, env });
  ({ url } = await gateway.listen());
  at('2026-11-24T10:00:00Z');
};
afterEach(() => gateway.close());
afterAll(() => database.drop());

const at = (iso: string) => {
  gateway.gateway.now = () => Date.parse(iso);
};
const bearer = async (claims: Parameters<TestGateway['token']>[0] = { queries: ['number'] }) => ({
  Authorization: `Bearer ${await gateway.token(claims)}`,
});
const ask = async (headers: Record<string, string>, search = '') => {
  const response = await fetch(`${url}/api/queries/number${search}`, { headers });
  return { response, status: response.status, body: (await response.json()) as Result };
};

/** How often handlers looked at a request: each asks for the cached answer. */
function countLooks(): () => number {
  const { cache } = gateway.gateway;
  const { get } = cache;
  let looks = 0;
  cache.get = (...args) => {
    looks += 1;
    return get.apply(cache, args);
  };
  return () => looks;
}

describe('the very same request', () => {
  test('is answered as it was, under an id of its own, and still seen in log and metrics', async () => {
    await open();
    const headers = await bearer();
    await ask(headers);
    const looks = countLooks();
    const [first, second] = [await ask(headers), await ask(headers)];
    expect(looks()).toBe(1);
    expect(second.body).toEqual(first.body);
    const differing = ['date', 'x-request-id'];
    const others = ({ response }: typeof first) => [...response.headers].filter(([name]) => !differing.includes(name));
    expect(others(second)).toEqual(others(first));
    const ids = [first, second].map(({ response }) => response.headers.get('X-Request-Id'));
    expect(new Set(ids).size).toBe(2);
    for (const id of ids)
      expect(gateway.log()).toContain(`"request":"${id}","method":"GET","route":"/api/queries/:name"`);
    const metrics = await (await gateway.request('/metrics')).text();
    expect(metrics).toContain('letz_query_duration_seconds_count{query="number",source="cache"} 2');
  });

  test.each([
    ['a second later', () => at('2026-11-24T10:00:01Z'), {}],
    ['at another moment', () => at('2026-11-24T10:00:10Z'), {}],
    ['when queries changed', () => (gateway.gateway.registry = new Map(gateway.gateway.registry)), {}],
    ['where requests are counted', () => undefined, { RATE_LIMIT_PER_MINUTE: '100' }],
  ])('is looked at again %s', async (_, change, env) => {
    await open(env as Record<string, string>);
    const headers = await bearer();
    await ask(headers);
    const looks = countLooks();
    await ask(headers);
    change();
    const { body } = await ask(headers);
    expect(looks()).toBe(2);
    expect(body.asOf).toBe(
      new Date(Math.floor(gateway.gateway.now() / 10_000) * 10_000).toISOString().replace('.000', ''),
    );
  });
});

test('nothing but the very same request gets the answer', async () => {
  await open();
  const headers = await bearer();
  for (let i = 0; i < 3; i++) expect((await ask(headers)).status).toBe(200);
  expect((await ask({})).status).toBe(401);
  expect((await ask(await bearer({ queries: ['other'] }))).status).toBe(403);
  expect((await ask({ Authorization: `${headers.Authorization}x` })).status).toBe(401);
  expect((await ask(await bearer({ queries: ['number'], params: { n: 2 } }))).body.rows).toEqual([[2]]);
  expect((await ask(headers, '?n=3')).body.rows).toEqual([[3]]);
  const etag = (await ask(headers)).response.headers.get('ETag') ?? '';
  const again = await fetch(`${url}/api/queries/number`, { headers: { ...headers, 'If-None-Match': etag } });
  expect(again.status).toBe(304);
});

test('a token ends when it expires, however often its answer was given again', async () => {
  await open();
  const now = Date.now();
  vi.useFakeTimers({ toFake: ['Date'], now });
  try {
    gateway.gateway.now = Date.now;
    const headers = await bearer({ queries: ['number'], expiresIn: 60 });
    // What clocks may differ by comes on top.
    const end = (Math.floor(now / 1000) + 60 + 5) * 1000;
    const statuses: number[] = [];
    for (const ms of [-6_000, -5_500, -5_001, -5_000, -500, -2, -1, 0, 499]) {
      vi.setSystemTime(end + ms);
      // Twice: what is kept is given again.
      for (let i = 0; i < 2; i++) statuses.push((await ask(headers)).status);
    }
    expect(statuses).toEqual([...Array(14).fill(200), ...Array(4).fill(401)]);
  } finally {
    vi.useRealTimers();
  }
});
