import type { Column } from '../../server/contract/column.ts';
import type { Value } from '../../server/contract/value.ts';
import type { Formats } from '../core/format/formats.ts';
import { formatValue } from '../core/format/values.ts';
import { rounded, short } from '../core/visual/numbers.ts';
import type { Texts } from '../core/visual/texts/en.ts';
import { type Points, rowOf } from './series.ts';

/** From here on an axis says `12K`. */
const LONG = 10_000;

/** A chart's points in the reader's words. */
export class Labels {
  readonly #points: Points;
  readonly #columns: readonly Column[];
  readonly #formats: Formats;
  readonly #texts: Texts;

  constructor(points: Points, columns: readonly Column[], formats: Formats, texts: Texts) {
    this.#points = points;
    this.#columns = columns;
    this.#formats = formats;
    this.#texts = texts;
  }

  /** Where a point stands: its date, moment, number or category. */
  x(index: number): string {
    const { kind, labels, xColumn } = this.#points;
    if (kind === 'category') return labels[index] ?? this.#formats.number(index + 1);
    return formatValue(this.#formats, this.value(xColumn, index), this.#columns[xColumn]!);
  }

  /** What a series is there, in round figures: the table has all of them. */
  y(series: number, index: number): string {
    const { column } = this.#points.series[series]!;
    const value = this.value(column, index);
    return value === null ? this.#texts.noValue : formatValue(this.#formats, rounded(value), this.#columns[column]!);
  }

  /** A point as a table says it: where, what, and whether there is more to come. */
  point(series: number, index: number): string {
    const open = index >= this.#points.partialFrom ? `, ${this.#texts.partial}` : '';
    return `${this.x(index)}: ${this.y(series, index)}${open}`;
  }

  /** A round value of the axis. */
  tick(value: number): string {
    const column = this.#columns[this.#points.series[0]!.column]!;
    return Math.abs(value) < LONG ? formatValue(this.#formats, value, column) : short(this.#formats, value);
  }

  /** The result's row behind a point, by column name. */
  row(index: number): Record<string, Value> {
    return Object.fromEntries(this.#columns.map(({ name }, column) => [name, this.value(column, index)]));
  }

  /** What the result says there. */
  value(column: number, index: number): Value {
    return this.#points.values[column]?.[rowOf(this.#points, index)] ?? null;
  }
}
