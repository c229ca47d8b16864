/**
 * The wire types of the gateway: the only file that the server and the widgets both know.
 * No imports and no code.
 */

/** A column's type. A `timestamp` that ends in `Z` is UTC; one without is a reader's wall clock, in a zone of its own. */
export type ColumnType = 'integer' | 'number' | 'boolean' | 'text' | 'date' | 'timestamp' | 'json';

export interface Column {
  name: string;
  type: ColumnType;
  description: string;
}

/** What JSON can hold. Integers and decimals that a double cannot hold arrive as strings, so nothing is lost. */
export type Value = null | boolean | number | string | Value[] | { [key: string]: Value };

/** A parameter as it is sent in JSON; in a URL its text form. */
export type ParamValue = string | number | boolean | null;
export type Params = Record<string, ParamValue>;

export type ParamType = 'integer' | 'number' | 'boolean' | 'text' | 'date' | 'timestamp' | 'timezone' | 'choice';

export interface Param {
  name: string;
  type: ParamType;
  /** The value used when the parameter is left out; `null` for optional ones, and for `as_of`, which is then "now". */
  default: ParamValue;
  required: boolean;
  /** Bounds of the value; for `text` of its length. `null`: none. */
  min: number | string | null;
  max: number | string | null;
  /** The list to choose from; `null` unless `type` is `choice`. */
  values: string[] | null;
  description: string;
}

export type View = 'metric' | 'table' | 'line' | 'area' | 'bars' | 'heatmap' | 'funnel';

export interface QueryDescription {
  name: string;
  title: string;
  description: string;
  params: Param[];
  columns: Column[];
  pii: boolean;
  /** How the query's author would show it. */
  view: View;
}

export interface Catalogue {
  queries: QueryDescription[];
}

interface ResultHead {
  query: string;
  title: string;
  columns: Column[];
  rowCount: number;
  /** True when there were more than the gateway's `MAX_ROWS` rows and only the first of them are here. */
  truncated: boolean;
  /** The parameters used, defaults filled in, `as_of` among them. */
  params: Params;
  /** Rows stamped at or after this moment (ISO 8601, UTC) are not counted. */
  asOf: string;
}

export interface Result extends ResultHead {
  /** One array a row, in column order. */
  rows: Value[][];
}

/** The answer to `_shape=columns`. */
export interface ColumnarResult extends ResultHead {
  /** One array a column, in column order. */
  values: Value[][];
}

export interface BatchQuery {
  name: string;
  params?: Params;
  etag?: string;
}

export interface BatchRequest {
  queries: BatchQuery[];
}

export type BatchEntry = (Result & { etag: string }) | { notModified: true; etag: string } | Problem;

export interface BatchResponse {
  asOf: string;
  results: BatchEntry[];
}

export interface SchemaColumn {
  name: string;
  type: string;
  nullable: boolean;
  /** The default's SQL expression, or null. */
  default: string | null;
  description: string | null;
  /** True when the column holds personal data. */
  pii: boolean;
}

export interface ForeignKey {
  columns: string[];
  references: { schema: string; table: string; columns: string[] };
}

export interface SchemaIndex {
  name: string;
  columns: string[];
  unique: boolean;
}

export type TableKind = 'table' | 'partitioned table' | 'view' | 'materialized view' | 'foreign table';

export interface SchemaTable {
  schema: string;
  name: string;
  kind: TableKind;
  description: string | null;
  /** PostgreSQL's own estimate; null where it has none. */
  estimatedRows: number | null;
  columns: SchemaColumn[];
  primaryKey: string[];
  foreignKeys: ForeignKey[];
  indexes: SchemaIndex[];
}

export interface Schema {
  tables: SchemaTable[];
}

export type ProblemCode =
  | 'invalid-parameter'
  | 'unauthorized'
  | 'token-expired'
  | 'forbidden'
  | 'unknown-query'
  | 'not-found'
  | 'method-not-allowed'
  | 'too-large'
  | 'rate-limited'
  | 'internal'
  | 'overloaded'
  | 'database-unavailable'
  | 'timeout';

/** RFC 9457 problem details. Never holds SQL or a value from a row. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ProblemCode;
  /** The parameter to change, for `invalid-parameter`. */
  param?: string;
}
