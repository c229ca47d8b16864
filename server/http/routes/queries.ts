import { getQueryStrings } from 'hono/utils/url';
import { readLocale } from '../../catalogue/localize.ts';
import type { Catalogue } from '../../contract/query.ts';
import { readSearch } from '../../params/decode.ts';
import type { Endpoint, EndpointContext } from '../endpoint.ts';
import { ref } from '../json-schema.ts';
import { COMMON, json, LOCALE, operation } from '../openapi-operation.ts';
import { sendJson } from '../send-json.ts';

/** `GET /api/queries`: the catalogue of the queries that the caller may run. */
export const queriesEndpoint = ({ gateway, authenticate }: EndpointContext): Endpoint => ({
  add(app) {
    app.get('/api/queries', async (c) => {
      const access = await authenticate(c);
      const locale = readLocale(readSearch(getQueryStrings(c.req.url)).get('_locale'), '_locale');
      const catalogue: Catalogue = { queries: access.catalogue(gateway.registry, locale) };
      c.header('Cache-Control', 'private, no-cache');
      return sendJson(c, catalogue);
    });
  },
  paths: () => ({
    '/api/queries': {
      get: {
        ...operation('listQueries', 'The queries that the caller may run', json(ref('Catalogue')), [
          ...COMMON,
          'invalid-parameter',
        ]),
        parameters: [LOCALE],
      },
    },
  }),
});
