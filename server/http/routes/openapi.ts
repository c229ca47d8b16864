import type { Endpoint, EndpointContext } from '../endpoint.ts';
import { openApiDocument } from '../openapi.ts';
import { COMMON, json, operation } from '../openapi-operation.ts';
import { sendJson } from '../send-json.ts';

/** `GET /api/openapi.json`: the description of all endpoints and of the queries that the caller may run. */
export const openApiEndpoint = (
  { gateway, authenticate }: EndpointContext,
  endpoints: readonly Endpoint[],
): Endpoint => {
  const self: Endpoint = {
    add(app) {
      app.get('/api/openapi.json', async (c) => {
        const catalogue = (await authenticate(c)).catalogue(gateway.registry);
        const queries = catalogue.filter(({ unavailable }) => unavailable === undefined);
        const paths = [...endpoints, self].map((endpoint) => endpoint.paths(queries));
        c.header('Cache-Control', 'private, no-cache');
        return sendJson(c, openApiDocument(paths));
      });
    },
    paths: () => ({
      '/api/openapi.json': {
        get: operation('readOpenApi', 'This document', json({ type: 'object' }), COMMON),
      },
    }),
  };
  return self;
};
