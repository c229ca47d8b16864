import type { Column } from '../../server/contract/column.ts';
import type { ColumnarResult, Result } from '../../server/contract/result.ts';
import type { Value } from '../../server/contract/value.ts';

/** One array a column. */
export type Values = readonly (readonly Value[])[];

export type XKind = 'date' | 'timestamp' | 'number' | 'category';

export interface Series {
  /** Index of the column in the result. */
  column: number;
  name: string;
  /** One entry a point; null is a gap. */
  values: (number | null)[];
  /** Whether there are any. */
  gaps: boolean;
}

export interface Points {
  kind: XKind;
  /** Whether timestamps are moments, to be shown in a zone; if not they are a wall clock's. */
  zoned: boolean;
  /** Ascending. Milliseconds since 1970 UTC for dates (their midnight in UTC) and timestamps, the index for categories. */
  x: number[];
  /** The text of each category; empty for other kinds. */
  labels: string[];
  series: Series[];
  /** Index of the column that x was read from, the first one for categories; -1 when points are only counted. */
  xColumn: number;
  /** The result's columns, by their index. */
  values: Values;
  /** The result's row of each point; null when they stand in the same order. */
  rows: Uint32Array | null;
  /** Index of the first of the last points whose period isn't over yet; the number of points when there is none. */
  partialFrom: number;
}

export interface Choice {
  /** Name of the column for the x axis; empty: the first date, timestamp or text, else the first number. */
  x?: string;
  /** Names of the columns to draw; empty: all numbers of the first one's unit. */
  series?: readonly string[];
}

const NUMERIC = new Set(['integer', 'number']);
const isNumeric = ({ type }: Column) => NUMERIC.has(type);
const isShare = ({ name }: Column) => /(^|_)pct(_|$)/.test(name);

/** The result's columns as arrays, whichever way it was asked for. */
export function valuesOf(result: Result | ColumnarResult): Values {
  if ('values' in result) return result.values;
  return result.columns.map((_, column) => result.rows.map((row) => row[column] ?? null));
}

function toNumber(value: Value): number | null {
  const number = typeof value === 'string' ? Number(value || Number.NaN) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** The same array where it can be drawn as it is: a million points are not copied, and looked at once. */
function toNumbers(values: readonly Value[]): { values: (number | null)[]; gaps: boolean } {
  const count = values.length;
  let gaps = false;
  for (let i = 0; i < count; i++) {
    const value = values[i];
    if (value === null) gaps = true;
    // What is no number, or no finite one.
    else if (typeof value !== 'number' || value - value !== 0) return { values: values.map(toNumber), gaps: true };
  }
  return { values: values as (number | null)[], gaps };
}

/** A calendar date is read as UTC and only ever shown as UTC, so that no zone can shift it. */
function toTime(value: Value): number | null {
  if (typeof value !== 'string') return null;
  const time = Date.parse(value.includes('T') && !value.endsWith('Z') ? `${value}Z` : value);
  return Number.isNaN(time) ? null : time;
}

function findX(columns: readonly Column[], name: string | undefined): number {
  if (name) return columns.findIndex((column) => column.name === name);
  for (const types of [['date', 'timestamp'], ['text']]) {
    const found = columns.findIndex(({ type }) => types.includes(type));
    if (found >= 0) return found;
  }
  return columns.filter(isNumeric).length > 1 ? columns.findIndex(isNumeric) : -1;
}

function findSeries(columns: readonly Column[], names: readonly string[], xColumn: number): number[] {
  const indexes = [...columns.keys()].filter((index) => index !== xColumn && isNumeric(columns[index]!));
  if (names.length) return indexes.filter((index) => names.includes(columns[index]!.name));
  // Counts and percentages don't share an axis.
  const share = indexes.length > 0 && isShare(columns[indexes[0]!]!);
  return indexes.filter((index) => isShare(columns[index]!) === share);
}

function categories(columns: readonly Column[], values: Values, xColumn: number, chosen: boolean): string[] {
  const texts = chosen ? [xColumn] : [...columns.keys()].filter((index) => columns[index]!.type === 'text');
  const rowCount = values[xColumn]?.length ?? 0;
  return Array.from({ length: rowCount }, (_, row) =>
    texts.map((column) => String(values[column]?.[row] ?? '–')).join(' · '),
  );
}

function isAscending(x: readonly Value[]): x is number[] {
  const count = x.length;
  let before = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    const value = x[i];
    if (typeof value !== 'number' || !(value >= before)) return false;
    before = value;
  }
  return true;
}

/** Rows in ascending x; those without an x have no place. */
function order(x: readonly (number | null)[]): Uint32Array {
  const rows = [...x.keys()].filter((row) => x[row] !== null);
  return Uint32Array.from(rows.sort((a, b) => x[a]! - x[b]!));
}

const pick = <T>(values: readonly T[], rows: Uint32Array): T[] => Array.from(rows, (row) => values[row]!);

/** What a chart draws of a result: one x and the series over it. */
export function toPoints(result: Result | ColumnarResult, choice: Choice = {}): Points {
  const { columns } = result;
  const values = valuesOf(result);
  const xColumn = findX(columns, choice.x);
  const type = columns[xColumn]?.type;
  const kind: XKind =
    type === 'date' || type === 'timestamp' ? type : type === 'integer' || type === 'number' ? 'number' : 'category';
  const labels = type && kind === 'category' ? categories(columns, values, xColumn, Boolean(choice.x)) : [];
  const count = values[0]?.length ?? 0;

  const raw = values[Math.max(0, xColumn)] ?? [];
  const positions =
    kind === 'category'
      ? Array.from({ length: count }, (_, i) => i)
      : kind === 'number'
        ? isAscending(raw)
          ? raw
          : toNumbers(raw).values
        : raw.map(toTime);
  const rows = positions === raw || isAscending(positions) ? null : order(positions);
  const arrange = <T>(list: T[]) => (rows ? pick(list, rows) : list);

  const partial = columns.findIndex(({ name, type }) => name === 'partial' && type === 'boolean');
  const x = arrange(positions) as number[];
  let partialFrom = x.length;
  while (partial >= 0 && partialFrom > 0 && values[partial]![rows?.[partialFrom - 1] ?? partialFrom - 1]) partialFrom--;

  return {
    kind,
    zoned: kind === 'timestamp' && String(raw.find((value) => value !== null)).endsWith('Z'),
    x,
    labels,
    series: findSeries(columns, choice.series ?? [], xColumn).map((column) => {
      const numbers = toNumbers(values[column]!);
      return { column, name: columns[column]!.name, values: arrange(numbers.values), gaps: numbers.gaps };
    }),
    xColumn,
    values,
    rows,
    partialFrom,
  };
}

/** The result's row that a point was read from. */
export const rowOf = ({ rows }: Points, index: number): number => rows?.[index] ?? index;

/** Lines need an order, bars don't: what to draw when neither the page nor the query says. */
export const defaultType = ({ kind }: Points): 'line' | 'bars' => (kind === 'category' ? 'bars' : 'line');
