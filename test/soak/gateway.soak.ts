import { once } from 'node:events';
import { get as httpGet, type IncomingMessage } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BatchResponse } from '../../server/contract/batch.ts';
import type { Problem } from '../../server/contract/problem.ts';
import type { Result } from '../../server/contract/result.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../support/databases.ts';
import { type FaultProxy, heal, startFaultProxy } from '../support/fault-proxy.ts';
import { openTestGateway, type TestGateway } from '../support/gateway.ts';
import { isAtRest, killSessions, SESSIONS } from '../support/observe.ts';

const MINUTES = Number(process.env.SOAK_MINUTES ?? 10);
/** Concurrent callers, and the longest pause of each between requests. */
const [CALLERS, REST_MS] = [12, 250];
/** Problem codes that the faults may cause. Any other is an error. */
const DOCUMENTED = new Set(['overloaded', 'database-unavailable', 'timeout']);

const queries = {
  squares: `-- Squares
-- @param from_n integer = 0 The first
-- @column n integer A number
-- @column square integer Its square
-- @column text text Something beside it
select n, n::bigint * n as square, 'täxt€😀' || n as text from params, generate_series(from_n, from_n + 299) as n order by n`,
  slow: `-- Slow
-- @param mark integer = 0 To tell one from another
-- @column mark integer The mark
select mark from params, pg_sleep(0.5 + (mark % 10) / 4.0)`,
  many: `-- Many
-- @param mark integer = 0 To tell one from another
-- @column n integer A number
-- @column text text Something beside it
select n, mark || repeat('x', 100) as text from params, generate_series(1, 20000) as n`,
};

let database: TestDatabase;
let proxy: FaultProxy;
let gateway: TestGateway;
let url: string;
let headers: Record<string, string>;
const counts = new Map<string, number>();
const count = (what: string) => counts.set(what, (counts.get(what) ?? 0) + 1);
const wrong: string[] = [];

beforeAll(async () => {
  database = await createDatabase(databaseNames().at(-1) ?? 'packaged', { bare: true });
  proxy = await startFaultProxy(database.url);
  gateway = await openTestGateway(proxy.url, {
    queries,
    logged: false,
    env: { STATEMENT_TIMEOUT_MS: '2000', ACQUIRE_TIMEOUT_MS: '1000', DATABASE_POOL_SIZE: '6', FRESH_SECONDS: '1' },
  });
  ({ url } = await gateway.listen());
  headers = { Authorization: `Bearer ${await gateway.token({ queries: '*', expiresIn: 7200 })}` };
});
afterAll(async () => {
  await gateway.close();
  await proxy.close();
  await database.drop();
});

const random = (below: number) => Math.floor(Math.random() * below);

/** True if a complete answer is correct. */
function isRight({ query, params, rows }: Result): boolean {
  const from = Number(params.from_n);
  if (query === 'slow') return rows.length === 1 && rows[0]?.[0] === params.mark;
  return (
    rows.length === 300 &&
    rows.every(([n, square, text], i) => {
      const expected = from + i;
      return n === expected && square === expected ** 2 && text === `täxt€😀${expected}`;
    })
  );
}

function judge(answer: Result | Problem): void {
  if ('code' in answer) {
    count(answer.code);
    if (!DOCUMENTED.has(answer.code)) wrong.push(answer.code);
  } else {
    count('right');
    if (!isRight(answer)) wrong.push(`${answer.query} ${JSON.stringify(answer.params)}`);
  }
}

