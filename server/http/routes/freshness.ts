import { readFreshness } from '../../answers/freshness.ts';
import { newestStamps } from '../../catalogue/newest-stamp.ts';
import type { Freshness } from '../../contract/explanation.ts';
import type { Endpoint, EndpointContext } from '../endpoint.ts';
import { ref } from '../json-schema.ts';
import { COMMON, DATABASE, json, operation } from '../openapi-operation.ts';
import { sendJson } from '../send-json.ts';

/** `GET /api/freshness`: the newest stamp of each table that the queries of the caller read. */
export const freshnessEndpoint = ({ gateway, authenticate }: EndpointContext): Endpoint => ({
  add(app) {
    app.get('/api/freshness', async (c) => {
      const access = await authenticate(c);
      const allowed = access.freshness(gateway.registry);
      const known = await readAll(gateway, () => c.req.raw.signal);
      const tables = new Set(allowed.flatMap(({ sources }) => sources));
      const freshness: Freshness = Object.fromEntries(Object.entries(known).filter(([table]) => tables.has(table)));
      c.header('Cache-Control', 'private, no-cache');
      return sendJson(c, freshness);
    });
  },
  paths: () => ({
    '/api/freshness': {
      get: operation(
        'readFreshness',
        'The newest stamp of each table that the queries of the caller read',
        json(ref('Freshness')),
        [...COMMON, ...DATABASE],
      ),
    },
  }),
});

/** The newest stamps of all tables, at most `FRESH_SECONDS` old. */
function readAll(
  { registry, database, config, freshness, now }: EndpointContext['gateway'],
  signal: () => AbortSignal,
): Promise<Freshness> {
  const available = [...registry.values()].filter(({ unavailable }) => unavailable === undefined);
  const stamps = newestStamps(available.flatMap((query) => [...query.models, query]));
  // The statements are part of the key: a reload may change them.
  const key = stamps.map(({ sql }) => sql).join('\n');
  const run = (stop: AbortSignal) => readFreshness(database, stamps, new Date(now()).toISOString(), stop);
  return freshness.get(key, config.FRESH_SECONDS * 1000, run, signal);
}
