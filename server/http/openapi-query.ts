import { MEDIA_TYPES } from '../answers/export-formats.ts';
import type { Column } from '../contract/column.ts';
import type { ProblemCode } from '../contract/problem.ts';
import type { Param, QueryDescription } from '../contract/query.ts';
import { type JsonSchema, list, object } from './json-schema.ts';
import { COMMON, DATABASE, LOCALE, problemResponses } from './openapi-operation.ts';
import { paramSchema, RESULT_HEAD, RESULT_OPTIONAL, valueSchema } from './openapi-schemas.ts';

const ETAG = { ETag: { description: 'For If-None-Match.', schema: { type: 'string' } } };

/** The operation of a named query. */
export function queryOperation(query: QueryDescription): JsonSchema {
  const { name, title, description, params, pii } = query;
  const codes: ProblemCode[] = [...COMMON, ...DATABASE, 'invalid-parameter', 'unknown-query', 'too-large'];
  return {
    operationId: name,
    summary: title,
    ...(description && { description }),
    tags: ['queries'],
    // Personal data always needs a token.
    ...(pii && { security: [{ token: [] }] }),
    parameters: [
      ...params.map(parameter),
      choice('_format', ['json', 'csv', 'ndjson'], 'csv and ndjson stream all rows'),
      choice('_bom', ['0', '1'], '1 begins CSV with a byte order mark, for Excel'),
      choice('_shape', ['rows', 'columns'], 'One array for each row, or for each column'),
      LOCALE,
    ],
    responses: {
      200: { description: title, headers: ETAG, content: resultContent(query) },
      304: { description: 'If-None-Match names the current result', headers: ETAG },
      ...problemResponses(codes),
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
  const byRow = object({ ...head, rows: list(tuple(({ type }) => valueSchema(type))) }, RESULT_OPTIONAL);
  const byColumn = object({ ...head, values: tuple(({ type }) => list(valueSchema(type))) }, RESULT_OPTIONAL);
  const line = object(Object.fromEntries(columns.map((column) => [column.name, valueSchema(column.type)])));
  return {
    'application/json': { schema: { oneOf: [byRow, byColumn] } },
    [MEDIA_TYPES.csv]: { schema: { type: 'string' } },
    [MEDIA_TYPES.ndjson]: { schema: { type: 'string', description: 'One object a line.', contentSchema: line } },
  };
}
