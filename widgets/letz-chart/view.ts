import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { AddressHost, AddressState } from '../core/address/address-state.ts';
import type { ProblemMessage } from '../core/element/problem-message.ts';
import { GatewayError } from '../core/gateway/gateway-client.ts';
import { whenIdle } from '../core/lazy/when-idle.ts';
import { addStyles } from '../core/styles/add-styles.ts';
import { icons, tool } from '../core/styles/tool-button.ts';
import { TableState } from '../core/visual/table-state.ts';
import { type PictureHost, tableTool } from '../core/visual/table-toggle.ts';
import type { Texts } from '../core/visual/texts/en.ts';
import { textsFor } from '../core/visual/texts/index.ts';
import { renderTruncation, truncationText } from '../core/visual/truncation.ts';
import type { ChartView } from './chart-settings.ts';
import { renderTable } from './data-table.ts';
import { Interaction } from './interaction.ts';
import { renderLegend } from './legend.ts';
import { ChartModel } from './model.ts';
import { addressModule, layersModule, loadedOr, multiplesModule, needsLayers } from './on-demand.ts';
import { Plot } from './plot.ts';
import type { Points } from './points.ts';
import { toPoints } from './series.ts';
import { renderSlider } from './slider.ts';
import type { SmallMultiples } from './small-multiples.ts';
import { renderTooltip } from './tooltip.ts';
import { styles } from './view.styles.ts';
import { readHidden, readZoom, restoreHidden, restoreZoom } from './zoom-state.ts';

/** View of a chart: renders legend, picture and table. */
export class View {
  readonly #host: PictureHost & AddressHost;
  readonly #interaction: Interaction;
  readonly #table: TableState;
  #address: AddressState | undefined;
  #texts!: Texts;
  #model!: ChartModel;
  #points: Points | undefined;
  /** Values that the model was made from; the same are not drawn again. */
  #inputs: readonly unknown[] = [];
  #problem: GatewayError | undefined;
  #drawn: ChartModel | undefined;
  #plot: Plot | undefined;
  /** Shown instead of one picture if the chart is split. */
  #multiples: SmallMultiples | undefined;
  /** Names of hidden series. */
  #hidden: ReadonlySet<string> = new Set();
  /** True if table and sentence are rendered. They are deferred: of 50 small charts they take most of the time. */
  #tableReady = false;
  #cancelTable: (() => void) | undefined;

  constructor(host: PictureHost & AddressHost) {
    addStyles(host, styles);
    this.#host = host;
    this.#table = new TableState(host);
    this.#interaction = new Interaction(host, () => this.#model);
  }

