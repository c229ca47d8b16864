import { html, nothing, type TemplateResult } from 'lit';
import type { ColumnarResult, Result } from '../../server/contract/result.ts';
import { LetzSelectEvent } from '../core/element/events.ts';
import { addStyles } from '../core/styles/add-styles.ts';
import { attributeError } from '../core/visual/attribute-error.ts';
import type { PictureHost } from '../core/visual/table-toggle.ts';
import type { Texts } from '../core/visual/texts/en.ts';
import { renderTruncation, truncationText } from '../core/visual/truncation.ts';
import type { ChartView, Further } from './chart-settings.ts';
import { joinPictures } from './join-pictures.ts';
import type { LetzChart } from './letz-chart.ts';
import { type Panel, panelsOf, splitColumn } from './panels.ts';
import { styles } from './small-multiples.styles.ts';

/** Most charts of small multiples: those with the greatest sums. */
const MOST_CHARTS = 12;

/** One chart for each value of a text column, with common axes. */
export class SmallMultiples {
  readonly #host: PictureHost;
  #view!: ChartView;
  #texts!: Texts;
  #panels: readonly Panel[] = [];
  /** Earlier rows by panel. */
  #earlier = new Map<string, Further>();
  #left = 0;

  constructor(host: PictureHost) {
    addStyles(host, styles);
    this.#host = host;
  }

  /** Takes data and settings. @throws {GatewayError} if the column is none of the result's texts */
  show(view: ChartView, texts: Texts): void {
    const { data, earlierData: earlier, split = '' } = view;
    this.#view = view;
    this.#texts = texts;
    if (splitColumn(data, split) < 0) {
      const allowed = data.columns.filter(({ type }) => type === 'text').map(({ name }) => name);
      const advice = `is not a text column of the result. Allowed: ${allowed.join(', ') || 'none, the result has no text'}.`;
      throw attributeError('letz-chart', 'split', split, advice);
    }
    const all = panelsOf(data, view, texts.noValue);
    this.#panels = all.slice(0, MOST_CHARTS);
    this.#left = all.length - this.#panels.length;
    this.#earlier = new Map<string, Further>();
    if (!earlier || earlier instanceof Error) return;
    for (const panel of panelsOf(earlier, view, texts.noValue)) this.#earlier.set(panel.name, panel.data);
  }

  /** PNG of all charts. @throws {RangeError} if nothing is drawn, or the picture is too large */
  async toPng(): Promise<Blob> {
    const charts = [...this.#host.renderRoot.querySelectorAll<LetzChart>('letz-chart')];
    const pictures = await Promise.all(charts.map((chart) => chart.toPng()));
    return joinPictures(pictures, this.#view.heading, this.#host.renderRoot.querySelector('.multiples')!);
  }

  readonly #onSelect = (event: LetzSelectEvent): void => {
    const panel = this.#panels.find(({ name }) => name === (event.target as LetzChart).label);
    if (!panel) return;
    event.stopPropagation();
    const row = { ...event.row, [this.#view.split ?? '']: panel.value };
    this.#host.dispatchEvent(new LetzSelectEvent(row, event.column));
  };

  render(): TemplateResult {
    const { data, formats, download } = this.#view;
    return html`
      ${renderTruncation(truncationText(data, formats, this.#texts), this.#texts, download)}
      <div class="multiples" @letz-select=${this.#onSelect}>
        ${this.#panels.map((panel) => this.#renderPanel(panel))}
      </div>
      ${this.#left ? html`<p class="note">${this.#texts.omitted(this.#left, formats.number(this.#left))}</p>` : nothing}
    `;
  }

  #renderPanel({ name, data, extent, span }: Panel): TemplateResult {
    const { type, x, series, goal, thresholds, stack, scale, compare, marks, marksData, formats } = this.#view;
    const earlierData = this.#view.earlierData instanceof Error ? this.#view.earlierData : this.#earlier.get(name);
    const panel = { extent, span, earlierData, marksData };
    return html`<section class="panel">
      <h3>${name}</h3>
      <letz-chart
        .label=${name}
        .locale=${formats.locale}
        .tz=${formats.tz}
        .type=${type ?? (data as Result | ColumnarResult).view}
        .x=${x}
        .series=${series}
        .goal=${goal}
        .thresholds=${thresholds}
        .stack=${stack}
        .scale=${scale}
        .compare=${compare}
        .marks=${marks}
        .panel=${panel}
        .result=${data}
        ?as-table=${this.#host.asTable}
      ></letz-chart>
    </section>`;
  }
}
