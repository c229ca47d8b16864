import type { Column } from './column.ts';
import type { View } from './query.ts';
import type { Params, Value } from './value.ts';

/** The members that both shapes of a result share. */
export interface ResultHead {
  /** The query's name. */
  query: string;
  title: string;
  columns: Column[];
  rowCount: number;
  /** True if there were more than `MAX_ROWS` rows and only the first of them are here. */
  truncated: boolean;
  /** The parameters used, defaults filled in, `as_of` among them. */
  params: Params;
  /** ISO 8601, UTC. Rows stamped at or after this moment are not counted. */
  asOf: string;
  /** The view that fits the result. Absent from results that a page makes itself. */
  view?: View;
  /** True if the result holds personal data. */
  pii?: boolean;
  /** The tables that the query reads. Absent from results that a page makes itself. */
  sources?: string[];
  /** `rollup` if the numbers come from rollups as far as `sourceUntil`, and from the tables after that; absent: tables only. */
  source?: 'rollup';
  /** ISO 8601, UTC. Only with `source`. */
  sourceUntil?: string;
}

/** The answer to a query. */
export interface Result extends ResultHead {
  /** One array a row, in column order. */
  rows: Value[][];
}

/** The answer to a query with `_shape=columns`. */
export interface ColumnarResult extends ResultHead {
  /** One array a column, in column order. */
  values: Value[][];
}
