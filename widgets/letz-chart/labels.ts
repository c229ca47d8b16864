import type { Column } from '../../server/contract/column.ts';
import type { Value } from '../../server/contract/value.ts';
import type { Formats } from '../core/format/formats.ts';
import { labelOf } from '../core/format/labels.ts';
import { formatTimestamp, formatValue } from '../core/format/values.ts';
import { rounded, short } from '../core/visual/numbers.ts';
import type { Texts } from '../core/visual/texts/en.ts';
import { OTHERS } from './long-form.ts';
import { type Points, rowOf } from './points.ts';
import { usualStep } from './spacing.ts';

/** Value from which an axis uses compact notation: `12K`. */
const LONG = 10_000;
const MINUTE = 60_000;
const SECONDS: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'medium' };

/** Texts of a chart's points. */
export class Labels {
  readonly #points: Points;
  readonly #columns: readonly Column[];
  readonly #formats: Formats;
  readonly #texts: Texts;
  readonly #showsSeconds: boolean;

  constructor(points: Points, columns: readonly Column[], formats: Formats, texts: Texts) {
    this.#points = points;
    this.#columns = columns;
    this.#formats = formats;
    this.#texts = texts;
    this.#showsSeconds = points.kind === 'timestamp' && usualStep(points.x, MINUTE) < MINUTE;
  }

  /** Date, time, number or category of a point. */
  x(index: number): string {
    const { kind, labels, xColumn } = this.#points;
    if (kind === 'category') return labels[index] ?? this.#formats.number(index + 1);
    const value = this.value(xColumn, index);
    if (this.#showsSeconds) return formatTimestamp(this.#formats, String(value), SECONDS);
    return formatValue(this.#formats, value, this.#columns[xColumn]!);
  }

  /** Name of a series. */
  series(series: number): string {
    const { name, title } = this.#points.series[series]!;
    return name === OTHERS ? this.#texts.others(Number(title), this.#formats.number(Number(title))) : title;
  }

  /** Value of a series at a point, rounded. The table has all digits. */
  y(series: number, index: number): string {
    return this.#format(series, rounded(this.raw(series, index)));
  }

  /** The same with all digits. */
  exact(series: number, index: number): string {
    return this.#format(series, this.raw(series, index));
  }

  /** A value in the unit of a series, rounded. */
  amount(series: number, value: number): string {
    return this.#format(series, rounded(value));
  }

  #format(series: number, value: Value): string {
    const { column } = this.#points.series[series]!;
    return value === null ? this.#texts.noValue : formatValue(this.#formats, value, this.#columns[column]!);
  }

  /** Value of a series at a point, as the result has it; of the series of all others the sum. */
  raw(series: number, index: number): Value {
    const { column, values, rows } = this.#points.series[series]!;
    const row = rowOf(this.#points, index, series);
    if (row < 0) return values[index] ?? null;
    return rows || this.#points.rows ? (this.#points.values[column]?.[row] ?? null) : this.value(column, index);
  }

  /** Label of a tick of the value axis. */
  tick(value: number): string {
    return this.#tick(value, this.#columns[this.#points.series[0]!.column]!);
  }

  /** Label of a tick of a numeric x axis. */
  xTick(value: number): string {
    return this.#tick(value, this.#columns[this.#points.xColumn]!);
  }

  #tick(value: number, column: Column): string {
    if (column.role === 'year' || column.role === 'identifier') return String(value);
    return Math.abs(value) < LONG ? formatValue(this.#formats, value, column) : short(this.#formats, value);
  }

  /** The result's row behind a point, by column name; undefined for a sum of several. */
  row(index: number, series: number): Record<string, Value> | undefined {
    const row = rowOf(this.#points, index, series);
    if (row < 0) return undefined;
    return Object.fromEntries(
      this.#columns.map(({ name }, column) => [name, this.#points.values[column]?.[row] ?? null]),
    );
  }

  /** Value of a column at a point. */
  value(column: number, index: number): Value {
    return this.#points.values[column]?.[this.#points.rows?.[index] ?? index] ?? null;
  }

  /** Titles of the columns of the x axis. */
  get xTitle(): string {
    return labelOf(this.#columns[Math.max(0, this.#points.xColumn)] ?? { name: '' });
  }
}
