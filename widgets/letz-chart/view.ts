import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { type AddressHost, AddressState } from '../core/address/address-state.ts';
import type { ProblemMessage } from '../core/element/problem-message.ts';
import { GatewayError } from '../core/gateway/gateway-client.ts';
import { whenIdle } from '../core/lazy/when-idle.ts';
import { addStyles } from '../core/styles/add-styles.ts';
import { icons, tool } from '../core/styles/tool-button.ts';
import { type PictureHost, tableTool } from '../core/visual/table-toggle.ts';
import type { Texts } from '../core/visual/texts/en.ts';
import { textsFor } from '../core/visual/texts/index.ts';
import { renderTruncation, truncationText } from '../core/visual/truncation.ts';
import { CrosshairSync } from './crosshair-sync.ts';
import { renderTable } from './data-table.ts';
import { type Cursor, handleKey, type Range } from './keyboard.ts';
import { renderLegend } from './legend.ts';
import { ChartModel, type ChartView } from './model.ts';
import { Plot } from './plot.ts';
import { isTime, type Points } from './points.ts';
import { toPoints } from './series.ts';
import { renderSlider } from './slider.ts';
import { renderTooltip } from './tooltip.ts';
import { styles } from './view.styles.ts';
import { readZoom, restoreZoom } from './zoom-state.ts';

/** View of a chart: renders legend, picture and table, and handles pointer and keyboard. */
export class View {
  readonly #host: PictureHost;
  #texts!: Texts;
  #model!: ChartModel;
  #points: Points | undefined;
  /** Values that the model was made from; the same are not drawn again. */
  #inputs: readonly unknown[] = [];
  #problem: GatewayError | undefined;
  #drawn: ChartModel | undefined;
  readonly #crosshairs = new CrosshairSync({ showTime: (time) => this.#plot?.showTime(time) });
  #plot: Plot | undefined;
  #range: Range | null = null;
  #cursor: Cursor | null = null;
  /** Visible range at the last mousedown; a drag changes it. */
  #rangeAtMouseDown: Range | null = null;
  /** Names of hidden series. */
  #hidden: ReadonlySet<string> = new Set();
  /** True if table and sentence are rendered. They are deferred: of 50 small charts they take most of the time. */
  #tableReady = false;
  #cancelTable: (() => void) | undefined;

  constructor(host: PictureHost & AddressHost) {
    addStyles(host, styles);
    this.#host = host;
    new AddressState(host, {
      read: () => this.#points && readZoom(this.#points, this.#range),
      restore: (texts) => this.#zoom(restoreZoom(this.#points!, texts)),
    });
  }

