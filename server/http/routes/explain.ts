import { getQueryStrings } from 'hono/utils/url';
import { defaultAsOf } from '../../answers/as-of.ts';
import { bindQuery } from '../../answers/bound-query.ts';
import { cacheKey } from '../../answers/cache-key.ts';
import { countSteps, literalSql } from '../../answers/explain.ts';
import { languageFor, localize, readLocale } from '../../catalogue/localize.ts';
import type { Explanation } from '../../contract/explanation.ts';
import { AS_OF } from '../../params/bind.ts';
import { readSearch } from '../../params/decode.ts';
import type { Endpoint, EndpointContext } from '../endpoint.ts';
import { plain, ref, text } from '../json-schema.ts';
import { COMMON, DATABASE, json, LOCALE, operation } from '../openapi-operation.ts';
import { sendJson } from '../send-json.ts';

/** `GET /api/queries/{name}/explain`: how the result of a query comes about, for callers that may run the query. */
export const explainEndpoint = ({ gateway, authenticate }: EndpointContext): Endpoint => ({
  add(app) {
    app.get('/api/queries/:name/explain', async (c) => {
      const { config, database, now, zones } = gateway;
      const access = await authenticate(c);
      const query = access.query(gateway.registry, c.req.param('name'));
      c.set('query', query.name);
      const raw = readSearch(getQueryStrings(c.req.url));
      const locale = readLocale(raw.get('_locale'), '_locale');
      raw.delete('_locale');
      c.set('locale', locale);
      const { title, description } = localize(query, languageFor(query, locale));
      const freshSeconds = query.fresh ?? config.FRESH_SECONDS;
      const bound = bindQuery(access, query, raw, 'rows', defaultAsOf(now(), freshSeconds), zones);
      const explanation: Explanation = {
        query: query.name,
        title,
        description,
        params: bound.args.params,
        counts: await gateway.counts.get(
          cacheKey(bound),
          freshSeconds * 1000,
          (signal) => countSteps(database, bound, signal),
          () => c.req.raw.signal,
        ),
        file: query.version,
        ...(access.explain && { sql: literalSql(bound, config.MAX_ROWS) }),
      };
      c.header('Cache-Control', query.pii ? 'private, no-store' : 'private, no-cache');
      return sendJson(c, explanation);
    });
  },
  paths: (queries) =>
    queries.length ? { '/api/queries/{name}/explain': { get: explainOperation(queries.map(({ name }) => name)) } } : {},
});

const explainOperation = (names: string[]) => ({
  ...operation('explainQuery', 'How the result of a query comes about', json(ref('Explanation')), [
    ...COMMON,
    ...DATABASE,
    'invalid-parameter',
    'unknown-query',
    'query-unavailable',
  ]),
  parameters: [
    { name: 'name', in: 'path', required: true, schema: { ...text, enum: names } },
    LOCALE,
    {
      name: 'params',
      in: 'query',
      description: `The query’s own parameters, such as ${AS_OF.name}.`,
      style: 'form',
      explode: true,
      schema: { type: 'object', additionalProperties: plain },
    },
  ],
});
