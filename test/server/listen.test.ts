import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listen } from '../../server/listen.ts';
import type { TestGateway } from '../support/gateway.ts';
import { useGateways } from '../support/use-gateways.ts';

const { open } = useGateways();
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

test('the name that counts is the one in the Host header', async () => {
  const status = await new Promise((resolve) => {
    const headers = { Host: 'evil.example.org' };
    httpRequest({ port, host: '127.0.0.1', path: '/livez', headers }, ({ statusCode }) => resolve(statusCode)).end();
  });
  expect(status).toBe(403);
});

test('a port that is taken is said so, by name', async () => {
  await expect(listen(gateway.app, '127.0.0.1', port)).rejects.toThrow(`PORT ${port} is taken on 127.0.0.1`);
});
