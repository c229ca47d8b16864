import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { CONTRACT_VERSION } from '../contract/batch.ts';
import type { ProblemCode } from '../contract/problem.ts';
import { ConfigError } from '../shared/config.ts';
import { ProblemError } from '../shared/problems.ts';

/** What one that connects may take of the time and the memory of all. */
const LIMITS = {
  /** Milliseconds for a request's headers and for all of it, and how often that is checked: Node's own are 60, 300 and 30 s. */
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 1_000,
  /** Bytes of a request's address and headers together. */
  maxHeaderSize: 16_384,
  /** Milliseconds that an answer may wait for its reader to take some of it. */
  stallMs: 30_000,
  maxConnections: 2_000,
  /** Requests under way on one connection: more than one is an old trick that browsers don't know. */
  pipelined: 16,
};

export interface Listening {
  port: number;
  /** Lets requests under way end, for so long, but nothing new begin. */
  stop(drainMs: number): Promise<void>;
}

/** Serves the app by HTTP. @throws {ConfigError} when it can't listen there */
export async function listen(
  app: Hono,
  hostname: string,
  port: number,
  own: Partial<typeof LIMITS> = {},
): Promise<Listening> {
  const limits = { ...LIMITS, ...own };
  const answer = getRequestListener(app.fetch, { hostname });
  const server = createServer(limits, bounded(answer, limits.pipelined));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new ConfigError([refusal(error, hostname, port)])));
    server.listen(port, hostname, resolve);
  });
  server.on('clientError', answerNonsense);
  server.maxConnections = limits.maxConnections;
  server.timeout = limits.stallMs;

  let draining = false;
  server.prependListener('request', (_request, response) => {
    if (draining) response.setHeader('Connection', 'close');
  });
  return {
    port: (server.address() as AddressInfo).port,
    async stop(drainMs) {
      draining = true;
      // For the answers of requests that came before: their connections end with them.
      server.keepAliveTimeout = 1;
      setTimeout(drainMs, undefined, { ref: false }).then(() => server.closeAllConnections());
      server.closeIdleConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** Ends connections whose reader takes nothing of an answer, or that have too many requests under way. */
function bounded(answer: RequestListener, pipelined: number): RequestListener {
  const underWay = new WeakMap<Socket, number>();
  // An answer that is still being made is no fault of the reader's; Node would end its connection.
  const onTimeout = (socket: Socket) => {
    if (socket.writableLength > 0) socket.destroy();
  };
  return function bound(request, response) {
    const { socket } = request;
    const count = underWay.get(socket) ?? 0;
    if (count === pipelined || socket.destroyed) return void socket.destroy();
    underWay.set(socket, count + 1);
    response.on('timeout', onTimeout);
    response.on('close', () => underWay.set(socket, (underWay.get(socket) ?? 1) - 1));
    answer(request, response);
  };
}

function refusal({ code, message }: NodeJS.ErrnoException, hostname: string, port: number): string {
  if (code === 'EADDRINUSE') return `PORT ${port} is taken on ${hostname}: end what uses it, or set another PORT`;
  if (code === 'EACCES') return `PORT ${port} needs rights that this user lacks: set one from 1024 on`;
  return `HOST ${hostname} with PORT ${port} does not work: ${message}`;
}

/** What Node's parser makes of requests that never reach the app: RFC 9110, RFC 6585. */
const NONSENSE: Record<string, [status: string, code: ProblemCode, detail: string]> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'too-large',
    `Address and headers together may have ${LIMITS.maxHeaderSize} bytes.`,
  ],
  HPE_INVALID_METHOD: ['405 Method Not Allowed', 'method-not-allowed', 'There is no such method.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'timeout', 'The request took too long to arrive.'],
};

function answerNonsense({ code = '' }: NodeJS.ErrnoException, socket: Socket): void {
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const [line, problem, detail] = NONSENSE[code] ?? ['400 Bad Request', 'invalid-parameter', 'This is not HTTP/1.1.'];
  const body = JSON.stringify({ ...new ProblemError(problem, detail).toJSON(), status: Number.parseInt(line, 10) });
  const headers = [
    `HTTP/1.1 ${line}`,
    'Connection: close',
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `Letz-Contract: ${CONTRACT_VERSION}`,
    'X-Content-Type-Options: nosniff',
  ];
  socket.end(`${headers.join('\r\n')}\r\n\r\n${body}`);
}
