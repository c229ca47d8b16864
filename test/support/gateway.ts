import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { pino } from 'pino';
import { type NewToken, Tokens } from '../../server/auth/tokens.ts';
import { createApp } from '../../server/http/app.ts';
import type { Gateway } from '../../server/http/gateway-parts.ts';
import { openGateway } from '../../server/open-gateway.ts';
import { readConfig } from '../../server/shared/config.ts';
import { packageFolders } from '../../server/shared/package-folders.ts';

export const SECRET = 'the secret of the tests, long enough for HS256';

/** Texts of `.sql` files by name. */
export interface QueryFiles {
  queries?: Record<string, string>;
  models?: Record<string, string>;
}

export interface TestGateway {
  app: Hono;
  gateway: Gateway;
  /** The log so far, one JSON object a line, debug messages included. */
  log(): string;
  /** Sends a request with the token of `allow`, unless `headers` has another one. */
  request(path: string, init?: RequestInit): Promise<Response>;
  /** Parsed JSON of an answer with any status. */
  json<T>(path: string, init?: RequestInit): Promise<T>;
  batch(queries: unknown, init?: RequestInit): Promise<Response>;
  token(claims: Partial<NewToken>): Promise<string>;
  /** Serves the app on a free port of loopback; ended by `close`. */
  listen(): Promise<{ url: string; port: number }>;
  close(): Promise<void>;
}

export interface TestGatewayOptions extends QueryFiles {
  /** Settings by name of the environment variable. */
  env?: Record<string, string>;
  /** True for the shipped query files instead of the test's. */
  own?: boolean;
  /** True to treat the database as the embedded one: all but personal data is public. */
  embedded?: boolean;
  /** False to keep no log, which could fill the memory. */
  logged?: boolean;
  /** Value of `LETZ_SECRET`. */
  secret?: string;
  /** Claims of the token that `request` sends; null: no token. */
  allow?: Partial<NewToken> | null;
}

/** A folder with `queries/` and `models/`, as `server/` has them. */
export async function writeQueryFiles({ queries = {}, models = {} }: QueryFiles): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'letz-queries-'));
  for (const [kind, files] of Object.entries({ queries, models })) {
    await mkdir(join(folder, kind));
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, kind, `${name}.sql`), text);
  }
  return folder;
}

const SERVER = join(import.meta.dirname, '../../server');

/** Opens the gateway on a database, with the test's query files or the shipped ones. */
export async function openTestGateway(url: string, options: TestGatewayOptions = {}): Promise<TestGateway> {
  const {
    env = {},
    own = false,
    embedded = false,
    allow = { queries: '*', pii: true, schema: true, explain: true },
  } = options;
  const folder = own ? SERVER : await writeQueryFiles(options);
  const config = readConfig(env);
  const lines: string[] = [];
  const log = pino({ level: options.logged === false ? 'silent' : 'debug' }, { write: (line) => lines.push(line) });
  const remove = async () => {
    if (!own) await rm(folder, { recursive: true });
  };
  const opened = await openGateway({ config, databaseUrl: url, embedded, folder, log }).catch(async (error) => {
    await remove();
    throw error;
  });
  const { gateway, open } = opened;
  const tokens = new Tokens(options.secret ?? SECRET);
  const app = createApp({ gateway, tokens, open, log, folders: packageFolders() });
  const token = (claims: Partial<NewToken>) => tokens.sign({ queries: [], expiresIn: 60, ...claims });
  const authorization: Record<string, string> = allow ? { Authorization: `Bearer ${await token(allow)}` } : {};
  let server: Server | undefined;

  const request = async (path: string, init: RequestInit = {}) =>
    app.request(path, { ...init, headers: { ...authorization, ...(init.headers as Record<string, string>) } });

  return {
    app,
    gateway,
    log: () => lines.join(''),
    request,
    json: async <T>(path: string, init?: RequestInit) => (await request(path, init)).json() as Promise<T>,
    batch: (queries, init) => request('/api/batch', { method: 'POST', body: JSON.stringify({ queries }), ...init }),
    token,
    async listen() {
      server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }) as Server;
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      return { url: `http://127.0.0.1:${port}`, port };
    },
    async close() {
      server?.closeAllConnections();
      server?.close();
      await opened.close();
      await remove();
    },
  };
}
