import type { ColumnarResult, Result } from '../../server/contract/result.ts';
import type { Value } from '../../server/contract/value.ts';
import type { ChartSettings } from './chart-settings.ts';
import { isTime, type Points } from './points.ts';
import { toPoints } from './series.ts';
import { extentOf } from './value-range.ts';
import { valuesOf } from './values.ts';

/** Rows of one chart of small multiples. */
export interface Panel {
  name: string;
  /** The column's value. */
  value: Value;
  data: ColumnarResult;
  /** Values that all value axes include. */
  extent: readonly number[];
  /** Positions that all x axes include; undefined for categories. */
  span: readonly [number, number] | undefined;
}

/** Index of the text column with a name; -1 without one. */
export const splitColumn = ({ columns }: Result | ColumnarResult, name: string): number =>
  columns.findIndex((column) => column.name === name && column.type === 'text');

/** Rows of a result by a text column, which they lack, in descending order of their sums. @throws {GatewayError} */
export function panelsOf(
  data: Result | ColumnarResult,
  { split = '', x, series, stack }: Pick<ChartSettings, 'split' | 'x' | 'series' | 'stack'>,
  noValue: string,
): Panel[] {
  const at = splitColumn(data, split);
  const values = valuesOf(data);
  const rows = new Map<Value, number[]>();
  values[at]?.forEach((value, row) => {
    const known = rows.get(value);
    if (known) known.push(row);
    else rows.set(value, [row]);
  });
  const without = <T>(list: readonly T[]) => list.filter((_, index) => index !== at);
  const names = series.split(',').flatMap((name) => name.trim() || []);
  const groups = [...rows].map(([value, own]) => {
    const result: ColumnarResult = {
      ...withoutRows(data),
      columns: without(data.columns),
      values: without(values).map((column) => own.map((row) => column[row] ?? null)),
      rowCount: own.length,
    };
    return { value, result, points: toPoints(result, { x, series: names }) };
  });
  const sumOf = ({ series }: Points) =>
    series.reduce((sum, each) => each.values.reduce<number>((so, value) => so + (value ?? 0), sum), 0);
  const extent =
    stack === 'percent' ? [] : (extentOf(groups.flatMap(({ points }) => drawnValues(points, stack))) ?? []);
  const isAxis = groups.every(({ points }) => isTime(points) || points.kind === 'number');
  const span = isAxis ? (extentOf(groups.map(({ points }) => points.x)) ?? undefined) : undefined;
  return groups
    .sort((a, b) => sumOf(b.points) - sumOf(a.points))
    .map(({ value, result }) => ({
      name: value === null ? noValue : String(value),
      value,
      data: result,
      extent,
      span,
    }));
}

function withoutRows(data: Result | ColumnarResult): Omit<ColumnarResult, 'values'> {
  if (!('rows' in data)) return data;
  const { rows, ...head } = data;
  return head;
}

/** Values of the series, and their sums where they are stacked. */
function drawnValues({ series, x }: Points, stack: string | undefined): (readonly (number | null)[])[] {
  const values = series.map((each) => each.values);
  if (!stack) return values;
  return [x.map((_, index) => values.reduce((sum, each) => sum + (each[index] ?? 0), 0))];
}
