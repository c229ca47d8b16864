// 200 clients open a page of 20 widgets at once: the gateway beside a bare handler with `pg` and Hono.
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generateDemoData } from '../../server/embedded/demo-data/generate.ts';
import { bindParams } from '../../server/params/bind.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../support/databases.ts';
import { openTestGateway, type TestGateway } from '../support/gateway.ts';

const [CLIENTS, WIDGETS, ROUNDS] = [200, 20, 4];
/** Connections to the database, of the gateway and of the bare handler. */
const POOL_SIZE = 10;
/** Each round asks at another `as_of`, so that nothing is cached at its begin. */
const AS_OF = '2026-01-01T00:00:00.ROUNDZ';

let database: TestDatabase;
let gateway: TestGateway;
let port: number;
let authorization: string;
/** A page's queries: the shipped ones without personal data and required parameters. */
let names: string[];

beforeAll(async () => {
  database = await createDatabase(databaseNames().at(-1) ?? 'packaged');
  await database.setRows(generateDemoData(new Date()));
  await database.query('analyze');
  const env = { FRESH_SECONDS: '600', DATABASE_POOL_SIZE: String(POOL_SIZE) };
  gateway = await openTestGateway(database.url, { own: true, logged: false, env });
  ({ port } = await gateway.listen());
  authorization = `Bearer ${await gateway.token({ queries: '*', expiresIn: 3600 })}`;
  const all = [...gateway.gateway.registry.values()];
  names = all.filter(({ pii, params }) => !pii && !params.some(({ required }) => required)).map(({ name }) => name);
});
afterAll(async () => {
  await gateway.close();
  await database.drop();
});

/** The page's queries: 20 distinct questions, some of them of one query with different parameters. */
function page(): { name: string; params: Record<string, unknown> }[] {
  const distinct = names.map((name) => ({ name, params: {} as Record<string, unknown> }));
  const more = names.filter((name) =>
    gateway.gateway.registry.get(name)?.params.some((param) => param.name === 'days'),
  );
  for (const name of more) distinct.push({ name, params: { days: 14 } });
  return distinct.slice(0, WIDGETS);
}

interface Measured {
  p50: number;
  p99: number;
  bytes: number;
  /** The longest delay of the event loop in milliseconds, and the memory at the end in megabytes. */
  delay: number;
  memory: number;
}

const quantile = (sorted: number[], q: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0;
const median = (values: number[]) =>
  quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  );

/** Opens the page with all clients at once, several times; the first round warms up, unless it is the only one. */
async function openPages(
  to: number,
  body: string,
  headers: Record<string, string> = {},
  rounds = ROUNDS,
): Promise<Measured> {
  const workerData = { port: to, path: '/api/batch', body, clients: CLIENTS, rounds };
  const all = { 'Content-Type': 'application/json', Authorization: authorization, ...headers };
  const delays = monitorEventLoopDelay({ resolution: 5 });
  delays.enable();
  const worker = new Worker(new URL('./page-load.js', import.meta.url), {
    workerData: { ...workerData, headers: all },
  });
  const [{ times, bytes }] = (await once(worker, 'message')) as [{ times: number[][]; bytes: number }];
  delays.disable();
  const sorted = times.slice(rounds > 1 ? 1 : 0).map((round) => round.sort((a, b) => a - b));
  return {
    p50: median(sorted.map((round) => quantile(round, 0.5))),
    p99: median(sorted.map((round) => quantile(round, 0.99))),
    bytes,
    delay: delays.max / 1e6,
    memory: process.memoryUsage.rss() / 1e6,
  };
}

function report(title: string, { p50, p99, bytes, delay, memory }: Measured): void {
  console.log(
    `${title}: p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms (${(p99 / p50).toFixed(2)} x), ${bytes} bytes a page, ` +
      `event loop at most ${delay.toFixed(0)} ms late, memory ${memory.toFixed(0)} MB`,
  );
}

/** Queries that the gateway has run so far. */
async function runs(): Promise<number> {
  const { text } = await gateway.gateway.metrics.print();
  const samples = text.matchAll(/^letz_query_duration_seconds_count\{.*source="database"\} (\d+)$/gm);
  return [...samples].reduce((total, [, count]) => total + Number(count), 0);
}

