import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import { pino } from 'pino';
import { createApp } from './app.ts';
import { ConfigError } from './config.ts';
import { queryFolders } from './open-gateway.ts';
import { fail, packageRoot, readEnvironment } from './process.ts';
import { watchQueries } from './reload.ts';
import { startGateway } from './start-gateway.ts';
import { Tokens } from './tokens.ts';

const TOKEN_SECONDS = 12 * 3600;
/** Milliseconds for a request's headers and for all of it: Node's own are 60 s and 300 s. */
const TIMEOUTS = { headersTimeout: 10_000, requestTimeout: 30_000 };
/** How long SIGTERM waits for requests under way. */
const DRAIN_MS = 10_000;
/** And, after that, for the database's connections. */
const CLOSE_MS = 1_000;

async function main(): Promise<void> {
  const config = readEnvironment();
  const root = packageRoot();
  // Standard output is for the address alone.
  const log = pino({ level: config.LOG_LEVEL }, pino.destination(2));
  const { gateway, open, stop: stopGateway } = await startGateway(config, root, log);
  if (config.QUERIES_DIR !== undefined) {
    watchQueries(config.QUERIES_DIR, queryFolders(config, join(root, 'server')), gateway, log);
  }

  const tokens = new Tokens(config.LETZ_SECRET ?? randomBytes(32).toString('base64url'));
  const folders = { dist: join(root, 'dist'), demo: join(root, 'demo') };
  const app = createApp({ gateway, tokens, open, log, folders });

  const options = { fetch: app.fetch, hostname: config.HOST, port: config.PORT, serverOptions: TIMEOUTS };
  const server = serve(options, async ({ port }: AddressInfo) => {
    const host = config.HOST.includes(':') ? `[${config.HOST.replace(/[[\]]/g, '')}]` : config.HOST;
    const token = await tokens.sign({ queries: '*', pii: true, schema: true, expiresIn: TOKEN_SECONDS });
    process.stdout.write(`http://${host}:${port}/${config.loopback ? `#token=${token}` : ''}\n`);
  }) as Server;
  server.on('error', (error) =>
    fail(new ConfigError([`PORT ${config.PORT} on HOST ${config.HOST}: ${error.message}`])),
  );
  let draining = false;
  server.prependListener('request', (_request, response) => {
    if (draining) response.setHeader('Connection', 'close');
  });

  /** Lets requests under way end, but nothing new begin; then ends everything. */
  async function stop(drainMs: number): Promise<void> {
    draining = true;
    setTimeout(drainMs, undefined, { ref: false }).then(() => server.closeAllConnections());
    server.closeIdleConnections();
    await new Promise((closed) => server.close(closed));
    // A statement that nobody can stop must not hold up the end.
    await Promise.race([stopGateway(), setTimeout(Math.min(drainMs, CLOSE_MS))]);
    process.exit(0);
  }
  process.once('SIGTERM', () => stop(DRAIN_MS));
  process.once('SIGINT', () => stop(0));
}

main().catch(fail);
