import type { Context } from 'hono';
import { getQueryStrings } from 'hono/utils/url';
import { defaultAsOf } from '../../answers/as-of.ts';
import { ask, cachedBefore, staleWhileRevalidate } from '../../answers/ask.ts';
import { type BoundQuery, bindQuery } from '../../answers/bound-query.ts';
import { executeExport } from '../../answers/export.ts';
import { csvEncoder, type ExportFormat, MEDIA_TYPES, ndjsonEncoder } from '../../answers/export-formats.ts';
import { executeAlone } from '../../answers/run.ts';
import { readLocale } from '../../catalogue/localize.ts';
import { readSearch } from '../../params/decode.ts';
import { ProblemError, toProblem } from '../../shared/problems.ts';
import type { Endpoint, EndpointContext } from '../endpoint.ts';
import { queryOperation } from '../openapi-query.ts';
import { sendAnswer } from '../send-json.ts';
import { ServerTiming } from '../server-timing.ts';

/** `GET /api/queries/{name}`: the result of one query as JSON, or all its rows as CSV or NDJSON. */
export const queryEndpoint = (context: EndpointContext): Endpoint => ({
  add(app) {
    const { gateway, authenticate } = context;
    app.get('/api/queries/:name', async (c) => {
      const access = await authenticate(c);
      const query = access.query(gateway.registry, c.req.param('name'));
      c.set('query', query.name);
      const raw = readSearch(getQueryStrings(c.req.url));
      const format = option(raw, '_format', ['json', 'csv', 'ndjson']);
      const shape = option(raw, '_shape', ['rows', 'columns']);
      const bom = option(raw, '_bom', ['0', '1']) === '1';
      const locale = readLocale(raw.get('_locale'), '_locale');
      raw.delete('_locale');
      c.set('locale', locale);
      const asOf = defaultAsOf(gateway.now(), query.fresh ?? gateway.config.FRESH_SECONDS);
      const bound = bindQuery(access, query, raw, shape, asOf, gateway.zones, locale);
      c.header('Cache-Control', query.pii ? 'private, no-store' : 'private, no-cache');
      if (format === 'json') return sendResult(c, context, bound, access.timings ? new ServerTiming() : undefined);
      return sendExport(c, context, bound, format, bom);
    });
  },
  paths: (queries) =>
    Object.fromEntries(queries.map((query) => [`/api/queries/${query.name}`, { get: queryOperation(query) }])),
});

async function sendResult(
  c: Context,
  { gateway }: EndpointContext,
  bound: BoundQuery,
  timing: ServerTiming | undefined,
): Promise<Response> {
  const { config, router, cache, sharedCache, metrics } = gateway;
  const alone = executeAlone(router, config.MAX_ROWS);
  const options = { cache, sharedCache, metrics, freshSeconds: config.FRESH_SECONDS };
  const fresh = ask(options, bound, timing?.measure(alone) ?? alone, () => c.req.raw.signal);
  const answer = await (bound.previousAsOf === undefined
    ? fresh
    : staleWhileRevalidate(fresh, () => cachedBefore(cache, bound)));
  timing?.send(c);
  return sendAnswer(c, answer, gateway.responseBudget);
}

async function sendExport(
  c: Context,
  { gateway, report }: EndpointContext,
  bound: BoundQuery,
  format: ExportFormat,
  bom: boolean,
): Promise<Response> {
  const { router, exports, exportStallMs, metrics } = gateway;
  const { query } = bound;
  const download = {
    'Content-Type': MEDIA_TYPES[format],
    'Content-Disposition': `attachment; filename="${query.name}.${format}"`,
  };
  // Hono answers HEAD by the GET handler without the body: an unread stream would keep its transaction open.
  if (c.req.raw.method === 'HEAD') return c.body(null, 200, download);
  const encoder = format === 'csv' ? csvEncoder(query, { bom }) : ndjsonEncoder(query);
  const onBreak = (error: unknown) => report(toProblem(error), c.var.request, query);
  const begin = performance.now();
  const execute = executeExport({ router, exports, exportStallMs, encoder, onBreak });
  const rows = await execute(bound, c.req.raw.signal);
  metrics.answer(query.name, 'export', (performance.now() - begin) / 1000);
  return c.body(rows, 200, download);
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
