import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getQueryStrings } from 'hono/utils/url';
import { alone, ask, bindQuery, type Gateway, keptBefore, type Runner, soon } from '../answers/ask.ts';
import { answerBatch } from '../answers/batch.ts';
import { exportRows, MEDIA_TYPES } from '../answers/export.ts';
import type { Hold } from '../answers/response-budget.ts';
import type { Access } from '../auth/access.ts';
import type { Caller } from '../auth/authenticate.ts';
import type { Catalogue } from '../contract/query.ts';
import { readSearch } from '../params/decode.ts';
import { readSchema } from '../postgres/schema.ts';
import { ProblemError, toProblem } from '../shared/problems.ts';
import type { Report } from './access-log.ts';
import { openApi } from './openapi.ts';
import type { Repeats } from './repeats.ts';

const MAX_BODY = 1_000_000;

/** What widgets and programs ask: everything below `/api`. */
export function api(gateway: Gateway, caller: Caller, report: Report, repeats: Repeats): Hono {
  const app = new Hono();
  const { database, metrics } = gateway;
  const holdFor = (c: Context): Hold => gateway.outbox.open(c.env as Partial<HttpBindings> | undefined);

  app.get('/queries', async (c) => {
    const catalogue: Catalogue = { queries: (await caller(c)).catalogue(gateway.registry) };
    c.header('Cache-Control', 'private, no-cache');
    return c.json(catalogue);
  });

  app.get('/queries/:name', async (c) => {
    const rights = await caller(c);
    const { registry } = gateway;
    const query = rights.query(registry, c.req.param('name'));
    c.set('query', query.name);
    const raw = readSearch(getQueryStrings(c.req.url));
    const format = option(raw, '_format', ['json', 'csv', 'ndjson']);
    const shape = option(raw, '_shape', ['rows', 'columns']);
    const bound = bindQuery(gateway, rights, query, raw, shape);
    const headers = { 'Cache-Control': query.pii ? 'private, no-store' : 'private, no-cache' };
    if (format === 'json') {
      const { body, etag } = await timed(c, rights, (runner) => {
        let isKept = true;
        const run: Runner = (work, stop) => {
          isKept = false;
          return runner(work, stop);
        };
        const answering = ask(gateway, bound, run, () => c.req.raw.signal).then((answer) => {
          const until = Math.min(bound.until, rights.until);
          const { body } = answer;
          if (isKept && typeof body === 'string')
            repeats.offer(c.req.raw, { body, until, registry, query: query.name });
          return answer;
        });
        // What was asked of a moment of its own has no answer of the one before.
        return bound.before ? soon(answering, () => keptBefore(gateway, bound)) : answering;
      });
      if (matches(c.req.header('If-None-Match'), etag)) return c.body(null, 304, { ...headers, ETag: etag });
      if (typeof body !== 'string') holdFor(c)(body);
      return c.body(body, 200, { ...headers, ETag: etag, 'Content-Type': 'application/json' });
    }
    const download = {
      ...headers,
      'Content-Type': MEDIA_TYPES[format],
      'Content-Disposition': `attachment; filename="${query.name}.${format}"`,
    };
    // Hono answers HEAD by GET and drops the body: nobody would read the stream, and its transaction would stay.
    if (c.req.raw.method === 'HEAD') return c.body(null, 200, download);
    const onBreak = (error: unknown) => report(toProblem(error), c.var.request);
    const begin = performance.now();
    const rows = await exportRows(gateway, bound, format, c.req.raw.signal, onBreak);
    metrics.answer(query.name, 'export', (performance.now() - begin) / 1000);
    return c.body(rows, 200, download);
  });

  app.post(
    '/batch',
    bodyLimit({
      maxSize: MAX_BODY,
      onError: () => {
        throw new ProblemError('too-large', 'A batch holds at most 1 MB.');
      },
    }),
    async (c) => {
      const rights = await caller(c);
      const body: unknown = await c.req.json().catch(() => undefined);
      // Whoever left stopped the work; that is no fault.
      const onProblem = (problem: ProblemError) => c.req.raw.signal.aborted || report(problem, c.var.request);
      const answer = await timed(c, rights, () =>
        answerBatch(gateway, rights, body, () => c.req.raw.signal, holdFor(c), onProblem),
      );
      c.header('Cache-Control', 'private, no-store');
      if ('length' in answer) c.header('Content-Length', String(answer.length));
      return c.body(answer.body, 200, { 'Content-Type': 'application/json' });
    },
  );

  app.get('/schema', async (c) => {
    (await caller(c)).schema();
    c.header('Cache-Control', 'private, no-cache');
    return c.json(await readSchema(database));
  });

  app.get('/openapi.json', async (c) => {
    const queries = (await caller(c)).catalogue(gateway.registry);
    c.header('Cache-Control', 'private, no-cache');
    return c.json(openApi(queries));
  });

  /** Does the work, and tells those who may know what took how long. */
  async function timed<T>(c: Context, rights: Access, work: (runner: Runner) => Promise<T>): Promise<T> {
    const run = alone(database);
    if (!rights.timings) return work(run);
    const begin = performance.now();
    const spans: string[] = [];
    const span = (name: string, from: number) => spans.push(`${name};dur=${(performance.now() - from).toFixed(1)}`);
    const result = await work((statement, signal) => {
      const from = performance.now();
      return run(statement, signal).finally(() => span('database', from));
    });
    span('total', begin);
    c.header('Server-Timing', spans.join(', '));
    return result;
  }

  return app;
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
