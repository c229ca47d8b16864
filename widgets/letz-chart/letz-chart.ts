import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { ColumnarResult, Result, View } from '../../server/contract.ts';
import { LetzElement } from '../core/letz-element.ts';
import { palette } from '../core/palette.ts';
import { pictureStyles } from '../core/picture.ts';
import { property, state } from '../core/property.ts';
import { icons, tool, toolStyles } from '../core/tools.ts';
import { fill } from '../core/translations.ts';
import { formatTimestamp, knownZone } from '../core/values.ts';
import { columnTitle } from '../core/words.ts';
import type { Cursor, Range } from './cursor.ts';
import type { Labels } from './labels.ts';
import { styles } from './letz-chart.styles.ts';
import type { ChartType } from './options.ts';
import type { Plot } from './plot.ts';
import type { Points } from './series.ts';

type ChartData = Result | ColumnarResult;
type Engine = typeof import('./engine.ts');

const isType = (name: string | undefined): name is ChartType => name === 'line' || name === 'area' || name === 'bars';

/** What a drawing depends on. */
const REDRAW = ['data', 'x', 'series', 'type', 'view', 'switchedOff', 'theme', 'locale', 'tz'];

/** What draws, once a chart was there. */
let engine: Engine | undefined;
let loading: Promise<Engine> | undefined;

/** Points from which on their sentence takes longer than a frame. */
const MANY = 10_000;

/** Runs when the page has settled and has nothing better to do: what is only heard can wait for what is seen. */
const whenIdle = (run: () => void) =>
  setTimeout(() => ('requestIdleCallback' in window ? requestIdleCallback(run, { timeout: 500 }) : run()), 200);

/**
 * @summary Lines, areas or bars, with a table of the same numbers behind them.
 *
 * A cursor follows the pointer and the arrow keys; Home and End go to the ends, Enter chooses, + and - zoom, 0 shows all.
 * Dragging over the picture zooms in, a double click shows all.
 *
 * @fires letz-select - A point was chosen; `.row`, `.column`, `.value`.
 * @csspart plot - The picture.
 * @csspart legend - Names of the series; each hides and shows its own.
 * @csspart tooltip - Values at the cursor.
 * @csspart table - The same points as a table.
 * @cssproperty [--letz-chart-height=260px] - Height of the picture, unless the element has a height of its own.
 */
export class LetzChart extends LetzElement<ChartData> {
  static override styles = [...LetzElement.styles, palette, toolStyles, pictureStyles, styles];

  /** `line`, `area` or `bars`; by default as the query's author says, else lines over time and bars over categories. */
  @property() type?: ChartType;

  /** The column along the x axis; by default the first date, timestamp or text. */
  @property() x = '';

  /** The columns to draw, by name, separated by commas; by default all numbers of the first one's unit. */
  @property() series = '';

  /** Shows the table instead of the picture. */
  @property({ type: Boolean, reflect: true, attribute: 'as-table' }) asTable = false;

  @state() private view?: View | undefined;
  @state() private range: Range | null = null;
  @state() private cursor: Cursor | null = null;
  /** Names of series that the reader took away. */
  @state() private switchedOff: ReadonlySet<string> = new Set();
  /** Whether there was time to say what the picture shows, in a sentence and a table. */
  @state() private told = false;

  #points: Points | undefined;
  #plot: Plot | undefined;

  /** Loads what draws. The first chart on the page does that itself; one that a script will make later starts sooner so. */
  static async preload(): Promise<void> {
    loading ??= import('./engine.ts');
    try {
      engine = await loading;
    } catch (error) {
      loading = undefined;
      throw error;
    }
  }

