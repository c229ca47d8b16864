import { CONTRACT_VERSION, MAX_BATCH_QUERIES } from '../contract/batch.ts';
import { COLUMN_ROLES, COLUMN_TYPES, type ColumnType } from '../contract/column.ts';
import { PROBLEMS } from '../contract/problem.ts';
import { PARAM_TYPES, type Param, VIEWS } from '../contract/query.ts';
import { type JsonSchema, list, object, plain, ref, text, textOrNull, yesOrNo } from './json-schema.ts';
import { SCHEMA } from './openapi-tables.ts';

const EXACT = 'A number where a double prints back the same value, else its digits as text.';
const VALUES: Record<ColumnType, JsonSchema> = {
  integer: { type: ['integer', 'string', 'null'], description: EXACT },
  number: { type: ['number', 'string', 'null'], description: EXACT },
  boolean: { type: ['boolean', 'null'] },
  text: textOrNull,
  date: { ...textOrNull, description: 'ISO 8601, such as 2026-11-24.' },
  timestamp: {
    ...textOrNull,
    description: 'ISO 8601 with up to microseconds; with Z it is UTC, without a reader’s wall clock.',
  },
  json: { description: 'Any JSON.' },
};

/** The values of a column. */
export const valueSchema = (type: ColumnType): JsonSchema => VALUES[type];

/** JSON Schema of a parameter in the query string. */
export function paramSchema({ type, default: fallback, min, max, values }: Param): JsonSchema {
  const known = fallback === null ? {} : { default: fallback };
  const bounds = {
    ...(typeof min === 'number' && { [type === 'text' ? 'minLength' : 'minimum']: min }),
    ...(typeof max === 'number' && { [type === 'text' ? 'maxLength' : 'maximum']: max }),
  };
  switch (type) {
    case 'integer':
    case 'number':
    case 'boolean':
      return { type, ...bounds, ...known };
    case 'choice':
      return { type: 'string', enum: values, ...known };
    case 'date':
      return { type: 'string', format: 'date', ...known };
    case 'text':
    case 'timestamp':
    case 'timezone':
      return { type: 'string', ...bounds, ...known };
  }
}

const LABEL = { ...text, description: 'Name in the language of the request.' };
const LABELS = {
  type: 'object',
  additionalProperties: text,
  description: 'Labels of values in the language of the request, by the value’s text.',
};

const bound: JsonSchema = { type: ['number', 'string', 'null'] };

/** Properties of every result besides its data. */
export const RESULT_HEAD = {
  query: text,
  title: text,
  columns: list(ref('Column')),
  rowCount: { type: 'integer' },
  truncated: { ...yesOrNo, description: 'Whether there are more rows than the gateway sends as JSON.' },
  params: { type: 'object', additionalProperties: plain, description: 'The parameters used, defaults filled in.' },
  asOf: { ...text, description: 'Rows stamped at or after this moment (UTC) are not counted.' },
  view: { enum: VIEWS },
  pii: yesOrNo,
  sources: { ...list(text), description: 'The tables that the query reads.' },
  source: { const: 'rollup', description: 'Present if the numbers come from rollups as far as `sourceUntil`.' },
  sourceUntil: text,
} satisfies Record<string, JsonSchema>;

/** Properties of `RESULT_HEAD` that not every result has. */
export const RESULT_OPTIONAL: (keyof typeof RESULT_HEAD)[] = ['source', 'sourceUntil'];

/** A description by oEmbed 1.0. */
export const OEMBED = object({
  version: { const: '1.0' },
  type: { const: 'rich' },
  title: text,
  provider_name: text,
  provider_url: text,
  cache_age: { type: 'integer' },
  html: text,
  width: { type: 'integer' },
  height: { type: 'integer' },
});

const rows = list(list({}));

const BATCH_ENTRY: JsonSchema = {
  oneOf: [
    object({ ...RESULT_HEAD, rows, etag: text }, RESULT_OPTIONAL),
    object({ notModified: { const: true }, etag: text }),
    ref('Problem'),
  ],
};

/** Schemas of answers, by the names of the types in `server/contract/`. */
export const SCHEMAS: Record<string, JsonSchema> = {
  Problem: object(
    {
      type: text,
      title: text,
      status: { type: 'integer' },
      detail: text,
      code: { enum: Object.keys(PROBLEMS) },
      param: { ...text, description: 'The parameter to change.' },
      query: { ...text, description: 'The name of the query, if it is known.' },
      queryTitle: { ...text, description: 'The title of the query, if it is known.' },
    },
    ['param', 'query', 'queryTitle'],
  ),
  Column: object(
    {
      name: text,
      type: { enum: COLUMN_TYPES },
      description: text,
      label: LABEL,
      labels: LABELS,
      role: { enum: COLUMN_ROLES },
      of: text,
      format: text,
    },
    ['label', 'labels', 'role', 'of', 'format'],
  ),
  Param: object(
    {
      name: text,
      type: { enum: PARAM_TYPES },
      default: plain,
      required: yesOrNo,
      min: bound,
      max: bound,
      values: { type: ['array', 'null'], items: text },
      description: text,
      label: LABEL,
      labels: LABELS,
      locked: { const: true, description: 'The token fixes the value.' },
    },
    ['label', 'labels', 'locked'],
  ),
  QueryDescription: object({
    name: text,
    title: text,
    description: text,
    params: list(ref('Param')),
    columns: list(ref('Column')),
    pii: yesOrNo,
    view: { enum: VIEWS },
  }),
  Catalogue: object({ queries: list(ref('QueryDescription')) }),
  BatchRequest: object(
    {
      queries: {
        ...list(
          object({ name: text, params: { type: 'object', additionalProperties: plain }, etag: text }, [
            'params',
            'etag',
          ]),
        ),
        maxItems: MAX_BATCH_QUERIES,
      },
      params: {
        type: 'object',
        additionalProperties: plain,
        description: 'Given to each query that has such a parameter; an entry’s own value takes precedence.',
      },
      locale: { ...text, description: 'Language of titles, labels and descriptions (BCP 47, such as pt-BR).' },
    },
    ['params', 'locale'],
  ),
  BatchResponse: object({ asOf: text, results: list(BATCH_ENTRY) }),
  BatchLine: {
    oneOf: [
      object({ asOf: text, contract: { const: CONTRACT_VERSION } }),
      object({ index: { type: 'integer' }, result: object({ ...RESULT_HEAD, rows }, RESULT_OPTIONAL), etag: text }),
      object({ index: { type: 'integer' }, problem: ref('Problem') }),
      object({ index: { type: 'integer' }, notModified: { const: true }, etag: text }),
      object({ done: { type: 'integer' } }),
    ],
  },
  Explanation: object(
    {
      query: text,
      title: text,
      description: text,
      params: { type: 'object', additionalProperties: plain, description: 'The parameters used, defaults filled in.' },
      counts: {
        ...list(object({ label: text, rows: { type: 'integer' } })),
        description: 'Steps from the stored rows to those that count.',
      },
      file: object({
        hash: { ...text, description: 'SHA-256 of the query file in hex.' },
        changedAt: { ...text, description: 'When the query file last changed (UTC).' },
      }),
      sql: {
        ...text,
        description:
          'The statement with its parameters as literals, for a session whose time zone is UTC. Only for tokens with explain: true.',
      },
    },
    ['sql'],
  ),
  Freshness: {
    type: 'object',
    additionalProperties: textOrNull,
    description: 'The newest stamp of each table (UTC); null for a table without rows.',
  },
  Schema: SCHEMA,
};
