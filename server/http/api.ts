import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { getQueryStrings } from 'hono/utils/url';
import { defaultAsOf } from '../answers/as-of.ts';
import { ask, cachedBefore, staleWhileRevalidate } from '../answers/ask.ts';
import { answerBatch, answerEntries, type BatchOptions, isSameEtag } from '../answers/batch.ts';
import { readBatch } from '../answers/batch-request.ts';
import { batchJson, batchStream } from '../answers/batch-response.ts';
import { bindQuery } from '../answers/bound-query.ts';
import { executeExport } from '../answers/export.ts';
import { csvEncoder, MEDIA_TYPES, ndjsonEncoder } from '../answers/export-formats.ts';
import type { Reserve } from '../answers/response-budget.ts';
import { type Execute, executeAlone } from '../answers/run.ts';
import type { Access } from '../auth/access.ts';
import type { Authenticate } from '../auth/authenticate.ts';
import type { Catalogue } from '../contract/query.ts';
import { readSearch } from '../params/decode.ts';
import { readSchema } from '../postgres/schema.ts';
import { ProblemError, toProblem } from '../shared/problems.ts';
import type { Report } from './access-log.ts';
import type { Gateway } from './gateway-parts.ts';
import { openApi } from './openapi.ts';

/** Largest body of a batch request, in bytes. */
const MAX_BODY = 1_000_000;

/** The API for widgets and programs: everything below `/api`. */
export function api(gateway: Gateway, authenticate: Authenticate, report: Report): Hono {
  const app = new Hono();
  const { config, database, metrics } = gateway;
  const reserveFor = (c: Context): Reserve => gateway.responseBudget.open(c.env as Partial<HttpBindings> | undefined);
  const asOfFor = (seconds: number) => defaultAsOf(gateway.now(), seconds);

  app.get('/queries', async (c) => {
    const catalogue: Catalogue = { queries: (await authenticate(c)).catalogue(gateway.registry) };
    c.header('Cache-Control', 'private, no-cache');
    return c.json(catalogue);
  });

  app.get('/queries/:name', async (c) => {
    const access = await authenticate(c);
    const query = access.query(gateway.registry, c.req.param('name'));
    c.set('query', query.name);
    const raw = readSearch(getQueryStrings(c.req.url));
    const format = option(raw, '_format', ['json', 'csv', 'ndjson']);
    const shape = option(raw, '_shape', ['rows', 'columns']);
    const bom = option(raw, '_bom', ['0', '1']) === '1';
    const asOf = asOfFor(query.fresh ?? config.FRESH_SECONDS);
    const bound = bindQuery(access, query, raw, shape, asOf, gateway.zones);
    const headers = { 'Cache-Control': query.pii ? 'private, no-store' : 'private, no-cache' };
    const { signal } = c.req.raw;
    if (format === 'json') {
      const { cache } = gateway;
      const timings = serverTimings(c, access);
      const execute = timings.measure(executeAlone(database, config.MAX_ROWS));
      const options = { cache, metrics, freshSeconds: config.FRESH_SECONDS };
      const fresh = ask(options, bound, execute, () => signal);
      const answering =
        bound.previousAsOf === undefined ? fresh : staleWhileRevalidate(fresh, () => cachedBefore(cache, bound));
      const { body, etag } = await answering;
      timings.end();
      if (matchesEtag(c.req.header('If-None-Match'), etag)) return c.body(null, 304, { ...headers, ETag: etag });
      if (typeof body !== 'string') reserveFor(c)(body);
      return c.body(body, 200, { ...headers, ETag: etag, 'Content-Type': 'application/json' });
    }
    const download = {
      ...headers,
      'Content-Type': MEDIA_TYPES[format],
      'Content-Disposition': `attachment; filename="${query.name}.${format}"`,
    };
    // Hono answers HEAD by the GET handler without the body: an unread stream would keep its transaction open.
    if (c.req.raw.method === 'HEAD') return c.body(null, 200, download);
    const { exports, exportStallMs } = gateway;
    const encoder = format === 'csv' ? csvEncoder(query, { bom }) : ndjsonEncoder(query);
    const onBreak = (error: unknown) => report(toProblem(error), c.var.request);
    const begin = performance.now();
    const rows = await executeExport({ database, exports, exportStallMs, encoder, onBreak })(bound, signal);
    metrics.answer(query.name, 'export', (performance.now() - begin) / 1000);
    return c.body(rows, 200, download);
  });

  app.post(
    '/batch',
    bodyLimit({
      maxSize: MAX_BODY,
      onError: () => {
        throw new ProblemError('too-large', 'The body of a batch holds at most 1 MB. Split it into smaller ones.');
      },
    }),
    async (c) => {
      const access = await authenticate(c);
      const body: unknown = await c.req.json().catch(() => undefined);
      const batch = readBatch(body, access, gateway.registry, asOfFor(config.FRESH_SECONDS), gateway.zones);
      const { signal } = c.req.raw;
      const options: BatchOptions = {
        cache: gateway.cache,
        metrics,
        freshSeconds: config.FRESH_SECONDS,
        database,
        durations: gateway.durations,
        maxRows: config.MAX_ROWS,
        statementTimeoutMs: config.STATEMENT_TIMEOUT_MS,
        maxBytes: gateway.maxAnswerBytes,
        reserve: reserveFor(c),
        // A client that left has aborted the queries: that is no failure.
        onProblem: (problem) => signal.aborted || report(problem, c.var.request),
      };
      c.header('Cache-Control', 'private, no-store');
      if (acceptsNdjson(c.req.header('Accept'))) {
        const cancelled = new AbortController();
        const left = AbortSignal.any([signal, cancelled.signal]);
        const answers = answerEntries(options, batch.entries, () => left);
        c.header('X-Accel-Buffering', 'no');
        c.header('Content-Type', 'application/x-ndjson');
        return c.body(batchStream(batch.asOf.asOf, answers, () => cancelled.abort()));
      }
      const timings = serverTimings(c, access);
      const answer = batchJson(await answerBatch(options, batch, () => signal), options.reserve);
      timings.end();
      if ('length' in answer) c.header('Content-Length', String(answer.length));
      return c.body(answer.body, 200, { 'Content-Type': 'application/json' });
    },
  );

  app.get('/schema', async (c) => {
    (await authenticate(c)).schema();
    c.header('Cache-Control', 'private, no-cache');
    return c.json(await readSchema(database));
  });

  app.get('/openapi.json', async (c) => {
    const catalogue = (await authenticate(c)).catalogue(gateway.registry);
    const queries = catalogue.filter(({ unavailable }) => unavailable === undefined);
    c.header('Cache-Control', 'private, no-cache');
    return c.json(openApi(queries));
  });

  return app;
}