  /** Takes data and settings. @returns the reason why they can't be shown */
  show(view: ChartView): GatewayError | undefined {
    const changed = () => this.#host.requestUpdate();
    const texts = textsFor(view.formats.locale, changed);
    this.#texts = texts;
    if (typeof this.#host.syncUrl === 'string') this.#keepAddress(changed);
    const { data, x, series, split, download: _, ...settings } = view;
    const multiples = split ? loadedOr(multiplesModule, changed) : undefined;
    const hasLayers = needsLayers(view) || data.columns.some(({ of }) => of);
    const layers = hasLayers ? loadedOr(layersModule, changed) : undefined;
    const layerTexts = layers?.textsFor(view.formats.locale, changed);
    const inputs = [data, x, series, ...Object.values(settings), split, texts, this.#hidden, multiples, layerTexts];
    const isNew = inputs.map((value, index) => value !== this.#inputs[index]);
    if (!isNew.includes(true)) return this.#problem;
    const newPoints = !this.#points || this.#problem || isNew.slice(0, 3).includes(true);
    this.#inputs = inputs;
    this.#problem = undefined;
    try {
      if (multiples) {
        this.#multiples ??= new multiples.SmallMultiples(this.#host);
        this.#multiples.show(view, texts);
        return undefined;
      }
      this.#multiples = undefined;
      if (newPoints) {
        const points = toPoints(data, { x, series: series.split(',').flatMap((name) => name.trim() || []) });
        if (points.x.length !== this.#points?.x.length) this.#interaction.reset();
        this.#points = points;
      }
      const points = layers && layerTexts ? layers.arrange(view, this.#points!, layerTexts) : this.#points!;
      const layersOf = layers && layerTexts ? (model: ChartModel) => layers.layersOf(model, layerTexts) : undefined;
      this.#model = new ChartModel(view, points, texts, this.#hidden, layersOf);
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      this.#problem = error;
    }
    return this.#problem;
  }

  /** Restores zoom, hidden series and table from the page's address and keeps them there. */
  #keepAddress(changed: () => void): void {
    const address = this.#address ? undefined : loadedOr(addressModule, changed);
    if (!address) return;
    this.#address = new address.AddressState(this.#host, {
      read: () =>
        this.#points && {
          ...readZoom(this.#points, this.#interaction.range),
          ...this.#table.read(),
          ...readHidden(this.#hidden),
        },
      restore: (texts) => {
        this.#interaction.onZoom(restoreZoom(this.#points!, texts));
        this.#table.restore(texts);
        this.#hidden = restoreHidden(this.#model.points, texts);
        this.#host.requestUpdate();
      },
    });
  }

  /** Message for a problem that `show` returned. */
  problemMessage(_problem: GatewayError): ProblemMessage {
    return { title: this.#texts.wrongSettings, hint: '', canRetry: false };
  }

  /** Brings the picture up to date with what has been rendered. */
  updatePlot(): void {
    const box = this.#host.renderRoot.querySelector<HTMLElement>('[part="plot"]');
    if (!box) this.destroyPlot();
    if (!box || !this.#host.isConnected) return;
    const { range } = this.#interaction;
    if (!this.#plot) {
      this.#plot = new Plot(box, this.#host.renderRoot.querySelector('.probe')!, this.#interaction);
      this.#interaction.attach(this.#plot);
    }
    if (this.#model === this.#drawn) this.#plot.zoom(range);
    else this.#plot.update(this.#model.spec, range);
    this.#drawn = this.#model;
    if (this.#tableReady) return;
    this.#cancelTable ??= whenIdle(() => {
      this.#tableReady = true;
      this.#host.requestUpdate();
    });
  }

  destroyPlot(): void {
    this.#interaction.detach();
    this.#cancelTable?.();
    this.#cancelTable = undefined;
    this.#plot?.destroy();
    this.#plot = this.#drawn = undefined;
  }

  /** @throws {RangeError} if nothing is drawn, or the picture is too large */
  async toPng(): Promise<Blob> {
    if (this.#multiples) return this.#multiples.toPng();
    const plot = this.#plot;
    if (!plot) throw new RangeError('Nothing is drawn.');
    const footer = this.#host.renderRoot.querySelectorAll('[part="footer"] > :is(time, span)');
    const { captionOf } = await import('./png.ts');
    return plot.toPng(captionOf(this.#model, Array.from(footer, ({ textContent }) => textContent).join(' · ')));
  }

  readonly #toggle = (name: string): void => {
    const hidden = new Set(this.#hidden);
    if (!hidden.delete(name)) hidden.add(name);
    this.#hidden = hidden;
    this.#host.requestUpdate();
  };

  readonly #save = async (): Promise<void> => {
    const [picture, { saveBlob }] = await Promise.all([this.toPng(), import('../core/gateway/download.ts')]);
    saveBlob(picture, `${this.#host.query || 'chart'}.png`);
  };

  /** Buttons in the header. */
  renderTools(): unknown {
    const texts = this.#texts;
    if (!this.#multiples && !this.#model.drawable) return nothing;
    const isZoomed = this.#interaction.range && !this.#multiples;
    return html`
      ${isZoomed ? tool(texts.resetZoom, icons.reset, () => this.#interaction.onZoom(null)) : nothing}
      ${this.#host.asTable ? nothing : tool(texts.savePicture, icons.picture, this.#save)}
      ${tableTool(this.#host, texts)}
    `;
  }

  render(): unknown {
    if (this.#multiples) return this.#multiples.render();
    const model = this.#model;
    const { range, cursor } = this.#interaction;
    const { drawable, view, texts } = model;
    // Without a value to draw, the table shows the rows.
    const asTable = this.#host.asTable || !drawable;
    const truncation = truncationText(view.data, view.formats, texts);
    this.#tableReady ||= asTable;
    const hasTable = this.#tableReady;
    return guard([model, asTable, hasTable, range, cursor, this.#plot?.horizontal ?? false], () => {
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
    const { cursor, onMouseDown, onClick, onKeyDown, onBlur } = this.#interaction;
    const horizontal = this.#plot?.horizontal ?? false;
    const { index, series } = cursor ?? { index: model.start, series: model.drawn[0] ?? 0 };
    const point = cursor && this.#plot?.offset(index, series);
    const step = this.#plot?.stepSize ?? 0;
    // The facts of a million points take as long as the drawing: the sentence comes with the table.
    const sentence = guard([model, this.#tableReady], () => (this.#tableReady ? model.sentence : model.name));
    const frame = this.#host.renderRoot.querySelector<HTMLElement>('[part="plot"]');
    return html`<div class="frame ${model.type} ${horizontal ? 'horizontal' : ''}" ?hidden=${hidden}>
      <div part="plot" @mousedown=${onMouseDown} @click=${onClick}>
        <div role="img" aria-label=${sentence}></div>
        ${renderSlider(model, { index, series }, horizontal, { press: onKeyDown, blur: onBlur })}
      </div>
      ${point && frame ? renderTooltip(model, index, { point, step, vertical: horizontal, frame }) : nothing}
      <i class="probe"></i>
    </div>`;
  }
}
