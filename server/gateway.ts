import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { type Logger, pino } from 'pino';
import { Tokens } from './auth/tokens.ts';
import { querySources } from './catalogue/query-sources.ts';
import { type QueryWatch, watchQueries } from './catalogue/reload.ts';
import { createApp } from './http/app.ts';
import { type Listening, listen } from './http/serve.ts';
import { startGateway } from './open-gateway.ts';
import { type Config, ConfigError, readConfig, SETTINGS, type SettingName } from './shared/config.ts';
import { packageFolders } from './shared/package-folders.ts';

/** Settings by the names of their environment variables, such as `{ DATABASE_URL: 'postgres://…', MAX_ROWS: 500 }`. */
export type Settings = { [name in SettingName]?: string | number | boolean | undefined };

export interface GatewayOptions {
  /** Logger; by default one that writes to standard error at `LOG_LEVEL`. */
  log?: Logger;
}

/** Address that a gateway listens on. */
export interface Address {
  port: number;
  /** The gateway's URL; on loopback it ends in `#token=…`, which allows everything for 12 hours. */
  url: string;
}

/** A running gateway. */
export interface LetzGateway {
  /** Answers a request (Fetch standard), for Hono and other servers that take one: `app.mount('/letz', gateway.fetch)`. */
  fetch(request: Request, env?: unknown): Response | Promise<Response>;
  /** Answers a request of `node:http`, for Express, Fastify and plain Node: `app.use('/letz', gateway.node)`. */
  node(request: IncomingMessage, response: ServerResponse): void;
  /** Listens on `HOST` and `PORT`. */
  listen(): Promise<Address>;
  /**
   * Stops listening, lets requests under way end, and closes the database.
   * @param drainMs how long to wait for requests under way, in milliseconds
   */
  stop(drainMs?: number): Promise<void>;
}

const TOKEN_SECONDS = 12 * 3600;
const DRAIN_MS = 10_000;
/** Limit for closing the database's connections: a statement may not be interruptible. */
const CLOSE_MS = 1_000;

/**
 * Creates a gateway. Reads no environment: only the given settings apply. Without `DATABASE_URL` it runs on an embedded
 * database with generated demo data.
 * @throws {ConfigError} with all mistakes of the settings, by name
 * @throws {QueryFilesError} with all mistakes of the query files
 */
export async function createGateway(settings: Settings = {}, options: GatewayOptions = {}): Promise<LetzGateway> {
  const config = withDemoQueries(readSettings(settings), packageFolders().demo);
  const log = options.log ?? pino({ level: config.LOG_LEVEL }, pino.destination({ fd: 2, sync: false }));
  const folders = packageFolders();
  let watch: QueryWatch | undefined;
  const started = await startGateway(config, folders.server, log, () => void watch?.recheck());
  const { gateway, open } = started;
  watch = watchQueries(querySources(config, folders.server), gateway, log);
  const tokens = new Tokens(config.LETZ_SECRET ?? randomBytes(32).toString('base64url'));
  let isDraining = false;
  let listening: Listening | undefined;
  const app = createApp({ gateway, tokens, open, log, folders, isDraining: () => isDraining });
  const listener = getRequestListener(app.fetch, { hostname: config.HOST });

  return {
    fetch: (request, env) => app.fetch(request, env as object),
    node: (request, response) => void listener(withRawBody(request), response),
    async listen() {
      listening = await listen(app, config.HOST, config.PORT);
      const { port } = listening;
      const url = `http://${hostOf(config)}:${port}/`;
      if (!config.loopback) return { port, url };
      const claims = { queries: '*', pii: true, schema: true, explain: true, expiresIn: TOKEN_SECONDS } as const;
      return { port, url: `${url}#token=${await tokens.sign(claims)}` };
    },
    async stop(drainMs = DRAIN_MS) {
      isDraining = true;
      await listening?.stop(drainMs);
      watch?.close();
      await Promise.race([started.stop(), setTimeout(Math.min(drainMs, CLOSE_MS), undefined, { ref: false })]);
    },
  };
}

/** @throws {ConfigError} also for names that are no settings */
function readSettings(settings: Settings): Config {
  const unknown = Object.keys(settings).filter((name) => !SETTINGS.includes(name));
  if (unknown.length) throw new ConfigError(unknown.map((name) => `${name} is no setting; .env.example lists them`));
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  return readConfig(Object.fromEntries(given.map(([name, value]) => [name, String(value)])));
}

/** Adds the queries of the demo pages to the embedded database, unless `QUERIES_DIR` names others. */
function withDemoQueries(config: Config, demo: string): Config {
  const { DATABASE_URL, QUERIES_DIR } = config;
  return DATABASE_URL === undefined && QUERIES_DIR === undefined
    ? { ...config, QUERIES_DIR: join(demo, 'queries') }
    : config;
}

const hostOf = ({ HOST }: Config): string => (HOST.includes(':') ? `[${HOST.replace(/[[\]]/g, '')}]` : HOST);

/** Restores the body that a parser such as `express.json()` has consumed, as @hono/node-server takes it. */
function withRawBody(request: IncomingMessage & { body?: unknown; rawBody?: Buffer }): IncomingMessage {
  if (request.body !== undefined && request.rawBody === undefined && request.readableEnded) {
    request.rawBody = Buffer.from(typeof request.body === 'string' ? request.body : JSON.stringify(request.body));
  }
  return request;
}
