import type { Column } from '../../server/contract/column.ts';
import type { Result } from '../../server/contract/result.ts';
import type { PictureView } from '../core/visual/table-toggle.ts';
import type { Texts } from '../core/visual/texts/en.ts';
import { firstDayOfWeek, isOpen, type Now, nowIn } from './calendar.ts';
import { type Extent, extent, type Matrix, type Scale, scaleOf, shade, startWeekOn, toMatrix } from './matrix.ts';
import { Words } from './words.ts';

/** A result as a heatmap shows it: its matrix, in words and shades, and what of it is not over yet. */
export class Heatmap {
  readonly matrix: Matrix;
  readonly words: Words;
  readonly texts: Texts;
  /** The result's. */
  readonly columns: readonly Column[];
  /** Null when there is no value at all. */
  readonly extent: Extent | null;
  readonly scale: Scale;
  readonly #title: string;
  readonly #granularity: string;
  readonly #now: Now;
  readonly #byPerson: boolean;

  /** @param all with the counts behind percentages */
  constructor({ data, heading, formats }: PictureView<Result>, texts: Texts, all: boolean) {
    // A page's own data may have no parameters and be of no moment.
    const { columns, params = {}, asOf = '' } = data;
    const matrix = toMatrix(data, all);
    const weekdays = matrix.rows[0]?.column.name === 'day_of_week';
    this.matrix = weekdays ? startWeekOn(matrix, firstDayOfWeek(formats.locale)) : matrix;
    this.words = new Words({ ...data, asOf }, formats, texts);
    this.texts = texts;
    this.columns = columns;
    this.extent = extent(matrix);
    const first = matrix.columns.findIndex(({ shaded }) => shaded);
    const whole = columns[matrix.cells[0]?.[first]?.column ?? 0]!.type === 'integer';
    const { lowest, highest } = this.extent ?? {};
    this.scale = scaleOf(lowest?.value ?? 0, highest?.value ?? 0, whole);
    this.#title = heading;
    this.#granularity = String(params.granularity ?? 'day');
    this.#now = nowIn(asOf, String(params.tz ?? 'UTC'));
    this.#byPerson = params.clock === 'user';
  }

  /** 0 for where the scale begins, else 1 to `STEPS`. */
  shade(value: number | null): number {
    return shade(value ?? 0, this.scale);
  }

  /** Whether a row's time is not over yet. */
  isOpenRow(row: number): boolean {
    const { rows, ages } = this.matrix;
    return ages && isOpen(String(rows[row]!.value), this.#now.date, this.#granularity);
  }

  /** Whether a cell's hour is not over yet. */
  isOpenCell(row: number, column: number): boolean {
    const [down, across] = [this.matrix.rows[row]!, this.matrix.columns[column]!];
    const byHour = down.column.name === 'day_of_week' && across.column.name === 'hour' && !this.#byPerson;
    return byHour && down.value === this.#now.weekday && across.value === this.#now.hour;
  }

  /** Whether anything is not over yet. */
  get open(): boolean {
    const { rows, columns } = this.matrix;
    return rows.some((_, row) => this.isOpenRow(row) || columns.some((_, column) => this.isOpenCell(row, column)));
  }

  /** What it shows, in one sentence. */
  get sentence(): string {
    const open = this.matrix.rows.find((_, row) => this.isOpenRow(row));
    return this.words.sentence(this.#title, this.matrix, open ? this.words.head(open) : '');
  }
}
