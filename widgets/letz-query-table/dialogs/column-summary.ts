import type { Column, ColumnType } from '../../../server/contract/column.ts';
import type { Value } from '../../../server/contract/value.ts';
import type { RowSet } from '../rows/row-groups.ts';
import { zoneClock } from '../rows/zone-clock.ts';

/** Part of a distribution: a range of numbers or times with its end excluded, or one value. */
export interface Bin {
  from: Value;
  /** Absent for one value. */
  to?: Value;
  /** Number of rows. */
  count: number;
}

export interface ColumnSummary {
  /** Number of rows. */
  rows: number;
  nulls: number;
  distinct: number;
  /** Least, middle and greatest value of numbers and times. */
  extremes?: { least: Value; median: Value; greatest: Value };
  /** Ranges of numbers and times, or the most frequent other values. */
  bins: Bin[];
  /** Type that the bounds of ranges are formatted as. */
  binType: ColumnType;
  /** Rows of values that are not among the most frequent. */
  others: number;
}

/** Most ranges or values in a distribution. */
const MOST_BINS = 10;
const [HOUR, DAY] = [3_600_000, 86_400_000];

/** Summary of a column over rows. @param tz time zone by which times are cut into days, or the browser's */
export function summarize(
  { type }: Pick<Column, 'type'>,
  values: Value[],
  rows: RowSet,
  tz: string | undefined,
): ColumnSummary {
  const counts = new Map<Value, number>();
  for (let position = 0; position < rows.count; position++) {
    const value = values[rows.rowAt(position)]!;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const nulls = counts.get(null) ?? 0;
  counts.delete(null);
  const summary = { rows: rows.count, nulls, distinct: counts.size, binType: type, others: 0 };
  const isTime = type === 'date' || type === 'timestamp';
  if (!isTime && type !== 'integer' && type !== 'number') return { ...summary, ...mostFrequent(counts) };
  const clock = zoneClock(tz);
  const keyOf = isTime
    ? (value: Value) => Date.parse(`${clock(String(value)).replace(/Z$/, '')}${type === 'timestamp' ? 'Z' : ''}`)
    : Number;
  const points = [...counts]
    .map(([value, count]) => ({ value, count, key: keyOf(value) }))
    .filter(({ key }) => Number.isFinite(key))
    .sort((a, b) => a.key - b.key);
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return { ...summary, bins: [] };
  const width = isTime ? timeStep(last.key - first.key, type) : numberStep(last.key - first.key, type);
  const binType = isTime && width >= DAY ? 'date' : type;
  const bound = (key: number): Value => (isTime ? timeText(key, binType) : Number(key.toPrecision(12)));
  const start = Math.floor(first.key / width);
  const bins = Array.from({ length: Math.floor(last.key / width) - start + 1 }, (_, at): Bin => {
    const isSingle = type === 'integer' && width === 1;
    const from = bound((start + at) * width);
    return isSingle ? { from, count: 0 } : { from, to: bound((start + at + 1) * width), count: 0 };
  });
  for (const { key, count } of points) bins[Math.floor(key / width) - start]!.count += count;
  const median = middle(points);
  const extremes = {
    least: first.value,
    median: isTime ? timeText(median, type) : median,
    greatest: last.value,
  };
  return { ...summary, extremes, bins, binType };
}

function mostFrequent(counts: Map<Value, number>): Pick<ColumnSummary, 'bins' | 'others'> {
  const sorted = [...counts].sort((a, b) => b[1] - a[1]);
  return {
    bins: sorted.slice(0, MOST_BINS).map(([from, count]) => ({ from, count })),
    others: sorted.slice(MOST_BINS).reduce((sum, [, count]) => sum + count, 0),
  };
}

/** Middle of sorted points, the mean of two for an even number. */
function middle(points: { key: number; count: number }[]): number {
  const total = points.reduce((sum, { count }) => sum + count, 0);
  const at = (rank: number) => {
    let before = 0;
    return points.find(({ count }) => {
      before += count;
      return before > rank;
    })!.key;
  };
  return (at(Math.floor((total - 1) / 2)) + at(Math.floor(total / 2))) / 2;
}

/** Width of ranges: 1, 2 or 5 times a power of ten, so that there are about ten. */
function numberStep(span: number, type: ColumnType): number {
  const raw = span / MOST_BINS || 1;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= raw * (1 - 1e-9)) ?? 10 * power;
  return type === 'integer' ? Math.max(1, step) : step;
}

/** Width of ranges of times: whole days, or whole hours within two days. */
function timeStep(span: number, type: ColumnType): number {
  const unit = type === 'date' || span >= 2 * DAY ? DAY : HOUR;
  return Math.max(1, Math.ceil(span / MOST_BINS / unit)) * unit;
}

/** A local time as text, as stored values without a zone are. */
function timeText(key: number, type: ColumnType): string {
  return new Date(key).toISOString().slice(0, type === 'date' ? 10 : 19);
}
