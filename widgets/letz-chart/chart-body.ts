import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { ColumnarResult, Result } from '../../server/contract.ts';
import { addStyles } from '../core/late-styles.ts';
import { type Choose, type PictureHost, type PictureView, tableTool } from '../core/picture-body.ts';
import { type Texts, textsFor } from '../core/picture-texts.ts';
import { saveBlob } from '../core/save-file.ts';
import { textsFor as commonTextsFor } from '../core/texts.ts';
import { icons, tool } from '../core/tools.ts';
import { fill } from '../core/translations.ts';
import { formatTimestamp, knownZone } from '../core/values.ts';
import { columnTitle } from '../core/words.ts';
import { styles } from './chart-body.styles.ts';
import { type Cursor, type Range, steer } from './cursor.ts';
import { Labels } from './labels.ts';
import type { ChartType } from './options.ts';
import { renderLegend, renderPicture, renderTooltip } from './parts.ts';
import { Plot } from './plot.ts';
import { defaultType, type Points, toPoints } from './series.ts';
import { sentenceOf } from './summary.ts';
import { renderTwin } from './twin.ts';
import { whenIdle } from './when-idle.ts';

export interface ChartView extends PictureView<Result | ColumnarResult> {
  /** The column along the x axis; empty: found in the data. */
  x: string;
  /** Names of the columns to draw, separated by commas; empty: found in the data. */
  series: string;
  /** What to draw: the first that is a chart's type, else what suits the data. */
  types: readonly (string | undefined)[];
}

const isType = (name: string | undefined): name is ChartType => name === 'line' || name === 'area' || name === 'bars';

/** Points from which on their sentence takes longer than a frame. */
const MANY = 10_000;

/** The points: how they are shown, and what the reader does with them. */
export class ChartBody {
  readonly #host: PictureHost;
  readonly #tell: Choose;
  #view!: ChartView;
  #points!: Points;
  #labels!: Labels;
  #type: ChartType = 'line';
  #plot: Plot | undefined;
  /** What was drawn: the same is not drawn again. */
  #drawnOf: readonly unknown[] = [];
  #range: Range | null = null;
  #cursor: Cursor | null = null;
  /** Names of series that the reader took away. */
  #off: ReadonlySet<string> = new Set();
  /** Whether there was time to say what the picture shows, in a sentence and a table. */
  #told = false;

  constructor(host: PictureHost, tell: Choose) {
    addStyles(host, styles);
    this.#host = host;
    this.#tell = tell;
  }

  show(view: ChartView): void {
    const { data, x, series, formats, types } = view;
    const before = this.#view;
    this.#view = view;
    if (data !== before?.data || x !== before.x || series !== before.series) {
      const count = this.#points?.x.length;
      this.#points = toPoints(data, { x, series: series.split(',').flatMap((name) => name.trim() || []) });
      if (this.#points.x.length !== count) this.#range = this.#cursor = null;
    }
    this.#labels = new Labels(this.#points, data.columns, formats, this.#texts);
    this.#type = types.find(isType) ?? defaultType(this.#points);
  }

  /** Brings the picture up to what has been rendered. */
  drawn(): void {
    const box = this.#box;
    if (!box) this.leave();
    if (!box || !this.#host.isConnected) return;
    if (!this.#plot) this.#start(box);
    const of = [this.#points, this.#type, this.#off, this.#view.formats];
    if (of.some((value, index) => value !== this.#drawnOf[index])) this.#draw();
    this.#drawnOf = of;
    this.#plot!.zoom(this.#range);
  }

  /** Takes the picture away. */
  leave(): void {
    this.#plot?.destroy();
    this.#plot = undefined;
    this.#drawnOf = [];
  }

  /** @throws {RangeError} when nothing is drawn, or it is too large */
  async toPng(): Promise<Blob> {
    if (!this.#plot) throw new RangeError('Nothing is drawn.');
    const { heading, data, formats } = this.#view;
    const names = this.#points.series.map(({ name }) => (this.#off.has(name) ? '' : columnTitle(name)));
    const { asOf } = commonTextsFor(formats.locale, () => undefined);
    return this.#plot.toPng(heading, `${asOf} ${formatTimestamp(formats, data.asOf)}`, names.length > 1 ? names : []);
  }

  #start(box: HTMLElement): void {
    this.#plot = new Plot(box, this.#host.renderRoot.querySelector('.probe')!, {
      onPoint: (index, series) => this.#pointAt(index === null ? null : { index, series }),
      onZoom: (range) => this.#zoom(range),
    });
    whenIdle(() => {
      this.#told = true;
      this.#host.requestUpdate();
    });
  }

  #draw(): void {
    const { data, formats } = this.#view;
    const points = this.#points;
    const labels = this.#labels;
    const drawing = {
      points,
      type: this.#type,
      hidden: this.#off,
      whole: points.series.every(({ column }) => data.columns[column]!.type === 'integer'),
      locale: formats.locale,
      tz: points.zoned ? knownZone(formats.tz) : 'UTC',
      formatValue: (value: number) => labels.tick(value),
    };
    this.#plot!.update(drawing, this.#range);
  }

  get #box(): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>('[part="plot"]');
  }

  get #texts(): Texts {
    return textsFor(this.#view.formats.locale, () => this.#host.requestUpdate());
  }

  /** Indexes of the series that are drawn. */
  get #drawnSeries(): number[] {
    return this.#points.series.flatMap(({ name }, index) => (this.#off.has(name) ? [] : index));
  }

  /** Where the keyboard's cursor begins: at the latest complete point, or the first category. */
  get #first(): number {
    const { kind, partialFrom } = this.#points;
    return kind === 'category' ? 0 : Math.max(0, partialFrom - 1);
  }

