import type { Column } from '../../server/contract/column.ts';
import type { Result } from '../../server/contract/result.ts';
import { isPercent } from '../core/format/column-roles.ts';
import { attributeError } from '../core/visual/attribute-error.ts';
import type { PictureView } from '../core/visual/table-toggle.ts';
import type { Texts } from '../core/visual/texts/en.ts';
import { truncationText } from '../core/visual/truncation.ts';
import { firstDayOfWeek, isPartialPeriod, type LocalTime, localTime } from './calendar.ts';
import { type ColorScale, colorIndex, colorScale } from './color-scale.ts';
import { Labels } from './labels.ts';
import { type Extent, extent, type Matrix, startWeekOn, toMatrix } from './matrix.ts';

/** A result with the settings of its heatmap: matrix, labels, colour scale, partial periods, summary. */
export class HeatmapModel {
  readonly matrix: Matrix;
  readonly labels: Labels;
  readonly texts: Texts;
  /** Columns of the result. */
  readonly columns: readonly Column[];
  /** Extremes; null without any value. */
  readonly extent: Extent | null;
  readonly scale: ColorScale;
  /** Note that the result is truncated; blank if it is complete. */
  readonly truncation: string;
  readonly #title: string;
  readonly #granularity: string;
  readonly #now: LocalTime;
  readonly #usersClock: boolean;

  /**
   * @param all include the counts that shares are made from
   * @throws {GatewayError} if the result has no matrix
   */
  constructor({ data, heading, formats }: PictureView<Result>, texts: Texts, all: boolean) {
    // A result made by the page may lack parameters and time.
    const { columns, params = {}, asOf = '' } = data;
    const matrix = toMatrix(data, all);
    const first = matrix.columns.findIndex(({ shaded }) => shaded);
    if (first < 0) throw noMatrix(data);
    const weekdays = matrix.rows[0]?.column.name === 'day_of_week';
    this.matrix = weekdays ? startWeekOn(matrix, firstDayOfWeek(formats.locale)) : matrix;
    this.labels = new Labels({ ...data, asOf }, formats, texts);
    this.texts = texts;
    this.columns = columns;
    this.extent = extent(matrix);
    this.truncation = truncationText(data, formats, texts);
    const column = columns[matrix.cells[0]?.[first]?.column ?? 0]!;
    const ceiling = isPercent(column) ? 100 : Number.POSITIVE_INFINITY;
    const { lowest, highest } = this.extent ?? {};
    this.scale = colorScale(lowest?.value ?? 0, highest?.value ?? 0, column.type === 'integer', ceiling);
    this.#title = heading;
    this.#granularity = String(params.granularity ?? 'day');
    this.#now = localTime(asOf, String(params.tz ?? 'UTC'));
    this.#usersClock = params.clock === 'user';
  }

  /** Index of a value's colour. */
  color(value: number | null): number {
    return colorIndex(value ?? 0, this.scale);
  }

  /** True if the period of a row has not ended. */
  isPartialRow(row: number): boolean {
    const { rows, ages } = this.matrix;
    return ages && isPartialPeriod(String(rows[row]!.value), this.#now.date, this.#granularity);
  }

  /** True if the hour of a cell has not ended. */
  isPartialCell(row: number, column: number): boolean {
    const [down, across] = [this.matrix.rows[row]!, this.matrix.columns[column]!];
    const byHour = down.column.name === 'day_of_week' && across.column.name === 'hour' && !this.#usersClock;
    return byHour && down.value === this.#now.weekday && across.value === this.#now.hour;
  }

  /** True if any row or cell is partial. */
  get hasPartial(): boolean {
    const { rows, columns } = this.matrix;
    return rows.some(
      (_, row) => this.isPartialRow(row) || columns.some((_, column) => this.isPartialCell(row, column)),
    );
  }

  /** Description of the heatmap in one sentence. */
  get sentence(): string {
    if (this.truncation) return `${this.#title}: ${this.truncation}.`;
    const partial = this.matrix.rows.find((_, row) => this.isPartialRow(row));
    return this.labels.sentence(this.#title, this.matrix, partial ? this.labels.head(partial) : '');
  }
}

const noMatrix = ({ query, columns }: Result) =>
  attributeError(
    'letz-heatmap',
    'query',
    query,
    `has no matrix. Allowed: a heading and numbers in each row, or a row, a column and a number in each row. Its columns: ${columns.map(({ name, type }) => `${name} (${type})`).join(', ')}.`,
  );
