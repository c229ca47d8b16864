import type { Column } from './column.ts';
import type { ParamValue } from './value.ts';

/** Parameter types. `choice` stands for a list such as `day|week|month`. */
export const PARAM_TYPES = ['integer', 'number', 'boolean', 'text', 'date', 'timestamp', 'timezone', 'choice'] as const;
export type ParamType = (typeof PARAM_TYPES)[number];

/** A query's parameter. */
export interface Param {
  name: string;
  type: ParamType;
  /** The value used when the parameter is left out; `null` for optional parameters and for `as_of`, which is then now. */
  default: ParamValue;
  required: boolean;
  /** Lower bound of the value; for `text` of its length. `null`: none. */
  min: number | string | null;
  /** Upper bound of the value; for `text` of its length. `null`: none. */
  max: number | string | null;
  /** The allowed values of a `choice`; `null` for other types. */
  values: string[] | null;
  description: string;
  /** Name in the language of the request. Absent if the query file has none. */
  label?: string;
  /** Labels of the values of a `choice` in the language of the request. */
  labels?: Record<string, string>;
  /** True if the caller's token fixes the value, which is then `default`. Only in the catalogue. */
  locked?: true;
}

/** Views: the ways in which a result can be shown. A query file names the one that fits it. */
export const VIEWS = ['metric', 'table', 'line', 'area', 'bars', 'heatmap', 'funnel'] as const;
export type View = (typeof VIEWS)[number];

/** The element that shows each view. */
export const VIEW_ELEMENTS: Readonly<Record<View, string>> = {
  metric: 'letz-metric',
  table: 'letz-query-table',
  line: 'letz-chart',
  area: 'letz-chart',
  bars: 'letz-chart',
  heatmap: 'letz-heatmap',
  funnel: 'letz-funnel',
};

/** A query's entry in the catalogue. */
export interface QueryDescription {
  name: string;
  title: string;
  description: string;
  params: Param[];
  columns: Column[];
  /** True if the result holds personal data. */
  pii: boolean;
  view: View;
  /** The reason why the database cannot run this query. Only sent for tokens with `queries: "*"`. */
  unavailable?: string;
}

/** The answer to `GET /api/queries`: the queries that the caller may run. */
export interface Catalogue {
  queries: QueryDescription[];
}
