import { html, nothing, type TemplateResult } from 'lit';
import type { QueryDescription, View } from '../../server/contract/query.ts';
import type { TaggedResult } from '../core/gateway/gateway-client.ts';
import type { Texts } from './texts/en.ts';

/** The views of a query: the one that its author chose, and a table or a bar chart beside it. */
export function viewsOf({ view, columns }: Pick<QueryDescription, 'view' | 'columns'>): View[] {
  if (view !== 'table') return [view, 'table'];
  const [first, ...rest] = columns;
  const hasNumbers = rest.some(({ type }) => type === 'integer' || type === 'number');
  const hasLabels = first && (first.type === 'text' || first.type === 'date');
  return hasLabels && hasNumbers ? ['table', 'bars'] : ['table'];
}

interface ResultTabsHost extends HTMLElement {
  readonly renderRoot: ParentNode;
  readonly updateComplete: Promise<unknown>;
  readonly locale?: string;
  readonly tz?: string;
  requestUpdate(): void;
}

/** Tabs of a result's views, by the ARIA tabs pattern, and the element of the selected one. */
export class ResultTabs {
  readonly #host: ResultTabsHost;
  #selected: View | undefined;
  #views: readonly View[] = ['table'];

  constructor(host: ResultTabsHost) {
    this.#host = host;
  }

  /** Sets the query whose views have tabs. */
  set query(query: QueryDescription | undefined) {
    this.#views = query ? viewsOf(query) : ['table'];
  }

  /** The selected view. */
  get shown(): View {
    return this.#views.find((view) => view === this.#selected) ?? this.#views[0]!;
  }

  /** Selects the first view. */
  reset(): void {
    this.#selected = undefined;
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
          @click=${() => this.#select(view)}
        >
          ${title(view)}
        </button>`,
      )}
    </span>`;
  }

  /** Renders a result with the element of the selected view. */
  render(data: TaggedResult): TemplateResult {
    const { locale, tz } = this.#host;
    const { title } = data;
    switch (this.shown) {
      case 'metric':
        return html`<letz-metric actions="none" .result=${data} .label=${title} .locale=${locale} .tz=${tz}></letz-metric>`;
      case 'heatmap':
        return html`<letz-heatmap actions="none" .result=${data} .label=${title} .locale=${locale} .tz=${tz}></letz-heatmap>`;
      case 'funnel':
        return html`<letz-funnel actions="none" .result=${data} .label=${title} .locale=${locale} .tz=${tz}></letz-funnel>`;
      case 'table':
        return html`<letz-query-table actions="none" .result=${data} .label=${title} .locale=${locale} .tz=${tz}></letz-query-table>`;
      case 'line':
      case 'area':
      case 'bars':
        return html`<letz-chart .type=${this.shown} actions="none" .result=${data} .label=${title} .locale=${locale} .tz=${tz}></letz-chart>`;
    }
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const rtl = this.#host.matches(':dir(rtl)');
    const step = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const views = this.#views;
    this.#select(views[(views.indexOf(this.shown) + step + views.length) % views.length]!, true);
  };

  async #select(view: View, focus = false): Promise<void> {
    this.#selected = view;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    if (focus) this.#host.renderRoot.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus();
  }
}