  /** Takes data and settings. @returns the reason why they can't be shown */
  show(view: ChartView): GatewayError | undefined {
    const { data, x, series, heading, formats, type, goal } = view;
    const texts = textsFor(formats.locale, () => this.#host.requestUpdate());
    this.#texts = texts;
    const inputs = [data, x, series, heading, formats, texts, this.#hidden, type, goal];
    const changed = inputs.map((value, index) => value !== this.#inputs[index]);
    if (!changed.includes(true)) return this.#problem;
    this.#inputs = inputs;
    try {
      if (!this.#points || this.#problem || changed.slice(0, 3).includes(true)) {
        const points = toPoints(data, { x, series: series.split(',').flatMap((name) => name.trim() || []) });
        if (points.x.length !== this.#points?.x.length) this.#range = this.#cursor = null;
        this.#points = points;
      }
      this.#model = new ChartModel(view, this.#points, texts, this.#hidden);
      this.#problem = undefined;
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      this.#problem = error;
    }
    return this.#problem;
  }

  /** Message for a problem that `show` returned. */
  problemMessage(_problem: GatewayError): ProblemMessage {
    return { title: this.#texts.wrongSettings, hint: '', canRetry: false };
  }

  /** Brings the picture up to date with what has been rendered. */
  updatePlot(): void {
    const box = this.#box;
    if (!box) this.destroyPlot();
    if (!box || !this.#host.isConnected) return;
    if (!this.#plot) this.#crosshairs.join(this.#host);
    this.#plot ??= new Plot(box, this.#host.renderRoot.querySelector('.probe')!, {
      onPoint: (index, series) => this.#setCursor(index === null ? null : { index, series }),
      onZoom: (range) => this.#zoom(range),
      onTurn: () => this.#host.requestUpdate(),
    });
    if (this.#model === this.#drawn) this.#plot.zoom(this.#range);
    else this.#plot.update(this.#model.spec, this.#range);
    this.#drawn = this.#model;
    if (this.#tableReady) return;
    this.#cancelTable ??= whenIdle(() => {
      this.#tableReady = true;
      this.#host.requestUpdate();
    });
  }

  destroyPlot(): void {
    this.#crosshairs.leave();
    this.#cancelTable?.();
    this.#cancelTable = undefined;
    this.#plot?.destroy();
    this.#plot = this.#drawn = undefined;
  }

  /** @throws {RangeError} if nothing is drawn, or the picture is too large */
  async toPng(): Promise<Blob> {
    if (!this.#plot) throw new RangeError('Nothing is drawn.');
    const footer = this.#host.renderRoot.querySelectorAll('[part="footer"] > :is(time, span)');
    return this.#plot.toPng(this.#model.caption(Array.from(footer, ({ textContent }) => textContent).join(' · ')));
  }

  get #box(): HTMLElement | null {
    return this.#host.renderRoot.querySelector<HTMLElement>('[part="plot"]');
  }

  #setCursor(cursor: Cursor | null): void {
    if (cursor?.index === this.#cursor?.index && cursor?.series === this.#cursor?.series) return;
    this.#cursor = cursor;
    const { points } = this.#model;
    if (isTime(points)) this.#crosshairs.publish(cursor ? points.x[cursor.index]! : null);
    this.#host.requestUpdate();
  }

  #zoom(range: Range | null): void {
    this.#range = range;
    this.#host.requestUpdate();
  }

  readonly #toggle = (name: string): void => {
    const hidden = new Set(this.#hidden);
    if (!hidden.delete(name)) hidden.add(name);
    this.#hidden = hidden;
    this.#host.requestUpdate();
  };

  readonly #onMouseDown = (): void => {
    this.#rangeAtMouseDown = this.#range;
  };

  readonly #select = (): void => {
    const event = this.#cursor && this.#model.selectEvent(this.#cursor);
    if (event) this.#host.dispatchEvent(event);
  };

  readonly #onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { points, drawn, start } = this.#model;
    const vertical = this.#plot?.horizontal ?? false;
    const rtl = getComputedStyle(this.#host).direction === 'rtl';
    const field = { count: points.x.length, series: drawn, vertical, rtl, start };
    const next = handleKey(event.key, { cursor: this.#cursor, range: this.#range }, field);
    if (next) {
      const { cursor, range } = next;
      this.#zoom(range);
      this.#plot?.zoom(range);
      this.#setCursor(cursor);
      if (cursor) this.#plot?.point(cursor.index, cursor.series);
    } else if (event.key === 'Enter' || event.key === ' ') this.#select();
    else return;
    event.preventDefault();
  };

  readonly #onBlur = (): void => {
    this.#setCursor(null);
    this.#plot?.leave();
  };

  readonly #save = async (): Promise<void> => {
    const [picture, { saveBlob }] = await Promise.all([this.toPng(), import('../core/gateway/download.ts')]);
    saveBlob(picture, `${this.#host.query || 'chart'}.png`);
  };

  /** Buttons in the header. */
  renderTools(): unknown {
    const { drawable, texts } = this.#model;
    if (!drawable) return nothing;
    return html`
      ${this.#range ? tool(texts.resetZoom, icons.reset, () => this.#zoom(null)) : nothing}
      ${this.#host.asTable ? nothing : tool(texts.savePicture, icons.picture, this.#save)}
      ${tableTool(this.#host, texts)}
    `;
  }

  render(): unknown {
    const model = this.#model;
    const range = this.#range;
    const { drawable, view, texts } = model;
    // Without a value to draw, the table shows the rows.
    const asTable = this.#host.asTable || !drawable;
    const truncation = truncationText(view.data, view.formats, texts);
    this.#tableReady ||= asTable;
    const hasTable = this.#tableReady;
    return guard([model, asTable, hasTable, range, this.#cursor, this.#plot?.horizontal ?? false], () => {
      const table = hasTable ? guard([model, range], () => renderTable(model, range)) : nothing;
      return html`
        ${renderTruncation(truncation, texts, view.download)}
        ${asTable ? nothing : renderLegend(model, this.#toggle)}
        ${drawable ? this.#renderPicture(asTable) : nothing}
        <div class="table-box ${asTable ? '' : 'visually-hidden'}" tabindex=${asTable ? 0 : nothing}>${table}</div>
      `;
    });
  }

  /** Box of the plot, with the tooltip and the slider that the keyboard moves along the points. */
  #renderPicture(hidden: boolean): TemplateResult {
    const model = this.#model;
    const horizontal = this.#plot?.horizontal ?? false;
    const { index, series } = this.#cursor ?? { index: model.start, series: model.drawn[0] ?? 0 };
    const point = this.#cursor && this.#plot?.offset(index, series);
    const step = this.#plot?.stepSize ?? 0;
    // The facts of a million points take as long as the drawing: the sentence comes with the table.
    const sentence = guard([model, this.#tableReady], () => (this.#tableReady ? model.sentence : model.name));
    return html`<div class="frame ${model.type} ${horizontal ? 'horizontal' : ''}" ?hidden=${hidden}>
      <div part="plot" @mousedown=${this.#onMouseDown} @click=${() => this.#range === this.#rangeAtMouseDown && this.#select()}>
        <div role="img" aria-label=${sentence}></div>
        ${renderSlider(model, { index, series }, horizontal, { press: this.#onKeyDown, blur: this.#onBlur })}
      </div>
      ${point ? renderTooltip(model, index, { point, step, vertical: horizontal, frame: this.#box! }) : nothing}
      <i class="probe"></i>
    </div>`;
  }
}