  #pointAt(cursor: Cursor | null): void {
    this.#cursor = cursor;
    this.#host.requestUpdate();
  }

  #zoom(range: Range | null): void {
    this.#range = range;
    this.#host.requestUpdate();
  }

  readonly #choose = (): void => {
    if (!this.#cursor) return;
    const { index, series } = this.#cursor;
    this.#tell(this.#labels.row(index), this.#points.series[series]!.name);
  };

  readonly #toggle = (name: string): void => {
    const off = new Set(this.#off);
    if (!off.delete(name)) off.add(name);
    this.#off = off;
    this.#host.requestUpdate();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const there = { cursor: this.#cursor, range: this.#range };
    const moved = steer(key, there, {
      count: this.#points.x.length,
      series: this.#drawnSeries,
      vertical: this.#plot?.horizontal ?? false,
      rtl: getComputedStyle(this.#host).direction === 'rtl',
      start: this.#first,
    });
    if (moved) {
      this.#zoom(moved.range);
      this.#plot?.zoom(moved.range);
      if (moved.cursor !== there.cursor) {
        this.#pointAt(moved.cursor);
        this.#plot?.point(moved.cursor!.index, moved.cursor!.series);
      }
    } else if (key === 'Enter' || key === ' ') this.#choose();
    else return;
    event.preventDefault();
  };

  readonly #onBlur = (): void => {
    this.#pointAt(null);
    this.#plot?.leave();
  };

  readonly #save = async (): Promise<void> => saveBlob(await this.toPng(), `${this.#host.query || 'chart'}.png`);

  renderTools(): unknown {
    const texts = this.#texts;
    if (!this.#points.series.length) return nothing;
    return html`
      ${this.#range ? tool(texts.resetZoom, icons.reset, () => this.#zoom(null)) : nothing}
      ${this.#host.asTable ? nothing : tool(texts.savePicture, icons.picture, this.#save)}
      ${tableTool(this.#host, texts)}
    `;
  }

  render(): unknown {
    const { heading, formats } = this.#view;
    const texts = this.#texts;
    const points = this.#points;
    const range = this.#range;
    // Where nothing can be drawn, the table says what there is.
    const drawable = points.series.length > 0;
    const asTable = this.#host.asTable || !drawable;
    const told = this.#told || asTable;
    const of = [points, texts, heading, formats, told];
    // An element is rendered whenever it asks or hears something; its body is the same most of the time.
    return guard([...of, asTable, range, this.#cursor, this.#off, this.#type], () => {
      const sentence = guard(of, () => this.#sentence(told));
      const twin = guard([...of, range], () => told && this.#renderTwin());
      return html`
        ${asTable ? nothing : renderLegend(points, this.#off, texts, this.#type, this.#toggle)}
        ${drawable ? this.#renderPicture(sentence, asTable) : nothing}
        <div class="twin ${asTable ? '' : 'visually-hidden'}" tabindex=${asTable ? 0 : nothing}>${twin}</div>
      `;
    });
  }

  #renderTwin(): TemplateResult {
    const { data, formats } = this.#view;
    const [first, last] = this.#range ?? [0, this.#points.x.length - 1];
    return renderTwin({
      points: this.#points,
      columns: data.columns,
      labels: this.#labels,
      first,
      last,
      caption: this.#sentence(true),
      formats,
      texts: this.#texts,
    });
  }

  #renderPicture(sentence: unknown, hidden: boolean): TemplateResult {
    const points = this.#points;
    const labels = this.#labels;
    const drawn = this.#drawnSeries;
    const cursor = this.#cursor;
    const { index, series } = cursor ?? { index: this.#first, series: drawn[0] ?? 0 };
    const name = drawn.length > 1 ? `${columnTitle(points.series[series]!.name)}, ` : '';
    const place = cursor && this.#plot?.place(index, series);
    return renderPicture({
      type: this.#type,
      hidden,
      sentence,
      name: fill(this.#texts.pointsOf, this.#view.heading),
      horizontal: this.#plot?.horizontal ?? false,
      index,
      count: points.x.length,
      value: name + labels.point(series, index),
      tooltip: place
        ? renderTooltip({ index, drawn, points, labels, texts: this.#texts, place, frame: this.#box! })
        : nothing,
      choose: this.#choose,
      press: this.#onKey,
      blur: this.#onBlur,
    });
  }

  #sentence(told: boolean): string {
    const points = this.#points;
    const { heading } = this.#view;
    return told || points.x.length <= MANY ? sentenceOf(points, heading, this.#labels, this.#texts) : heading;
  }
}