/** Baseline: the same statements with `pg` behind Hono, without cache, checks, metadata and ETag. */
async function listenBare(): Promise<{ port: number; close(): Promise<void> }> {
  const pool = new pg.Pool({ connectionString: database.url, max: POOL_SIZE });
  const run = async (name: string, params: Record<string, unknown>, asOf: string) => {
    const query = gateway.gateway.registry.get(name);
    const given = new Map(Object.entries(params).map(([key, value]) => [key, String(value)]));
    const { values } = bindParams(query?.params ?? [], given, asOf, gateway.gateway.zones);
    const { rows } = await pool.query({
      text: `${query?.statement.sql}\nlimit 10001`,
      values,
      rowMode: 'array',
    });
    return rows;
  };
  const app = new Hono()
    .get('/livez', (c) => c.text('ok'))
    .post('/api/batch', async (c) => {
      const body = await c.req.json<{ params: { as_of: string }; queries: ReturnType<typeof page> }>();
      const asOf = body.params.as_of;
      return c.json(await Promise.all(body.queries.map(({ name, params }) => run(name, params, asOf))));
    });
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }) as Server;
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections();
      server.close();
      await pool.end();
    },
  };
}

test(`${CLIENTS} clients open a page of ${WIDGETS} widgets at once`, async () => {
  const queries = page();
  expect(queries).toHaveLength(WIDGETS);
  const body = JSON.stringify({ params: { as_of: AS_OF }, queries });
  const ndjson = { Accept: 'application/x-ndjson' };

  const before = await runs();
  const streamed = await openPages(port, body, { ...ndjson, 'Accept-Encoding': 'br, gzip' });
  report('gateway, as a browser opens it (streamed, brotli)', streamed);
  expect((await runs()) - before).toBe(WIDGETS * ROUNDS);
  report('gateway, again, from its cache', await openPages(port, body, { ...ndjson, 'Accept-Encoding': 'br, gzip' }));
  expect((await runs()) - before).toBe(WIDGETS * ROUNDS);

  const plain = await openPages(port, body.replace('.ROUND', '.1ROUND'));
  report('gateway, one JSON object, not compressed', plain);
  const bare = await listenBare();
  // 4,000 statements: one round takes long enough.
  const floor = await openPages(bare.port, body.replace('.ROUND', '.1ROUND'), {}, 1);
  await bare.close();
  report('pg behind Hono, not compressed', floor);
  console.log(
    `page of the gateway beside pg behind Hono: p50 ${(plain.p50 / floor.p50).toFixed(2)} x, p99 ${(plain.p99 / floor.p99).toFixed(2)} x`,
  );
  expect(streamed.p99 / streamed.p50).toBeLessThan(2);
  expect(plain.p99 / plain.p50).toBeLessThan(2);
});

test('columnar answers beside rows, as bytes and as time to parse', async () => {
  const totals = { rows: 0, columns: 0, rowsMs: 0, columnsMs: 0, rowsBr: 0, columnsBr: 0 };
  const { brotliCompressSync } = await import('node:zlib');
  for (const { name, params } of page()) {
    const search = new URLSearchParams(Object.entries(params).map(([key, value]) => [key, String(value)]));
    for (const shape of ['rows', 'columns'] as const) {
      const response = await gateway.request(`/api/queries/${name}?${search}&_shape=${shape}`, {
        headers: { Authorization: authorization },
      });
      const text = await response.text();
      totals[shape] += text.length;
      totals[`${shape}Br`] += brotliCompressSync(text).length;
      const begin = performance.now();
      for (let index = 0; index < 20; index++) JSON.parse(text);
      totals[`${shape}Ms`] += (performance.now() - begin) / 20;
    }
  }
  console.log(
    `${WIDGETS} answers as rows: ${totals.rows} bytes, ${totals.rowsBr} compressed, parsed in ${totals.rowsMs.toFixed(2)} ms; ` +
      `as columns: ${totals.columns}, ${totals.columnsBr}, ${totals.columnsMs.toFixed(2)} ms`,
  );
});
