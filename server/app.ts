import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Logger } from 'pino';
import { Access, type PublicAccess } from './access.ts';
import { assets } from './assets.ts';
import { answerBatch } from './batch.ts';
import type { Catalogue } from './contract.ts';
import { exportRows, MEDIA_TYPES } from './exports.ts';
import { alone, ask, bindQuery, type Gateway } from './gateway.ts';
import { commonHeaders } from './headers.ts';
import { readSearch } from './parameters.ts';
import { ProblemError, toProblem } from './problems.ts';
import { createRateLimit } from './rate-limit.ts';
import { readSchema } from './schema.ts';
import type { Tokens } from './tokens.ts';

export interface AppOptions {
  gateway: Gateway;
  tokens: Tokens;
  open: PublicAccess;
  log: Logger;
  /** The folders of the built widgets and of the demo's pages. */
  folders: { dist: string; demo: string };
}

const MAX_BODY = 1_000_000;

/** The whole gateway as a Hono app: no port, no environment, no global state. */
export function createApp({ gateway, tokens, open, log, folders }: AppOptions): Hono {
  const app = new Hono();
  const { config, database } = gateway;
  const limit = createRateLimit(config.RATE_LIMIT_PER_MINUTE ?? (config.loopback ? 0 : 600));

  app.onError((error, c) => {
    const problem = toProblem(error);
    // Whoever left stopped the work; that is no fault.
    if (!c.req.raw.signal.aborted) report(problem);
    return problemResponse(c, problem);
  });
  app.notFound((c) => problemResponse(c, new ProblemError('not-found', 'There is nothing at this address.')));

  app.use(commonHeaders(config.ALLOWED_ORIGINS));

  /** The rights of whoever asks. @throws {ProblemError} `unauthorized` or `token-expired` for a bad token, even where none is needed */
  async function access(c: Context): Promise<Access> {
    const header = c.req.header('Authorization');
    const [, token] = /^Bearer +([\w.~+/=-]+)$/i.exec(header ?? '') ?? [];
    const claims =
      token === undefined ? undefined : await tokens.verify(token).catch((error: unknown) => error as Error);
    // Only a token that is good counts by itself: else whoever makes tokens up would never reach the limit.
    const trusted = claims !== undefined && !(claims instanceof Error);
    await limit(trusted ? `token ${token}` : `address ${address(c)}`);
    if (header !== undefined && token === undefined) {
      throw new ProblemError('unauthorized', 'The Authorization header must be "Bearer" and a token.');
    }
    if (claims instanceof Error) throw claims;
    return new Access(open, claims);
  }

  function report(problem: ProblemError): void {
    const cause = problem.cause as (Error & { code?: string }) | undefined;
    const level = problem.status >= 500 ? 'error' : 'debug';
    // PostgreSQL's messages may quote values; its SQLSTATE and the places in our own code can't.
    const stack = (cause?.stack ?? problem.stack)?.split('\n').filter((line) => line.startsWith('    at '));
    log[level]({ code: problem.code, state: cause?.code, error: cause?.name, stack }, problem.message);
  }

  app.get('/api/queries', async (c) => {
    const catalogue: Catalogue = { queries: (await access(c)).catalogue(gateway.registry) };
    c.header('Cache-Control', 'private, no-cache');
    return c.json(catalogue);
  });

  app.get('/api/queries/:name', async (c) => {
    const rights = await access(c);
    const query = rights.query(gateway.registry, c.req.param('name'));
    const { search } = new URL(c.req.url);
    const raw = readSearch(search);
    const format = option(raw, '_format', ['json', 'csv', 'ndjson']);
    const shape = option(raw, '_shape', ['rows', 'columns']);
    const bound = bindQuery(gateway, rights, query, raw, shape);
    const headers = { 'Cache-Control': query.pii ? 'private, no-store' : 'private, no-cache' };
    if (format === 'json') {
      const { body, etag } = await ask(gateway, bound, alone(database), () => c.req.raw.signal);
      if (matches(c.req.header('If-None-Match'), etag)) return c.body(null, 304, { ...headers, ETag: etag });
      return c.body(body, 200, { ...headers, ETag: etag, 'Content-Type': 'application/json' });
    }
    const download = {
      ...headers,
      'Content-Type': MEDIA_TYPES[format],
      'Content-Disposition': `attachment; filename="${query.name}.${format}"`,
    };
    // Hono answers HEAD by GET and drops the body: nobody would read the stream, and its transaction would stay.
    if (c.req.raw.method === 'HEAD') return c.body(null, 200, download);
    const onBreak = (error: unknown) => report(toProblem(error));
    return c.body(await exportRows(gateway, bound, format, c.req.raw.signal, onBreak), 200, download);
  });

  app.post(
    '/api/batch',
    bodyLimit({
      maxSize: MAX_BODY,
      onError: () => {
        throw new ProblemError('too-large', 'A batch holds at most 1 MB.');
      },
    }),
    async (c) => {
      const rights = await access(c);
      const body: unknown = await c.req.json().catch(() => undefined);
      const answer = await answerBatch(gateway, rights, body, () => c.req.raw.signal, report);
      c.header('Cache-Control', 'private, no-store');
      return c.body(answer, 200, { 'Content-Type': 'application/json' });
    },
  );

  app.get('/api/schema', async (c) => {
    (await access(c)).schema();
    c.header('Cache-Control', 'private, no-cache');
    return c.json(await readSchema(database));
  });

  app.get('/livez', (c) => c.text('ok\n'));
  app.get('/readyz', async (c) => {
    await database.read((transaction) => transaction.query('select 1', []));
    return c.text('ok\n');
  });

  app.route('/', assets(folders));

  const methods = new Map<string, Set<string>>();
  for (const { path, method } of app.routes) {
    if (method !== 'ALL' && !path.endsWith('*')) methods.set(path, (methods.get(path) ?? new Set()).add(method));
  }
  for (const [path, allowed] of methods) {
    app.all(path, (c) => {
      const allow = [...allowed, ...(allowed.has('GET') ? ['HEAD'] : [])].join(', ');
      c.header('Allow', allow);
      throw new ProblemError('method-not-allowed', `This address answers ${allow}.`);
    });
  }
  return app;
}

/** Who is at the other end of the connection. Headers that a proxy may have set are anybody's to set, so none is read. */
function address(c: Context): string {
  const bindings = c.env as Partial<HttpBindings> | undefined;
  return bindings?.incoming?.socket.remoteAddress ?? 'unknown';
}

function problemResponse(c: Context, problem: ProblemError): Response {
  if (problem.retryAfter !== undefined) c.header('Retry-After', String(problem.retryAfter));
  if (problem.status === 401) c.header('WWW-Authenticate', 'Bearer realm="letz-gateway"');
  c.header('Cache-Control', 'no-store');
  c.header('Content-Type', 'application/problem+json');
  return c.body(JSON.stringify(problem), problem.status as 400);
}

/** Takes one of the gateway's own parameters out of the search; the first of `values` is the default. */
function option<T extends string>(search: Map<string, string>, name: string, values: [T, ...T[]]): T {
  const text = search.get(name) ?? values[0];
  search.delete(name);
  const value = values.find((known) => known === text);
  if (!value)
    throw new ProblemError('invalid-parameter', `${name} must be one of ${values.join(', ')}.`, { param: name });
  return value;
}

/** `If-None-Match`, RFC 9110 section 13.1.2: the comparison is weak. */
function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.trim() === '*' || header.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}
