import { readSchema } from '../../postgres/schema.ts';
import type { Endpoint, EndpointContext } from '../endpoint.ts';
import { ref } from '../json-schema.ts';
import { COMMON, DATABASE, json, operation } from '../openapi-operation.ts';
import { sendJson } from '../send-json.ts';

/** `GET /api/schema`: tables, columns, keys and indexes of the database, never a row of data. */
export const schemaEndpoint = ({ gateway, authenticate }: EndpointContext): Endpoint => ({
  add(app) {
    app.get('/api/schema', async (c) => {
      const access = await authenticate(c);
      access.schema();
      c.header('Cache-Control', 'private, no-cache');
      return sendJson(c, await readSchema(gateway.database));
    });
  },
  paths: () => ({
    '/api/schema': {
      get: operation('readSchema', 'Tables, columns, keys and indexes; never a row of data', json(ref('Schema')), [
        ...COMMON,
        ...DATABASE,
      ]),
    },
  }),
});
