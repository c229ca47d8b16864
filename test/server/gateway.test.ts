// createGateway() mounted in other servers.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import express from 'express';
import { fastify } from 'fastify';
import { Hono } from 'hono';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGateway, type LetzGateway } from '../../server/gateway.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../support/databases.ts';

const log = pino({ level: 'silent' });
const BATCH = { queries: [{ name: 'total-users' }] };

let database: TestDatabase;
let gateway: LetzGateway;

beforeAll(async () => {
  database = await createDatabase(databaseNames().at(-1) ?? 'packaged');
  gateway = await createGateway({ DATABASE_URL: database.url, PUBLIC_QUERIES: 'total-users', MAX_ROWS: 500 }, { log });
});
afterAll(async () => {
  await gateway?.stop(0);
  await database.drop();
});

/** Servers that the gateway is mounted in, with the path below which it is. */
const SERVERS: [name: string, path: string, start: () => Server | Promise<Server>][] = [
  ['plain Node', '', () => createServer(gateway.node).listen(0, '127.0.0.1')],
  ['Hono', '', () => honoServer('/')],
  ['Hono below a path', '/letz', () => honoServer('/letz')],
  ['Express', '', () => express().use(gateway.node).listen(0, '127.0.0.1')],
  ['Express below a path', '/letz', () => express().use('/letz', gateway.node).listen(0, '127.0.0.1')],
  [
    'Express below a path, after express.json()',
    '/letz',
    () => express().use(express.json()).use('/letz', gateway.node).listen(0, '127.0.0.1'),
  ],
  ['Fastify', '', () => fastifyServer('')],
  ['Fastify below a path', '/letz', () => fastifyServer('/letz')],
];

/** As in docs/embedding.md. */
async function fastifyServer(prefix: string): Promise<Server> {
  const app = fastify();
  await app.register(
    async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
      scope.all('/*', (request, reply) => {
        reply.hijack();
        request.raw.url = request.url.slice(prefix.length);
        gateway.node(request.raw, reply.raw);
      });
    },
    { prefix },
  );
  await app.listen({ host: '127.0.0.1', port: 0 });
  return app.server;
}

function honoServer(path: string): Server {
  const app = new Hono().mount(path, gateway.fetch);
  return serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }) as Server;
}

describe.each(SERVERS)('mounted in %s', (_, path, start) => {
  let server: Server;
  let base: string;

  beforeAll(async () => {
    server = await start();
    if (!server.listening) await once(server, 'listening');
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  test('it answers queries, batches, pages and health checks', async () => {
    const result = await fetch(`${base}/api/queries/total-users`);
    expect([result.status, result.headers.get('Letz-Contract')]).toEqual([200, '2']);
    expect(await result.json()).toMatchObject({ query: 'total-users', rowCount: 1 });
    const headers = { 'Content-Type': 'application/json' };
    const batch = await fetch(`${base}/api/batch`, { method: 'POST', headers, body: JSON.stringify(BATCH) });
    expect(await batch.json()).toMatchObject({ results: [{ query: 'total-users' }] });
    for (const page of ['/', '/embed/letz-metric?query=total-users', '/livez', '/readyz']) {
      expect([page, (await fetch(base + page)).status]).toEqual([page, 200]);
    }
  });

  test('problems come from the gateway, not from the server', async () => {
    const response = await fetch(`${base}/api/queries/nobody`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'unknown-query' });
  });
});

describe('settings', () => {
  test('only given settings apply; mistakes and unknown names are reported together', async () => {
    await expect(createGateway({ MAX_ROWS: -1, PORT: 'http' }, { log })).rejects.toThrow(/PORT must.*\n?.*|MAX_ROWS/s);
    await expect(createGateway({ DATABASE_ULR: 'x' } as object, { log })).rejects.toThrow(
      /^DATABASE_ULR is no setting/,
    );
  });
});

test('listens on HOST and PORT; stop() ends that, and the address on loopback has a token', async () => {
  const own = await createGateway({ DATABASE_URL: database.url, PORT: 0 }, { log });
  const { url, port } = await own.listen();
  const { hash, origin } = new URL(url);
  expect(origin).toBe(`http://127.0.0.1:${port}`);
  const headers = { Authorization: `Bearer ${new URLSearchParams(hash.slice(1)).get('token')}` };
  expect((await fetch(`${origin}/api/schema`, { headers })).status).toBe(200);
  await own.stop();
  await expect(fetch(origin)).rejects.toThrow();
});

test('/readyz is 503 while it drains, /livez is not', async () => {
  const own = await createGateway({ DATABASE_URL: database.url }, { log });
  const get = async (path: string) => own.fetch(new Request(`http://localhost${path}`));
  expect((await get('/readyz')).status).toBe(200);
  const stopped = own.stop();
  const response = await get('/readyz');
  expect([response.status, await response.text()]).toEqual([503, 'draining\n']);
  expect((await get('/livez')).status).toBe(200);
  await stopped;
});
