// Servers that are no Redis: refused, silent, and replying with errors. test/cluster/ has the real one.
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { Result } from '../../../server/contract/result.ts';
import { useGateways } from '../../support/use-gateways.ts';

const queries = {
  number: '-- A number\n-- @param n integer = 1 [0..1000] Which\n-- @column n integer The same\nselect n from params',
};
const gateways = useGateways({ queries });
const servers: { server: Server; sockets: Set<Socket> }[] = [];

afterEach(async () => {
  for (const { server, sockets } of servers.splice(0)) {
    server.close();
    for (const socket of sockets) socket.destroy();
  }
});

/** Starts a server that handles each chunk of data. @returns its address as a REDIS_URL, and the number of connections */
async function serve(onData: (socket: Socket, data: string) => void) {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (data) => onData(socket, data.toString()));
  }).listen(0, '127.0.0.1');
  servers.push({ server, sockets });
  await once(server, 'listening');
  return { url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`, connections: () => connections };
}

const open = (REDIS_URL: string) =>
  gateways.open({ env: { DATABASE_URL: 'postgres://localhost/unused', REDIS_URL, RATE_LIMIT_PER_MINUTE: '3' } });

async function answersAlone(url: string): Promise<string> {
  const gateway = await open(url);
  const asked = [1, 2, 2].map((n) => gateway.json<Result>(`/api/queries/number?n=${n}`));
  expect((await Promise.all(asked)).map(({ rows }) => rows?.[0])).toEqual([[1], [2], [2]]);
  expect((await gateway.request('/api/queries')).status).toBe(429);
  expect(await (await gateway.request('/metrics')).text()).toMatch(/^letz_redis\{what="connected"\} \d$/m);
  return gateway.log();
}

test('a gateway goes on alone where nothing listens, and logs it once', async () => {
  const { url } = await serve(() => undefined);
  servers[0]?.server.close();
  const log = await answersAlone(url);
  expect(log.match(/"reason":"ECONNREFUSED".*Redis is not available/g)).toHaveLength(1);
});

test('a gateway goes on alone beside a server that never replies', async () => {
  const { url } = await serve(() => undefined);
  expect((await answersAlone(url)).match(/Redis is not available/g)).toHaveLength(1);
});

test('a gateway goes on alone beside a server that stops replying', async () => {
  let isSilent = false;
  const { url } = await serve((socket, data) => {
    isSilent ||= data.includes('EVAL');
    if (!isSilent) socket.write('+OK\r\n'.repeat(data.match(/^\*\d/gm)?.length ?? 1));
  });
  expect((await answersAlone(url)).match(/no reply within 250 ms.*Redis is not available/g)).toHaveLength(1);
});

test('a gateway goes on alone beside a server that refuses each command, and logs the reason once', async () => {
  const { url, connections } = await serve((socket, data) => {
    const reply = data.includes('EVAL') ? '-OOM command not allowed\r\n' : '+OK\r\n';
    socket.write(reply.repeat(data.match(/^\*\d/gm)?.length ?? 1));
  });
  expect((await answersAlone(url)).match(/OOM command not allowed.*Redis refuses a command/g)).toHaveLength(1);
  expect(connections()).toBe(1);
});

test('a reply that is no answer is not used', async () => {
  const { url } = await serve((socket, data) => {
    const reply = data.includes('EVAL') ? '*2\r\n$7\r\ngarbage\r\n:1000\r\n' : '+OK\r\n';
    socket.write(reply.repeat(data.match(/^\*\d/gm)?.length ?? 1));
  });
  const gateway = await gateways.open({ env: { DATABASE_URL: 'postgres://localhost/unused', REDIS_URL: url } });
  expect((await gateway.json<Result>('/api/queries/number?n=7')).rows).toEqual([[7]]);
});
