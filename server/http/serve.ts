import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { CONTRACT_VERSION } from '../contract/batch.ts';
import type { ProblemCode } from '../contract/problem.ts';
import { ConfigError } from '../shared/config.ts';
import { ProblemError } from '../shared/problems.ts';
import { shutdown } from './shutdown.ts';

/** Limits of the time and memory that a connection uses. */
const LIMITS = {
  /** Milliseconds for a request's headers and for all of it, and the interval of the check. Node's defaults: 60, 300, 30 s. */
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 1_000,
  /** Bytes of a request's target and headers together. */
  maxHeaderSize: 16_384,
  /** Milliseconds that a response may wait for its client to read some of it. */
  stallMs: 30_000,
  maxConnections: 2_000,
  /** Pipelined requests on one connection; browsers send none. */
  pipelined: 16,
};

export interface Listening {
  port: number;
  /** Stops listening, and closes all connections when the requests under way have ended or after `drainMs`. */
  stop(drainMs: number): Promise<void>;
}

/** Serves the app over HTTP. @throws {ConfigError} if it cannot listen there */
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
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new ConfigError([listenMistake(error, hostname, port)])),
    );
    server.listen(port, hostname, resolve);
  });
  server.on('clientError', answerMalformed);
  server.maxConnections = limits.maxConnections;
  server.timeout = limits.stallMs;

  return {
    port: (server.address() as AddressInfo).port,
    stop: (drainMs) => shutdown(server, drainMs),
  };
}

/** Closes connections whose client reads nothing of a response, and those with too many pipelined requests. */
function bounded(answer: RequestListener, pipelined: number): RequestListener {
  const underWay = new WeakMap<Socket, number>();
  // Node's default would also close a connection that waits for a slow query.
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

function listenMistake({ code, message }: NodeJS.ErrnoException, hostname: string, port: number): string {
  if (code === 'EADDRINUSE') return `PORT ${port} is taken on ${hostname}: end what uses it, or set another PORT`;
  if (code === 'EACCES') return `PORT ${port} needs rights that this user lacks: set one from 1024 on`;
  return `HOST ${hostname} with PORT ${port} does not work: ${message}`;
}

/** Responses to requests that Node's parser rejects (RFC 9110, RFC 6585), by its error code. */
const MALFORMED: Record<string, [status: string, code: ProblemCode, detail: string]> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'too-large',
    `Address and headers together may have ${LIMITS.maxHeaderSize} bytes.`,
  ],
  HPE_INVALID_METHOD: ['405 Method Not Allowed', 'method-not-allowed', 'There is no such method.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'timeout', 'The request took too long to arrive.'],
};

function answerMalformed({ code = '' }: NodeJS.ErrnoException, socket: Socket): void {
  if (code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const [line, problem, detail] = MALFORMED[code] ?? ['400 Bad Request', 'invalid-parameter', 'This is not HTTP/1.1.'];
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
