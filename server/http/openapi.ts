import type { JsonSchema } from './json-schema.ts';
import type { Paths } from './openapi-operation.ts';
import { SCHEMAS } from './openapi-schemas.ts';

/** Assembles the OpenAPI 3.1 document from the paths of all endpoints. */
export function openApiDocument(paths: readonly Paths[]): JsonSchema {
  return {
    openapi: '3.1.0',
    info: {
      title: 'letz-gateway',
      version: '1',
      description:
        'Named queries over one database, for widgets and programs. Queries that the token does not allow are not listed.',
    },
    servers: [{ url: '/' }],
    // The empty requirement: public queries need no token.
    security: [{ token: [] }, {}],
    paths: Object.assign({}, ...paths),
    components: {
      schemas: SCHEMAS,
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}
