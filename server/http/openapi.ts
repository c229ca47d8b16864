import { MEDIA_TYPES } from '../answers/export-formats.ts';
import type { Column } from '../contract/column.ts';
import { PROBLEMS, type ProblemCode } from '../contract/problem.ts';
import type { Param, QueryDescription } from '../contract/query.ts';
import { EMBED_WIDGETS } from './embed-widgets.ts';
import {
  type JsonSchema,
  list,
  OEMBED,
  object,
  paramSchema,
  RESULT_HEAD,
  ref,
  SCHEMAS,
  valueSchema,
} from './openapi-schemas.ts';

/** What any request can meet. */
const COMMON: ProblemCode[] = ['unauthorized', 'token-expired', 'forbidden', 'rate-limited', 'internal'];
/** And one that asks the database. */
const DATABASE: ProblemCode[] = ['overloaded', 'database-unavailable', 'timeout'];

const ETAG = { ETag: { description: 'For If-None-Match.', schema: { type: 'string' } } };

/**
 * OpenAPI 3.1 of the gateway, one operation a named query.
 * @param queries those that the reader may run
 */
export function openApi(queries: QueryDescription[]): JsonSchema {
  return {
    openapi: '3.1.0',
    info: {
      title: 'letz-gateway',
      version: '1',
      description:
        'Named queries over one database, for widgets and programs. What a token does not open is not listed.',
    },
    servers: [{ url: '/' }],
    // Some of it may need no token: that is what {} says.
    security: [{ token: [] }, {}],
    paths: {
      '/api/queries': {
        get: operation('listQueries', 'The queries that the caller may run', json(ref('Catalogue')), COMMON),
      },
      ...Object.fromEntries(queries.map((query) => [`/api/queries/${query.name}`, { get: queryOperation(query) }])),
      '/api/batch': {
        post: {
          ...operation('batch', 'Many queries, all of one moment', json(ref('BatchResponse')), [
            ...COMMON,
            'invalid-parameter',
            'too-large',
          ]),
          requestBody: { required: true, content: json(ref('BatchRequest')) },
        },
      },
      '/api/schema': {
        get: operation('readSchema', 'Tables, columns, keys and indexes; never a row of data', json(ref('Schema')), [
          ...COMMON,
          ...DATABASE,
        ]),
      },
      '/api/openapi.json': {
        get: operation('readOpenApi', 'This document', json({ type: 'object' }), COMMON),
      },
      '/embed/{widget}': {
        get: {
          ...operation(
            'embed',
            'A page with one widget, for a frame; what else its address says are parameters',
            html(),
            ['invalid-parameter', 'not-found'],
          ),
          parameters: [
            { name: 'widget', in: 'path', required: true, schema: { type: 'string', enum: [...EMBED_WIDGETS.keys()] } },
            ...['query', 'label'].map((name) => ({ name, in: 'query', required: false, schema: { type: 'string' } })),
          ],
        },
      },
      '/oembed': {
        get: {
          ...operation('describeEmbed', 'The oEmbed description of such a page', json(OEMBED), [
            'invalid-parameter',
            'not-found',
          ]),
          parameters: [{ name: 'url', in: 'query', required: true, schema: { type: 'string' } }],
        },
      },
      '/livez': { get: operation('isAlive', 'Whether the gateway runs', plain(), []) },
      '/readyz': { get: operation('isReady', 'Whether it can answer; if not, why', plain(), DATABASE) },
      '/metrics': {
        get: operation('readMetrics', 'What it did, as Prometheus reads it', plain(), ['unauthorized', 'forbidden']),
      },
    },
    components: {
      schemas: SCHEMAS,
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}

const json = (schema: JsonSchema) => ({ 'application/json': { schema } });
const html = () => ({ 'text/html': { schema: { type: 'string' } } });
const plain = () => ({ 'text/plain': { schema: { type: 'string' } } });

function operation(operationId: string, summary: string, content: JsonSchema, codes: ProblemCode[]): JsonSchema {
  return { operationId, summary, responses: { 200: { description: summary, content }, ...problems(codes) } };
}

/** By status: several codes may share one. */
function problems(codes: ProblemCode[]): JsonSchema {
  const statuses = new Map<number, ProblemCode[]>();
  for (const code of codes) {
    const { status } = PROBLEMS[code];
    statuses.set(status, [...(statuses.get(status) ?? []), code]);
  }
  const content = { 'application/problem+json': { schema: ref('Problem') } };
  return Object.fromEntries(
    [...statuses].map(([status, ofStatus]) => [status, { description: ofStatus.join(', '), content }]),
  );
}

function queryOperation(query: QueryDescription): JsonSchema {
  const { name, title, description, params, pii } = query;
  const codes: ProblemCode[] = [...COMMON, ...DATABASE, 'invalid-parameter', 'unknown-query', 'too-large'];
  return {
    operationId: name,
    summary: title,
    ...(description && { description }),
    tags: ['queries'],
    // Personal data is never open to all.
    ...(pii && { security: [{ token: [] }] }),
    parameters: [
      ...params.map(parameter),
      choice('_format', ['json', 'csv', 'ndjson'], 'csv and ndjson stream all rows'),
      choice('_shape', ['rows', 'columns'], 'One array a row, or one a column'),
    ],
    responses: {
      200: { description: title, headers: ETAG, content: resultContent(query) },
      304: { description: 'The result is the one that If-None-Match names', headers: ETAG },
      ...problems(codes),
    },
  };
}

const parameter = (param: Param): JsonSchema => ({
  name: param.name,
  in: 'query',
  required: param.required,
  description: param.description,
  schema: paramSchema(param),
});

const choice = (name: string, values: string[], description: string): JsonSchema => ({
  name,
  in: 'query',
  required: false,
  description,
  schema: { type: 'string', enum: values, default: values[0] },
});

function resultContent({ name, columns }: QueryDescription): JsonSchema {
  const head = { ...RESULT_HEAD, query: { const: name } };
  const exact = { type: 'array', minItems: columns.length, maxItems: columns.length };
  const tuple = (schema: (column: Column) => JsonSchema) => ({ ...exact, prefixItems: columns.map(schema) });
  const byRow = object({ ...head, rows: list(tuple(({ type }) => valueSchema(type))) });
  const byColumn = object({ ...head, values: tuple(({ type }) => list(valueSchema(type))) });
  const line = object(Object.fromEntries(columns.map((column) => [column.name, valueSchema(column.type)])));
  return {
    'application/json': { schema: { oneOf: [byRow, byColumn] } },
    [MEDIA_TYPES.csv]: { schema: { type: 'string' } },
    [MEDIA_TYPES.ndjson]: { schema: { type: 'string', description: 'One object a line.', contentSchema: line } },
  };
}
