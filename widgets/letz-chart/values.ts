import type { ColumnarResult, Result } from '../../server/contract/result.ts';
import type { Value } from '../../server/contract/value.ts';

/** One array a column. */
export type Values = readonly (readonly Value[])[];

/** Columns of a result as arrays, from either shape. */
export function valuesOf(result: Result | ColumnarResult): Values {
  if ('values' in result) return result.values;
  return result.columns.map((_, column) => result.rows.map((row) => row[column] ?? null));
}

function toNumber(value: Value): number | null {
  const number = typeof value === 'string' ? Number(value || Number.NaN) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** Numbers of a column, null for anything else. Returns the same array if it holds only numbers and nulls. */
export function toNumbers(values: readonly Value[]): { values: (number | null)[]; gaps: boolean } {
  const count = values.length;
  let gaps = false;
  for (let i = 0; i < count; i++) {
    const value = values[i];
    if (value === null) gaps = true;
    // Infinity and NaN differ from 0 when subtracted from themselves.
    else if (typeof value !== 'number' || value - value !== 0) return { values: values.map(toNumber), gaps: true };
  }
  return { values: values as (number | null)[], gaps };
}

/** Years beyond four digits and before Christ, as PostgreSQL prints them. */
const FAR_DATE = /^(\d{4,6})-(\d\d)-(\d\d)(?:T([\d:.]+))?Z?( BC)?$/;

/** Milliseconds since 1970. Dates and local timestamps are read as UTC and shown as UTC, so that no time zone shifts them. */
export function toTime(value: Value): number | null {
  if (typeof value !== 'string') return null;
  const far = FAR_DATE.exec(value);
  if (far && (far[1]!.length > 4 || far[5])) {
    const [, year, month, day, clock = '00:00', bc] = far;
    const signed = bc ? 1 - Number(year) : Number(year);
    const date = `${signed < 0 ? '-' : '+'}${String(Math.abs(signed)).padStart(6, '0')}-${month}-${day}T${clock}Z`;
    const time = Date.parse(date);
    return Number.isNaN(time) ? null : time;
  }
  const time = Date.parse(value.includes('T') && !value.endsWith('Z') ? `${value}Z` : value);
  return Number.isNaN(time) ? null : time;
}

/** True if all are numbers in ascending order; equal ones may follow each other. */
export function isAscending(x: readonly Value[]): x is number[] {
  const count = x.length;
  let before = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    const value = x[i];
    if (typeof value !== 'number' || !(value >= before)) return false;
    before = value;
  }
  return true;
}

/** True if a value occurs twice. @param unsorted equal ones need not follow each other */
export function isRepeated(values: readonly Value[], unsorted: boolean): boolean {
  if (unsorted) return new Set(values).size < values.length;
  const count = values.length;
  for (let i = 1; i < count; i++) if (values[i] === values[i - 1]) return true;
  return false;
}

/** Rows in ascending order of x, without those that have none. */
export function orderOf(x: readonly (number | null)[]): Uint32Array {
  const rows = [...x.keys()].filter((row) => x[row] !== null);
  return Uint32Array.from(rows.sort((a, b) => x[a]! - x[b]!));
}
