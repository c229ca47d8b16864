import type { Column } from '../../server/contract/column.ts';
import { LetzSelectEvent } from '../core/element/events.ts';
import { isAmount, isPercent } from '../core/format/column-roles.ts';
import { knownZone } from '../core/format/values.ts';
import { attributeError } from '../core/visual/attribute-error.ts';
import type { Texts } from '../core/visual/texts/en.ts';
import { truncationText } from '../core/visual/truncation.ts';
import type { ChartView } from './chart-settings.ts';
import { CHART_TYPES, type ChartSpec, type ChartType } from './chart-spec.ts';
import type { Cursor } from './keyboard.ts';
import { Labels } from './labels.ts';
import type { Layer, SeriesValues } from './layers/layer.ts';
import { defaultType, type Points } from './points.ts';
import { sentenceOf } from './summary.ts';
import { extentOf } from './value-range.ts';

/** Makes the layers of a chart. @throws {GatewayError} if the settings don't fit the data */
export type LayersOf = (model: ChartModel) => readonly Layer[];

/** Marks of an attribute or a view; a bar list is drawn with bars. */
const typeOf = (name: string | undefined): ChartType | undefined =>
  name === 'bar-list' || name === 'bars' ? 'bars' : name === 'line' || name === 'area' ? name : undefined;

/** A result with the settings of its chart: points, labels, drawing specification and summary. */
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
  readonly layers: readonly Layer[] = [];
  readonly #extent: [number, number] | null;

  /** @throws {GatewayError} if the type is unknown, or a layer doesn't fit the data */
  constructor(view: ChartView, points: Points, texts: Texts, hidden: ReadonlySet<string>, layersOf?: LayersOf) {
    if (view.type && !typeOf(view.type)) {
      const advice = `is not a chart type. Allowed: ${CHART_TYPES.join(', ')}.`;
      throw attributeError('letz-chart', 'type', view.type, advice);
    }
    this.view = view;
    this.points = points;
    this.texts = texts;
    this.labels = new Labels(points, view.data.columns, view.formats, texts);
    const type = typeOf(view.type) ?? typeOf(view.data.view) ?? defaultType(points);
    // Lines that don't start at zero can't be stacked.
    this.type = view.stack && type === 'line' ? 'area' : type;
    this.hidden = hidden;
    this.drawn = points.series.flatMap(({ name }, index) => (hidden.has(name) ? [] : index));
    this.#extent = extentOf(points.series.map(({ values }) => values));
    const [min, max] = this.#extent ?? [0, 0];
    // Decided by all of the data, so that the baseline is the same at each zoom.
    this.fromZero = this.type !== 'line' || this.columns.every(isAmount) || (min >= 0 && min <= max / 2);
    if (layersOf && this.#extent) this.layers = layersOf(this);
  }

  /** Columns of the series. */
  get columns(): Column[] {
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
    const { points, texts, layers } = this;
    const notes: string[] = [];
    if (!this.fromZero && !this.#axis) notes.push(texts.baseline);
    notes.push(...layers.flatMap((layer) => (layer.dashed ? [] : (layer.notes ?? []))));
    if (points.omitted) notes.push(texts.omitted(points.omitted, this.view.formats.number(points.omitted)));
    return notes;
  }

  /** Notes that have a dashed swatch. */
  get dashedNotes(): string[] {
    return this.layers.flatMap((layer) => (layer.dashed ? (layer.notes ?? []) : []));
  }

  get #axis() {
    return this.layers.find(({ axis }) => axis)?.axis;
  }

  get #valueScale() {
    const percent = this.columns.every(isPercent);
    const layer = this.layers.find(({ ceiling }) => ceiling);
    return {
      fromZero: this.fromZero,
      ceiling: layer?.ceiling ?? (percent ? 100 : Number.POSITIVE_INFINITY),
      whole: !layer && this.columns.every(({ type }) => type === 'integer'),
    };
  }

  /** Event for the selection of a point; undefined for a sum of several rows. */
  selectEvent({ index, series }: Cursor): LetzSelectEvent | undefined {
    const row = this.labels.row(index, series);
    return row && new LetzSelectEvent(row, this.columns[series]!.name);
  }

  /** Value of a point with its share or interval: `14.3% (3–51)`. */
  valueText(series: number, index: number): string {
    return this.qualified(this.labels.y(series, index), series, index);
  }

  /** Text of a value, followed by what the layers add in parentheses. */
  qualified(text: string, series: number, index: number): string {
    const added = this.layers.map((layer) => layer.qualifier?.(series, index) ?? '').filter(Boolean);
    return added.length ? `${text} (${added.join(', ')})` : text;
  }

  /** Comparisons of a point's value: `12 more than Oct 6`. */
  comparisons(series: number, index: number): string[] {
    return this.layers.map((layer) => layer.comparison?.(series, index) ?? '').filter(Boolean);
  }

  /** Texts about a position on the x axis, such as the marks there. */
  events(index: number): string[] {
    return this.layers.flatMap((layer) => layer.events?.(index) ?? []);
  }

  /** Description of a point: x, value, comparison and marks. */
  pointText(series: number, index: number): string {
    const value = [this.valueText(series, index), ...this.comparisons(series, index)].join(', ');
    const open = index >= this.points.partialFrom ? [this.texts.partial] : [];
    return [`${this.labels.x(index)}: ${value}`, ...open, ...this.events(index)].join(', ');
  }

  get spec(): ChartSpec {
    const { points, labels, type, hidden, layers } = this;
    const { formats, extent, span } = this.view;
    const values = layers.find((layer) => layer.values)?.values;
    return {
      points,
      values: values ?? points.series.map((series): SeriesValues => series.values),
      type,
      list: this.view.type === 'bar-list',
      layers: extent ? [...layers, { extent }] : layers,
      axis: this.#axis,
      span,
      hidden,
      ...this.#valueScale,
      locale: formats.locale,
      tz: points.zoned ? knownZone(formats.tz) : 'UTC',
      formatX: (value) => labels.xTick(value),
      formatValue: layers.find(({ formatTick }) => formatTick)?.formatTick ?? ((value) => labels.tick(value)),
    };
  }

  /** Heading, or else the names of the series. */
  get name(): string {
    return this.view.heading || this.points.series.map((_, index) => this.labels.series(index)).join(', ');
  }

  /** Description of the chart in one sentence. */
  get sentence(): string {
    const { points, labels, texts, view, layers } = this;
    const truncation = truncationText(view.data, view.formats, texts);
    const summary = layers.find((layer) => layer.summary)?.summary;
    const further = layers.flatMap(({ sentence }) => sentence ?? []);
    return sentenceOf(points, view.heading, labels, texts, { truncation, summary, further });
  }
}