/** Measures durations for the `Server-Timing` header, for callers that may see them. */
function serverTimings(c: Context, access: Access) {
  const begin = performance.now();
  const spans: string[] = [];
  const span = (name: string, from: number) => spans.push(`${name};dur=${(performance.now() - from).toFixed(1)}`);
  return {
    measure(execute: Execute): Execute {
      return (bound, signal) => {
        const from = performance.now();
        return execute(bound, signal).finally(() => span('database', from));
      };
    },
    end() {
      span('total', begin);
      if (access.timings) c.header('Server-Timing', spans.join(', '));
    },
  };
}

/** Takes one of the gateway's own parameters out of the query string; the first of `values` is the default. */
function option<T extends string>(search: Map<string, string>, name: string, values: [T, ...T[]]): T {
  const text = search.get(name) ?? values[0];
  search.delete(name);
  const value = values.find((known) => known === text);
  if (!value) {
    throw new ProblemError('invalid-parameter', `${name} must be one of ${values.join(', ')}.`, { param: name });
  }
  return value;
}

/** Evaluates `If-None-Match` (RFC 9110, section 13.1.2): the comparison is weak. */
function matchesEtag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.trim() === '*' || header.split(',').some((tag) => isSameEtag(tag.trim(), etag));
}

/** Whether `Accept` names NDJSON. */
const acceptsNdjson = (header = ''): boolean =>
  /^\s*application\/x-ndjson\s*(;|$)/im.test(header.replaceAll(',', '\n'));
