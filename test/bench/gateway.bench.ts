import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generateDemoData } from '../../server/embedded/demo-data/generate.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../support/databases.ts';
import { openTestGateway, type TestGateway } from '../support/gateway.ts';
import { compare, overHttp } from './rounds.ts';

/** Target: at least 80 % of the throughput of a bare handler. */
const LIMIT = 0.8;
const CONNECTIONS = 10;

const QUERIES = ['user-messages', 'recent-messages', 'daily-active-users', 'active-users'];

let database: TestDatabase;
let gateway: TestGateway;
let port: number;
let authorization: string;
let headers: string;

beforeAll(async () => {
  database = await createDatabase(databaseNames().at(-1) ?? 'packaged');
  await database.setRows(generateDemoData(new Date()));
  await database.query('analyze');
  gateway = await openTestGateway(database.url, { own: true, logged: false, env: { FRESH_SECONDS: '600' } });
  ({ port } = await gateway.listen());
  const queries = ['total-users', 'recent-messages', ...QUERIES];
  authorization = `Bearer ${await gateway.token({ queries, pii: true, expiresIn: 3600 })}`;
  headers = `Authorization: ${authorization}\r\n`;
});
afterAll(async () => {
  await gateway.close();
  await database.drop();
});

async function listen(app: Hono): Promise<{ port: number; close(): void }> {
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }) as Server;
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

test.each(['total-users', 'daily-active-users', 'recent-messages'])(
  'a cached answer beside a bare Hono handler: %s',
  async (name) => {
    const path = `/api/queries/${name}`;
    const answer = await gateway.request(path, { headers: { Authorization: authorization } });
    const sent = Object.fromEntries(answer.headers);
    const body = await answer.text();
    const same = await listen(new Hono().get(path, (c) => c.body(body, 200, sent)));
    const short = await listen(new Hono().get(path, (c) => c.body(body, 200, { 'Content-Type': 'application/json' })));
    const over = (port: number) => (ms: number) => overHttp(port, [path], ms, CONNECTIONS, headers);
    const ours = { name: 'gateway', run: over(port) };
    const ratio = await compare(`cached ${name}, ${body.length} bytes`, ours, { name: 'Hono', run: over(same.port) });
    // For information: without the headers for browser, cache and log.
    await compare(`cached ${name}, and no headers but the type`, ours, { name: 'Hono', run: over(short.port) });
    same.close();
    short.close();
    expect(Number(ratio.toFixed(2))).toBeGreaterThanOrEqual(LIMIT);
  },
);

/** Baseline: the same transaction with `pg` in a bare Hono handler, without checks, metadata and ETag. */
function barePg(name: string): { app: Hono; ask(asOf: string): Promise<string>; close(): Promise<void> } {
  const pool = new pg.Pool({ connectionString: database.url, max: CONNECTIONS });
  const query = gateway.gateway.registry.get(name);
  const text = `${query?.statement.sql}\nlimit 10001`;
  const defaults = query?.params.map((param) => param.default) ?? [];
  const ask = async (asOf: string) => {
    const client = await pool.connect();
    await client.query('begin isolation level repeatable read read only; set local statement_timeout = 15000');
    const { rows } = await client.query({ text, values: [asOf, ...defaults], rowMode: 'array' });
    await client.query('rollback');
    client.release();
    return JSON.stringify(rows);
  };
  const app = new Hono().get(`/api/queries/${name}`, async (c) =>
    c.body(await ask(c.req.query('as_of') ?? ''), 200, { 'Content-Type': 'application/json' }),
  );
  return { app, ask, close: () => pool.end() };
}

test.each(QUERIES)('an uncached answer beside bare pg: %s', async (name) => {
  let asOf = Date.parse('2026-01-01T00:00:00Z');
  const next = () => new Date(asOf++).toISOString();
  const paths = () => Array.from({ length: 5_000 }, () => `/api/queries/${name}?as_of=${next()}`);
  const bare = barePg(name);
  const server = await listen(bare.app);
  const overNet = (port: number) => (ms: number) => overHttp(port, paths(), ms, CONNECTIONS, headers, false);
  const ours = { name: 'gateway', run: overNet(port) };
  const ratio = await compare(`uncached ${name}`, ours, { name: 'pg behind Hono', run: overNet(server.port) });
  server.close();
  // For information: without HTTP, which costs as much as a small query.
  const alone = { name: 'pg alone', run: (ms: number) => inProcess(() => bare.ask(next()), ms) };
  await compare(`uncached ${name}, and the other one without HTTP`, ours, alone);
  await bare.close();
  expect(Number(ratio.toFixed(2))).toBeGreaterThanOrEqual(LIMIT);
});

/** Answers per second to that many concurrent callers in this process. */
async function inProcess(ask: () => Promise<unknown>, ms: number): Promise<number> {
  const start = performance.now();
  let answers = 0;
  const keepAsking = async () => {
    while (performance.now() < start + ms) {
      await ask();
      answers += 1;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, keepAsking));
  return (answers / (performance.now() - start)) * 1000;
}
