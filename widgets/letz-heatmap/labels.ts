import type { Result } from '../../server/contract/result.ts';
import type { Value } from '../../server/contract/value.ts';
import { isPercent } from '../core/format/column-roles.ts';
import type { Formats } from '../core/format/formats.ts';
import { labelOf } from '../core/format/labels.ts';
import { totalOf, withInterval } from '../core/format/share-interval.ts';
import { fill } from '../core/format/translations.ts';
import { formatDate, formatTimestamp, formatValue } from '../core/format/values.ts';
import { rounded, short } from '../core/visual/numbers.ts';
import type { Texts } from '../core/visual/texts/en.ts';
import { type Cell, extent, type Head, type Matrix } from './matrix.ts';

/** Value from which a cell uses compact notation: `12K`. */
const LONG = 10_000;
const SUNDAY = Date.UTC(2023, 0, 1);
const HOUR = 3_600_000;

/** Texts of a heatmap's headings and cells. */
export class Labels {
  readonly #data: Pick<Result, 'columns' | 'rows' | 'asOf'>;
  readonly #formats: Formats;
  readonly #texts: Texts;

  constructor(data: Pick<Result, 'columns' | 'rows' | 'asOf'>, formats: Formats, texts: Texts) {
    this.#data = data;
    this.#formats = formats;
    this.#texts = texts;
  }

  /** Text of a heading. @param short abbreviated */
  head({ value, column, isName }: Head, short = false): string {
    const { name } = column;
    if (isName) return labelOf(this.#data.columns.find((each) => each.name === value) ?? { name: String(value) });
    if (name === 'day_of_week' || name === 'hour') {
      const at = new Date(SUNDAY + Number(value) * (name === 'hour' ? HOUR : 24 * HOUR)).toISOString().slice(0, -1);
      return formatTimestamp(
        this.#formats,
        at,
        name === 'hour' ? { hour: 'numeric' } : { weekday: short ? 'short' : 'long' },
      );
    }
    if (short && column.type === 'date' && value !== null) {
      const thisYear = String(value).startsWith(this.#data.asOf.slice(0, 5));
      return formatDate(this.#formats, String(value), {
        day: 'numeric',
        month: 'short',
        ...(!thisYear && { year: 'numeric' }),
      });
    }
    return value === null ? this.#texts.noValue : formatValue(this.#formats, value, column);
  }

  /** Value of a cell with all digits. */
  value({ row, column }: Cell): string {
    return this.#format(this.#data.rows[row]?.[column] ?? null, column);
  }

  /** Value of a cell, rounded. */
  rounded({ row, column }: Cell): string {
    return this.#format(rounded(this.#data.rows[row]?.[column] ?? null), column);
  }

  /** Value of a cell, rounded; a share with the total of its row has its interval. */
  withInterval(cell: Cell): string {
    const { row, column } = cell;
    const { columns, rows } = this.#data;
    const total = totalOf(columns, columns[column]!);
    const value = rows[row]?.[column] ?? null;
    return withInterval(this.#formats, this.rounded(cell), value, rows[row]?.[total] ?? null);
  }

  #format(value: Value, column: number): string {
    return value === null ? this.#texts.noValue : formatValue(this.#formats, value, this.#data.columns[column]!);
  }

  /** Value of a cell in short notation. */
  short(cell: Cell): string {
    return Math.abs(cell.value ?? 0) >= LONG ? short(this.#formats, cell.value) : this.rounded(cell);
  }

  /** Value of the legend. */
  scale(value: number, { columns, cells }: Matrix): string {
    const first = columns.findIndex(({ shaded }) => shaded);
    const column = this.#data.columns[cells[0]![Math.max(0, first)]!.column]!;
    if (Math.abs(value) >= 1000) return short(this.#formats, value);
    // Multiples of 0.8 include 2.4000000000000004, and a sixth of 100 % has no end.
    const digits = isPercent(column) ? 3 : 6;
    return formatValue(this.#formats, Number(value.toPrecision(digits)), column);
  }

  /** One sentence about a heatmap: extremes, cells that are not known yet, and the partial row. */
  sentence(title: string, matrix: Matrix, partial: string): string {
    const texts = this.#texts;
    const found = extent(matrix);
    const none = matrix.ages ? texts.tooEarly : texts.noValue;
    if (!found) return matrix.rows.length ? `${title}: ${none}.` : title;
    const position = ({ row, column }: { row: number; column: number }) =>
      `${this.head(matrix.rows[row]!)}, ${this.head(matrix.columns[column]!)}`;
    const { highest, lowest } = found;
    const describe = (text: string, at: typeof highest) =>
      fill(text, this.rounded(matrix.cells[at.row]![at.column]!), position(at));
    const parts = [`${describe(texts.highest, highest)}, ${describe(texts.lowest, lowest)}`];
    const early = matrix.ages
      ? matrix.columns.flatMap((head, column) => {
          const blanks = matrix.cells.filter((line) => head.shaded && line[column]!.value === null).length;
          return blanks ? `${this.head(head)} (${this.#formats.number(blanks)})` : [];
        })
      : [];
    if (early.length) parts.push(fill(texts.cellsTooEarly, early.join(', ')));
    if (partial) parts.push(`${partial} ${texts.partial}`);
    return `${title}: ${parts.join('; ')}.`;
  }
}
