import { html, nothing, type TemplateResult } from 'lit';
import type { QueryDescription, View } from '../../server/contract/query.ts';
import type { TaggedResult } from '../core/gateway/gateway-client.ts';
import type { Texts } from './texts/en.ts';
import { viewsOf } from './views.ts';

interface ResultViewHost extends HTMLElement {
  readonly renderRoot: ParentNode;
  readonly updateComplete: Promise<unknown>;
  readonly locale?: string;
  readonly tz?: string;
  requestUpdate(): void;
}

/** How the result is looked at: as the picture that the query's author chose, or as a table. */
export class ResultView {
  readonly #host: ResultViewHost;
  #chosen: View | undefined;
  #views: readonly View[] = ['table'];

  constructor(host: ResultViewHost) {
    this.#host = host;
  }

  /** The result is another query's. */
  set query(query: QueryDescription | undefined) {
    this.#views = query ? viewsOf(query) : ['table'];
  }

  /** The view that is shown. */
  get shown(): View {
    return this.#views.find((view) => view === this.#chosen) ?? this.#views[0]!;
  }

  /** Goes back to what the author chose. */
  reset(): void {
    this.#chosen = undefined;
  }

  renderTabs(texts: Texts): unknown {
    if (this.#views.length < 2) return nothing;
    const { shown } = this;
    const title = (view: View) => (view === 'line' || view === 'area' || view === 'bars' ? texts.chart : texts[view]);
    return html`<span role="tablist" aria-label=${texts.view} @keydown=${this.#onKey}>
      ${this.#views.map(
        (view) => html`<button
          type="button"
          role="tab"
          aria-selected=${view === shown}
          aria-controls="result"
          tabindex=${view === shown ? 0 : -1}
          @click=${() => this.#show(view)}
        >
          ${title(view)}
        </button>`,
      )}
    </span>`;
  }

  /** The result, by the element of that view. */
  render(data: TaggedResult): TemplateResult {
    const { locale, tz } = this.#host;
    const { title } = data;
    switch (this.shown) {
      case 'metric':
        return html`<letz-metric .result=${data} .label=${title} .locale=${locale} .tz=${tz}></letz-metric>`;
      case 'heatmap':
        return html`<letz-heatmap .result=${data} .label=${title} .locale=${locale} .tz=${tz}></letz-heatmap>`;
      case 'funnel':
        return html`<letz-funnel .result=${data} .label=${title} .locale=${locale} .tz=${tz}></letz-funnel>`;
      case 'table':
        return html`<letz-query-table .result=${data} .label=${title} .locale=${locale} .tz=${tz}></letz-query-table>`;
      default:
        return html`<letz-chart .type=${this.shown} .result=${data} .label=${title} .locale=${locale} .tz=${tz}></letz-chart>`;
    }
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const rtl = this.#host.matches(':dir(rtl)');
    const step = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const views = this.#views;
    this.#show(views[(views.indexOf(this.shown) + step + views.length) % views.length]!, true);
  };

  async #show(view: View, focus = false): Promise<void> {
    this.#chosen = view;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    if (focus) this.#host.renderRoot.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus();
  }
}