  /** The picture as it stands, with title and legend. @throws {RangeError} when nothing is drawn, or it is too large */
  async toPng(): Promise<Blob> {
    if (!this.#plot || !this.data) throw new RangeError('Nothing is drawn.');
    const names = this.#points!.series.map(({ name }) => (this.switchedOff.has(name) ? '' : columnTitle(name)));
    const asOf = `${this.texts.asOf} ${formatTimestamp(this.formats, this.data.asOf)}`;
    return this.#plot.toPng(this.heading, asOf, names.length > 1 ? names : []);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate(); // What was drawn is gone since the element left.
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#discard();
  }

  protected override async load(signal: AbortSignal): Promise<ChartData> {
    const [result, view] = await Promise.all([super.load(signal), this.#authorsView(), LetzChart.preload()]);
    this.view = view;
    if (!this.#points) this.requestUpdate(); // The data may have been here before what draws it.
    return result;
  }

  protected override isEmpty(data: ChartData): boolean {
    return 'values' in data ? !data.values[0]?.length : super.isEmpty(data);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const news = !this.#points || ['data', 'x', 'series'].some((name) => changed.has(name));
    if (!this.data || !engine || !news) return;
    const names = this.series.split(',').flatMap((name) => name.trim() || []);
    const points = engine.toPoints(this.data, { x: this.x, series: names });
    if (points.x.length !== this.#points?.x.length) this.range = this.cursor = null;
    this.#points = points;
  }

  protected override updated(changed: PropertyValues): void {
    if (!this.#box) this.#discard();
    else if (!this.isConnected) return;
    else if (!this.#plot) this.#start();
    else if (REDRAW.some((name) => changed.has(name))) this.#draw();
    else this.#plot.zoom(this.range);
  }

  async #authorsView(): Promise<View | undefined> {
    if (isType(this.type) || !this.query) return undefined;
    try {
      const { queries } = await this.client.catalogue();
      return queries.find(({ name }) => name === this.query)?.view;
    } catch {
      return undefined; // The shape of the data will do.
    }
  }

  #start(): void {
    this.#plot = new engine!.Plot(this.#box!, this.renderRoot.querySelector('.probe')!, {
      onPoint: (index, series) => {
        this.cursor = index === null ? null : { index, series };
      },
      onZoom: (range) => {
        this.range = range;
      },
    });
    this.#draw();
    whenIdle(() => {
      this.told = true;
    });
  }

  #draw(): void {
    const points = this.#points!;
    const labels = this.#labels;
    const drawing = {
      points,
      type: this.#type,
      hidden: this.switchedOff,
      whole: points.series.every(({ column }) => this.data!.columns[column]!.type === 'integer'),
      locale: this.formats.locale,
      tz: points.zoned ? knownZone(this.formats.tz) : 'UTC',
      formatValue: (value: number) => labels.tick(value),
    };
    this.#plot!.update(drawing, this.range);
  }

  #discard(): void {
    this.#plot?.destroy();
    this.#plot = undefined;
  }

  get #box(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('[part="plot"]');
  }

