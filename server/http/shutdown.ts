import type { Server } from 'node:http';
import { setTimeout } from 'node:timers/promises';

/**
 * Graceful shutdown: stops listening, and closes all connections when the requests under way have ended or after
 * `drainMs`. Part of `stop()` in `gateway.ts`, which SIGTERM and SIGINT call in `main.ts`.
 */
export async function shutdown(server: Server, drainMs: number): Promise<void> {
  // A request that still arrives on an open connection gets its response; the connection ends with it.
  server.prependListener('request', (_request, response) => response.setHeader('Connection', 'close'));
  server.keepAliveTimeout = 1;
  setTimeout(drainMs, undefined, { ref: false }).then(() => server.closeAllConnections());
  server.closeIdleConnections();
  await new Promise((closed) => server.close(closed));
}