/** Sends a random request; some are aborted before the answer. */
async function ask(signal: AbortSignal): Promise<void> {
  const get = (path: string) => fetch(`${url}/api/queries/${path}`, { headers, signal });
  const kind = random(10);
  if (kind < 4) return judge((await (await get(`squares?from_n=${random(20)}`)).json()) as Result);
  if (kind < 6) return judge((await (await get(`slow?mark=${random(1000)}`)).json()) as Result);
  if (kind < 8) {
    const entries = Array.from({ length: 1 + random(5) }, () => ({
      name: 'squares',
      params: { from_n: random(1000) },
    }));
    const body = JSON.stringify({ queries: [...entries, { name: 'slow', params: { mark: random(1000) } }] });
    const response = await fetch(`${url}/api/batch`, { method: 'POST', headers, body, signal });
    const answer = (await response.json()) as BatchResponse | Problem;
    if (!('results' in answer)) return judge(answer);
    for (const entry of answer.results) judge(entry as Result);
    return undefined;
  }
  const response = await get(`many?_format=csv&mark=${random(1000)}`);
  if (response.status !== 200) return judge((await response.json()) as Problem);
  const text = await response.text();
  count('whole export');
  const lines = text.split('\r\n');
  if (lines.length !== 20_002 || lines[20_000]?.split(',')[0] !== '20000')
    wrong.push(`an export of ${lines.length} lines`);
  return undefined;
}

/** Health probe on a new connection, because a kept-alive one may be closed meanwhile. */
async function isAlive(): Promise<boolean> {
  const [response] = (await once(httpGet(`${url}/livez`, { agent: false }), 'response')) as [IncomingMessage];
  await once(response.resume(), 'end');
  return response.statusCode === 200;
}

async function call(end: number): Promise<void> {
  while (performance.now() < end) {
    const leave = random(12) === 0 ? AbortSignal.timeout(random(800)) : new AbortController().signal;
    // A broken export and an aborted request both reject.
    await ask(leave).catch(() => count(leave.aborted ? 'left' : 'broken'));
    await setTimeout(random(REST_MS));
  }
}

/** Some seconds without faults, then a fault, then none again. */
async function harm(end: number): Promise<void> {
  while (performance.now() < end) {
    await setTimeout(2000 + random(4000));
    const faults = [
      () => killSessions(database),
      () => proxy.cut(),
      () => (proxy.faults.after = { bytes: random(200_000), how: random(2) ? 'cut' : 'stall' }),
      () => (proxy.faults.stall = true),
      () => (proxy.faults.delay = 20 + random(200)),
      () => (proxy.faults.refuse = true),
      () => (proxy.faults.crumble = true),
    ];
    await faults[random(faults.length)]?.();
    count('fault');
    await setTimeout(500 + random(1500));
    heal(proxy);
  }
}

/** Memory in MB after garbage collection, and the part of the cache. */
function memory(): { rss: number; heap: number; cache: number } {
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  const [total, heap, cache] = [rss, heapUsed, gateway.gateway.cache.usage.size].map((bytes) =>
    Math.round(bytes / 1e6),
  );
  return { rss: total ?? 0, heap: heap ?? 0, cache: cache ?? 0 };
}

test(`${MINUTES} minutes of mixed load and faults: no wrong answer, nothing left behind`, async () => {
  const minute = 60_000;
  const end = performance.now() + MINUTES * minute;
  let live = 0;
  const watch = (async () => {
    while (performance.now() < end) {
      const { rss, heap, cache } = memory();
      console.log(
        `${Math.round((end - performance.now()) / 1000)} s left: ${rss} MB, heap ${heap} MB, cache ${cache} M`,
        Object.fromEntries(counts),
      );
      for (let i = 0; i < 120 && performance.now() < end; i++) {
        const begin = performance.now();
        if (!(await isAlive())) wrong.push('/livez');
        live = Math.max(live, performance.now() - begin);
        await setTimeout(250);
      }
    }
  })();
  // The memory after a tenth of the time is the baseline.
  const warm = setTimeout((MINUTES * minute) / 10).then(memory);
  await Promise.all([watch, harm(end), ...Array.from({ length: CALLERS }, () => call(end))]);
  heal(proxy);
  await expect.poll(() => isAtRest(gateway), { timeout: 20_000 }).toBe(true);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  // Idle connections end after ten seconds, and with them statements that the faults left at the server.
  await expect.poll(async () => (await database.query(`select 1 ${SESSIONS}`)).length, { timeout: 60_000 }).toBe(0);
  const [before, after] = [await warm, memory()];
  console.log({ ...Object.fromEntries(counts), wrong, slowestLivez: `${Math.round(live)} ms`, before, after });
  expect(wrong).toEqual([]);
  expect(after.heap).toBeLessThan(before.heap + 30);
});