  get #rtl(): boolean {
    return getComputedStyle(this).direction === 'rtl';
  }

  get #type(): ChartType {
    return [this.type, this.view].find(isType) ?? engine!.defaultType(this.#points!);
  }

  get #labels(): Labels {
    return new engine!.Labels(this.#points!, this.data!.columns, this.formats, this.texts);
  }

  /** Indexes of the series that are drawn. */
  get #drawn(): number[] {
    return this.#points!.series.flatMap(({ name }, index) => (this.switchedOff.has(name) ? [] : index));
  }

  /** Where the keyboard's cursor begins: at the latest complete point, or the first category. */
  get #first(): number {
    const { kind, partialFrom } = this.#points!;
    return kind === 'category' ? 0 : Math.max(0, partialFrom - 1);
  }

  readonly #choose = (): void => {
    if (!this.cursor) return;
    const { index, series } = this.cursor;
    this.select(this.#labels.row(index), this.#points!.series[series]!.name);
  };

  readonly #save = async (): Promise<void> => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await this.toPng());
    link.download = `${this.query || 'chart'}.png`;
    link.click();
    // The browser has taken hold of it once this task is over.
    setTimeout(() => URL.revokeObjectURL(link.href));
  };

  readonly #toggle = (name: string): void => {
    const off = new Set(this.switchedOff);
    if (!off.delete(name)) off.add(name);
    this.switchedOff = off;
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    const count = this.#points!.x.length;
    const start = this.#first;
    const vertical = this.#plot?.horizontal ?? false;
    const moved = engine!.moveCursor(key, this.cursor, { count, series: this.#drawn, vertical, rtl: this.#rtl, start });
    const range = engine!.zoomBy(key, this.range, count, this.cursor?.index ?? start);
    if (moved) {
      this.cursor = moved;
      this.range = engine!.panTo(moved.index, this.range);
      this.#plot?.zoom(this.range);
      this.#plot?.point(moved.index, moved.series);
    } else if (range !== undefined) this.range = range;
    else if (key === 'Enter' || key === ' ') this.#choose();
    else return;
    event.preventDefault();
  };

  readonly #onBlur = (): void => {
    this.cursor = null;
    this.#plot?.leave();
  };

  protected override renderActions(): unknown {
    const { texts, asTable } = this;
    if (!this.data || this.isEmpty(this.data) || !this.#points?.series.length) return nothing;
    return html`
      ${this.range ? tool(texts.resetZoom, icons.reset, () => (this.range = null)) : nothing}
      ${asTable ? nothing : tool(texts.savePicture, icons.picture, this.#save)}
      ${tool(asTable ? texts.showChart : texts.showTable, asTable ? icons.chart : icons.table, () => {
        this.asTable = !asTable;
      })}
    `;
  }

  protected override renderData({ columns }: ChartData): unknown {
    const { formats, texts, heading, told, range, cursor, switchedOff } = this;
    const points = this.#points;
    if (!points) return this.renderLoading();
    // Where nothing can be drawn, the table says what there is.
    const asTable = this.asTable || !points.series.length;
    const of = [points, texts, heading, formats, told || asTable];
    const [first, last] = range ?? [0, points.x.length - 1];
    const sentence = guard(of, () => this.#sentence());
    const twin = guard([...of, range], () => {
      if (!told && !asTable) return nothing;
      return engine!.renderTwin({
        points,
        columns,
        labels: this.#labels,
        first,
        last,
        caption: this.#sentence(),
        formats,
        texts,
      });
    });
    // A widget is rendered whenever it asks or hears something; its body is the same most of the time.
    return guard([...of, asTable, range, cursor, switchedOff, this.#type], () => {
      return html`
        ${asTable ? nothing : engine!.renderLegend(points, switchedOff, texts, this.#type, this.#toggle)}
        ${points.series.length ? this.#renderPicture(points, sentence, asTable) : nothing}
        <div class="twin ${asTable ? '' : 'visually-hidden'}" tabindex=${asTable ? 0 : nothing}>${twin}</div>
      `;
    });
  }

  #renderPicture(points: Points, sentence: unknown, hidden: boolean): TemplateResult {
    const { cursor, texts } = this;
    const labels = this.#labels;
    const drawn = this.#drawn;
    const place = cursor && this.#plot?.place(cursor.index, cursor.series);
    const { index, series } = cursor ?? { index: this.#first, series: drawn[0] ?? 0 };
    const name = drawn.length > 1 ? `${columnTitle(points.series[series]!.name)}, ` : '';
    return html`<div class="frame ${this.#type}" ?hidden=${hidden}>
      <div part="plot" role="img" aria-label=${sentence} @click=${this.#choose}></div>
      <div
        role="slider"
        tabindex="0"
        aria-label=${fill(texts.pointsOf, this.heading)}
        aria-orientation=${this.#plot?.horizontal ? 'vertical' : 'horizontal'}
        aria-valuemin="1"
        aria-valuemax=${points.x.length}
        aria-valuenow=${index + 1}
        aria-valuetext=${name + labels.point(series, index)}
        @keydown=${this.#onKey}
        @blur=${this.#onBlur}
      ></div>
      ${cursor && place ? engine!.renderTooltip({ cursor, drawn, points, labels, texts, place, frame: this.#box! }) : nothing}
      <i class="probe"></i>
    </div>`;
  }

  #sentence(): string {
    const labels = this.#labels;
    const points = this.#points!;
    if (points.x.length > MANY && !this.told && !this.asTable) return this.heading;
    return engine!.summarize(points, {
      title: this.heading,
      texts: this.texts,
      fill,
      name: (series) => columnTitle(points.series[series]!.name),
      x: (index) => labels.x(index),
      y: (series, index) => labels.y(series, index),
    });
  }
}

if (!customElements.get('letz-chart')) customElements.define('letz-chart', LetzChart);

declare global {
  interface HTMLElementTagNameMap {
    'letz-chart': LetzChart;
  }
}
