import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listen } from '../../../server/http/serve.ts';
import type { TestGateway } from '../../support/gateway.ts';
import { useGateways } from '../../support/use-gateways.ts';

const queries = {
  wide: `-- More than the buffers of a connection take
-- @column text text Many
select repeat('x', 20000000) as text`,
  slow: `-- Slow
-- @column one integer One
select 1 as one from pg_sleep(0.5)`,
};

const { open } = useGateways({ queries });
let gateway: TestGateway;
let port: number;
let stop: () => Promise<void>;

beforeAll(async () => {
  gateway = await open();
  const server = await listen(gateway.app, '127.0.0.1', 0);
  port = server.port;
  stop = () => server.stop(0);
});
afterAll(() => stop());
const raw = (text: string) =>
  new Promise<string>((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.end(text));
    socket.on('data', (data) => {
      answer += data;
    });
    socket.on('close', () => resolve(answer)).on('error', reject);
  });

test.each([
  [
    'an address that is too long',
    `GET /api/queries?${'a'.repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
    431,
    'too-large',
  ],
  [
    'headers that are too long',
    `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`,
    431,
    'too-large',
  ],
  ['a method that there is not', 'FETCH /api/queries HTTP/1.1\r\nHost: localhost\r\n\r\n', 405, 'method-not-allowed'],
  ['TRACE', 'TRACE /api/queries HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', 405, 'method-not-allowed'],
  ['what is not HTTP', 'GET / SPDY/3\r\n\r\n', 400, 'invalid-parameter'],
])('%s gets a problem', async (_, text, status, problem) => {
  const answer = await raw(text);
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(answer.toLowerCase()).toContain('\r\ncontent-type: application/problem+json');
  expect(JSON.parse(answer.slice(answer.indexOf('{')))).toMatchObject({ status, code: problem });
});

test('the host name is taken from the Host header', async () => {
  const status = await new Promise((resolve) => {
    const headers = { Host: 'evil.example.org' };
    httpRequest({ port, host: '127.0.0.1', path: '/livez', headers }, ({ statusCode }) => resolve(statusCode)).end();
  });
  expect(status).toBe(403);
});

test('a port in use is reported by the name of the setting', async () => {
  await expect(listen(gateway.app, '127.0.0.1', port)).rejects.toThrow(`PORT ${port} is taken on 127.0.0.1`);
});

describe('a connection ends', () => {
  /** Starts a server with given limits and connects a client. @returns the received text once the connection has ended */
  async function connectTo(limits: Parameters<typeof listen>[3], text: string, pause = async () => {}) {
    const server = await listen(gateway.app, '127.0.0.1', 0, limits);
    const socket = connect(server.port, '127.0.0.1');
    let got = '';
    const closed = new Promise((resolve) => socket.on('error', () => undefined).once('close', resolve));
    socket.write(text);
    await Promise.race([closed, new Promise((resolve) => socket.once('readable', resolve))]);
    await pause();
    socket.on('data', (data) => (got += data));
    await closed;
    await server.stop(0);
    return got;
  }

  test('whose headers do not arrive in time', async () => {
    const limits = { headersTimeout: 50, connectionsCheckingInterval: 10 };
    const answer = await connectTo(limits, 'GET /livez HTTP/1.1\r\nHost: localhost\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(JSON.parse(answer.slice(answer.indexOf('{')))).toMatchObject({ status: 408, code: 'timeout' });
  });

  test('that exceeds the limit of pipelined requests', async () => {
    const request = 'GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n';
    const before = gateway.log().length;
    expect(await connectTo({ pipelined: 2 }, request.repeat(30))).toBe('');
    expect(gateway.log().slice(before).split('/livez').length).toBeLessThanOrEqual(1 + 2);
  });

  test('that exceeds the limit of connections', async () => {
    const server = await listen(gateway.app, '127.0.0.1', 0, { maxConnections: 1 });
    const first = connect(server.port, '127.0.0.1');
    await once(first, 'connect');
    const second = connect(server.port, '127.0.0.1').on('error', () => undefined);
    await once(second.resume(), 'close');
    first.write('GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
    const [answer] = await once(first, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 200 /);
    await server.stop(0);
  });

  test('whose client reads nothing of a response; one that waits for its response stays', async () => {
    const headers = `Host: localhost\r\nAuthorization: Bearer ${await gateway.token({ queries: '*' })}\r\n`;
    const get = (path: string) => `GET /api/queries/${path} HTTP/1.1\r\n${headers}Connection: close\r\n\r\n`;
    const given = () => expect.poll(() => gateway.gateway.responseBudget.bytes, { timeout: 10_000 }).toBe(0);
    const part = await connectTo({ stallMs: 100 }, get('wide'), given);
    expect([part.slice(0, 15), part.length < 20_000_000]).toEqual(['HTTP/1.1 200 OK', true]);
    expect(await connectTo({ stallMs: 100 }, get('slow'))).toMatch(/^HTTP\/1\.1 200 /);
  });
});
