import type { Values } from './values.ts';

export type XKind = 'date' | 'timestamp' | 'number' | 'category';

export interface Series {
  /** Name of the column; in long form the value of the text column. */
  name: string;
  title: string;
  /** Index of the column in the result. */
  column: number;
  /** One value a point; null is a gap. */
  values: readonly (number | null)[];
  /** True if some values are null. */
  gaps: boolean;
  /** Row of the result behind each point, or -1; undefined: `Points.rows` applies. */
  rows?: Int32Array;
}

export interface Points {
  kind: XKind;
  /** True if timestamps are UTC, to be shown in a time zone; else they are local times. */
  zoned: boolean;
  /** Ascending. Milliseconds since 1970 UTC for dates (their midnight UTC) and timestamps, the index for categories. */
  x: number[];
  /** Labels of the categories; empty for other kinds. */
  labels: string[];
  series: Series[];
  /** Number of series of a share in long form that are left out. */
  omitted: number;
  /** Index of the x column, the first text column for categories; -1 if points are only numbered. */
  xColumn: number;
  /** The result's columns as arrays. */
  values: Values;
  /** Row of the result behind each point; null if the order is the same. */
  rows: ArrayLike<number> | null;
  /** Index of the first of the last points whose period has not ended; the number of points if there is none. */
  partialFrom: number;
}

/** Row of the result behind a point of a series; -1 for none, as for a sum. */
export const rowOf = ({ rows, series }: Points, index: number, of = 0): number =>
  series[of]?.rows?.[index] ?? rows?.[index] ?? index;

/** Chart type if neither the page nor the query names one. */
export const defaultType = ({ kind }: Points): 'line' | 'bars' => (kind === 'category' ? 'bars' : 'line');

/** True if the x axis is one of time. */
export const isTime = ({ kind }: Points): boolean => kind === 'date' || kind === 'timestamp';
