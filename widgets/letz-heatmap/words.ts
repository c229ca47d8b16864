import type { Result } from '../../server/contract/result.ts';
import type { Value } from '../../server/contract/value.ts';
import { columnTitle } from '../core/format/column-roles.ts';
import type { Formats } from '../core/format/formats.ts';
import { fill } from '../core/format/translations.ts';
import { formatDate, formatTimestamp, formatValue } from '../core/format/values.ts';
import { rounded, short } from '../core/visual/numbers.ts';
import type { Texts } from '../core/visual/texts/en.ts';
import { type Cell, extent, type Head, type Matrix } from './matrix.ts';

/** From here on a small cell says `12K`. */
const LONG = 10_000;
const SUNDAY = Date.UTC(2023, 0, 1);
const HOUR = 3_600_000;

/** A heatmap's heads and cells in the reader's words. */
export class Words {
  readonly #data: Pick<Result, 'columns' | 'rows' | 'asOf'>;
  readonly #formats: Formats;
  readonly #texts: Texts;

  constructor(data: Pick<Result, 'columns' | 'rows' | 'asOf'>, formats: Formats, texts: Texts) {
    this.#data = data;
    this.#formats = formats;
    this.#texts = texts;
  }

  /** What a head says; `short`, where there is little room. */
  head({ value, column, isName }: Head, short = false): string {
    const { name } = column;
    if (isName) return columnTitle(String(value));
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

  /** A cell's value, in full. */
  value({ row, column }: Cell): string {
    return this.#say(this.#data.rows[row]?.[column] ?? null, column);
  }

  /** The same in round figures. */
  figure({ row, column }: Cell): string {
    return this.#say(rounded(this.#data.rows[row]?.[column] ?? null), column);
  }

  #say(value: Value, column: number): string {
    return value === null ? this.#texts.noValue : formatValue(this.#formats, value, this.#data.columns[column]!);
  }

  /** A cell's value where there is little room. */
  short(cell: Cell): string {
    return Math.abs(cell.value ?? 0) >= LONG ? short(this.#formats, cell.value) : this.figure(cell);
  }

  /** A value of the legend. */
  scale(value: number, { columns, cells }: Matrix): string {
    const cell =
      cells[0]![
        Math.max(
          0,
          columns.findIndex(({ shaded }) => shaded),
        )
      ]!;
    return Math.abs(value) >= 1000
      ? short(this.#formats, value)
      : // Steps such as 0.8 add up to 2.4000000000000004.
        formatValue(this.#formats, Number(value.toPrecision(6)), this.#data.columns[cell.column]!);
  }

  /** What a heatmap shows, in one sentence: the extremes, what is not over yet, and what can't be known yet. */
  sentence(title: string, matrix: Matrix, open: string): string {
    const texts = this.#texts;
    const found = extent(matrix);
    const none = matrix.ages ? texts.tooEarly : texts.noValue;
    if (!found) return matrix.rows.length ? `${title}: ${none}.` : title;
    const place = ({ row, column }: { row: number; column: number }) =>
      `${this.head(matrix.rows[row]!)}, ${this.head(matrix.columns[column]!)}`;
    const { highest, lowest } = found;
    const say = (text: string, at: typeof highest) =>
      fill(text, this.figure(matrix.cells[at.row]![at.column]!), place(at));
    const parts = [`${say(texts.highest, highest)}, ${say(texts.lowest, lowest)}`];
    const early = matrix.ages
      ? matrix.columns.flatMap((head, column) => {
          const blanks = matrix.cells.filter((line) => head.shaded && line[column]!.value === null).length;
          return blanks ? `${this.head(head)} (${this.#formats.number(blanks)})` : [];
        })
      : [];
    if (early.length) parts.push(fill(texts.cellsTooEarly, early.join(', ')));
    if (open) parts.push(`${open} ${texts.partial}`);
    return `${title}: ${parts.join('; ')}.`;
  }
}
