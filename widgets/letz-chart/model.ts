import type { Column } from '../../server/contract/column.ts';
import type { ColumnarResult, Result } from '../../server/contract/result.ts';
import { LetzSelectEvent } from '../core/element/events.ts';
import { isAmount, isPercent } from '../core/format/column-roles.ts';
import { fill } from '../core/format/translations.ts';
import { knownZone } from '../core/format/values.ts';
import { attributeError } from '../core/visual/attribute-error.ts';
import type { PictureView } from '../core/visual/table-toggle.ts';
import type { Texts } from '../core/visual/texts/en.ts';
import { truncationText } from '../core/visual/truncation.ts';
import { CHART_TYPES, type ChartSpec, type ChartType } from './chart-spec.ts';
import type { Cursor } from './keyboard.ts';
import { Labels } from './labels.ts';
import type { Caption } from './png.ts';
import { defaultType, type Points } from './points.ts';
import { sentenceOf } from './summary.ts';
import { extentOf } from './value-range.ts';

export interface ChartView extends PictureView<Result | ColumnarResult> {
  /** Name of the x column; empty: the first date, timestamp or text. */
  x: string;
  /** Names of the columns to draw, separated by commas; empty: all numbers of one unit. */
  series: string;
  /** Chart type; undefined: that of the query's view, else one that fits the data. */
  type: string | undefined;
  /** Value of a goal line; undefined: none. */
  goal: number | undefined;
}

const isType = (name: string | undefined): name is ChartType => CHART_TYPES.some((type) => type === name);

/** A result with the settings of its chart: points, labels, drawing specification, caption and summary. */
export class ChartModel {
  readonly points: Points;
  readonly labels: Labels;
  readonly texts: Texts;
  readonly view: ChartView;
  readonly type: ChartType;
  /** Names of hidden series. */
  readonly hidden: ReadonlySet<string>;
  /** Indexes of the series that are not hidden. */
  readonly drawn: readonly number[];
  /** True if the value axis includes zero. */
  readonly fromZero: boolean;
  readonly #extent: [number, number] | null;

  /** @throws {GatewayError} if the type is unknown */
  constructor(view: ChartView, points: Points, texts: Texts, hidden: ReadonlySet<string>) {
    if (view.type && !isType(view.type)) {
      const advice = `is not a chart type. Allowed: ${CHART_TYPES.join(', ')}.`;
      throw attributeError('letz-chart', 'type', view.type, advice);
    }
    this.view = view;
    this.points = points;
    this.texts = texts;
    this.labels = new Labels(points, view.data.columns, view.formats, texts);
    this.type = [view.type, view.data.view].find(isType) ?? defaultType(points);
    this.hidden = hidden;
    this.drawn = points.series.flatMap(({ name }, index) => (hidden.has(name) ? [] : index));
    this.#extent = extentOf(points.series.map(({ values }) => values));
    const [min, max] = this.#extent ?? [0, 0];
    // Decided by all of the data, so that the baseline is the same at each zoom.
    this.fromZero = this.type !== 'line' || this.#columns.every(isAmount) || (min >= 0 && min <= max / 2);
  }

  get #columns(): Column[] {
    return this.points.series.map(({ column }) => this.view.data.columns[column]!);
  }

  /** True if there is a value at all. */
  get drawable(): boolean {
    return this.#extent !== null;
  }

  /** First point of the keyboard cursor: the latest whose period has ended, or the first category. */
  get start(): number {
    const { kind, partialFrom } = this.points;
    return kind === 'category' ? 0 : Math.max(0, partialFrom - 1);
  }

  /** Notes that belong to the picture, beside the names of its series. */
  get notes(): string[] {
    const { points, texts } = this;
    const notes: string[] = [];
    if (!this.fromZero) notes.push(texts.baseline);
    if (this.#goal) notes.push(this.#goal);
    if (points.omitted) notes.push(texts.omitted(points.omitted, this.view.formats.number(points.omitted)));
    return notes;
  }

  /** Text of the goal; blank without one. */
  get #goal(): string {
    const { goal } = this.view;
    return goal === undefined || !this.drawable ? '' : fill(this.texts.goal, this.labels.tick(goal));
  }

  get #valueScale() {
    const percent = this.#columns.every(isPercent);
    return {
      fromZero: this.fromZero,
      ceiling: percent ? 100 : Number.POSITIVE_INFINITY,
      whole: this.#columns.every(({ type }) => type === 'integer'),
    };
  }

  /** Event for the selection of a point; undefined for a sum of several rows. */
  selectEvent({ index, series }: Cursor): LetzSelectEvent | undefined {
    const row = this.labels.row(index, series);
    return row && new LetzSelectEvent(row, this.#columns[series]!.name);
  }

  /** Texts beside the picture in a PNG. @param footer time of the data */
  caption(footer: string): Caption {
    const { points, hidden, type, texts, view, labels } = this;
    const { series, partialFrom, x } = points;
    const truncation = truncationText(view.data, view.formats, texts);
    return {
      title: view.heading,
      subtitle: [truncation, footer].filter(Boolean).join(' · '),
      legend: series.length > 1 ? series.map(({ name }, index) => (hidden.has(name) ? '' : labels.series(index))) : [],
      bars: type === 'bars',
      partial: partialFrom < x.length ? texts.partial : '',
      notes: this.notes,
    };
  }

  get spec(): ChartSpec {
    const { points, labels, type, hidden } = this;
    const { formats, goal } = this.view;
    return {
      points,
      type,
      hidden,
      ...this.#valueScale,
      goal,
      locale: formats.locale,
      tz: points.zoned ? knownZone(formats.tz) : 'UTC',
      formatX: (value) => labels.xTick(value),
      formatValue: (value) => labels.tick(value),
    };
  }

  /** Heading, or else the names of the series. */
  get name(): string {
    return this.view.heading || this.points.series.map((_, index) => this.labels.series(index)).join(', ');
  }

  /** Description of the chart in one sentence. */
  get sentence(): string {
    const { points, labels, texts, view } = this;
    const truncation = truncationText(view.data, view.formats, texts);
    return sentenceOf(points, view.heading, labels, texts, { truncation, goal: this.#goal });
  }
}
