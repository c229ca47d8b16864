import type { Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { ConfigError } from './config.ts';
import type { ProblemCode } from './contract.ts';
import { ProblemError } from './problems.ts';

/**
 * Milliseconds for a request's headers and for all of it: Node's own are 60 s and 300 s. And bytes for its address and
 * headers together.
 */
const LIMITS = { headersTimeout: 10_000, requestTimeout: 30_000, maxHeaderSize: 16_384 };

export interface Listening {
  port: number;
  /** Lets requests under way end, for so long, but nothing new begin. */
  stop(drainMs: number): Promise<void>;
}

/** Serves the app by HTTP. @throws {ConfigError} when it can't listen there */
export async function listen(app: Hono, hostname: string, port: number): Promise<Listening> {
  const options = { fetch: app.fetch, hostname, port, serverOptions: LIMITS };
  const { server, address } = await new Promise<{ server: Server; address: AddressInfo }>((resolve, reject) => {
    const server = serve(options, (address) => resolve({ server, address })) as Server;
    server.once('error', (error: NodeJS.ErrnoException) => reject(new ConfigError([refusal(error, hostname, port)])));
  });
  server.on('clientError', answerNonsense);

  let draining = false;
  server.prependListener('request', (_request, response) => {
    if (draining) response.setHeader('Connection', 'close');
  });
  return {
    port: address.port,
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
    'X-Content-Type-Options: nosniff',
  ];
  socket.end(`${headers.join('\r\n')}\r\n\r\n${body}`);
}
