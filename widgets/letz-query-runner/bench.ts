import { html, nothing, type TemplateResult } from 'lit';
import type { Params, QueryDescription, View } from '../../server/contract.ts';
import type { Formats } from '../core/formats.ts';
import type { GatewayClient, TaggedResult } from '../core/gateway-client.ts';
import { fill } from '../core/words.ts';
import { notDefault } from './embed-code.ts';
import { renderEmbed } from './embed-panel.ts';
import { Exporter, type Format } from './exporter.ts';
import { Picker } from './picker.ts';
import { type Texts, textsFor } from './texts.ts';
import { tagOf, viewsOf } from './views.ts';
import { renderWhy } from './why.ts';

export { styles } from './letz-query-runner.styles.ts';

/** What the bench needs of its widget. */
export interface BenchHost extends HTMLElement {
  query: string;
  params?: Params | null;
  readonly renderRoot: ParentNode;
  readonly updateComplete: Promise<unknown>;
  requestUpdate(): void;
  pick(name: string): void;
  run(params: Params): void;
  cancel(): void;
}

/** What is to be shown now. */
export interface BenchModel {
  queries: readonly QueryDescription[];
  formats: Formats;
  client: GatewayClient;
  gateway: string;
  token: string | undefined;
  locale: string | undefined;
  tz: string | undefined;
  /** The parameters to begin with. */
  start: Params;
  data: TaggedResult | undefined;
  /** When the request under way began, and how long the last one took, in milliseconds. */
  since: number | undefined;
  took: number | undefined;
  cancelled: boolean;
}

/** Pixels from which on the list of queries stands beside the result; the styles say so, too. */
const WIDE = 680;
/** Milliseconds after which a reader is told that something is under way. */
const NOTICED = 300;

/** What the elements in here load is not the page's to know. */
const stop = (event: Event) => event.stopPropagation();

/** Everything around a result: the list of queries, the parameters, running, exporting and embedding. */
export class Bench {
  readonly #host: BenchHost;
  readonly #picker: Picker;
  readonly #resized = new ResizeObserver(() => this.#measure());
  #model!: BenchModel;
  #wide = false;
  #view: View | undefined;
  #clock: ReturnType<typeof setInterval> | undefined;
  readonly #exporter: Exporter;
  /** Which text was copied. */
  #copied = '';

  constructor(host: BenchHost) {
    this.#host = host;
    this.#picker = new Picker(host, (name) => this.#pick(name));
    this.#exporter = new Exporter(() => host.requestUpdate());
  }

  connect(): void {
    this.#resized.observe(this.#host);
    this.#measure();
  }

  disconnect(): void {
    this.#resized.disconnect();
    this.#exporter.cancel();
    this.#watch(false);
  }

  /** Says at a parameter's control what the gateway found wrong. */
  refuse(param: string, reason: string): void {
    this.#panel?.refuse(param, reason);
  }

  texts(locale: string): Texts {
    return textsFor(locale, () => this.#host.requestUpdate());
  }

  /** @param result what is shown of the result, or why there is none */
  render(model: BenchModel, result: unknown): TemplateResult {
    this.#model = model;
    const texts = this.#texts;
    const query = this.#query;
    this.#watch(model.since !== undefined && this.#host.isConnected);
    return html`<div class="panes" @letz-load=${stop} @letz-error=${stop}>
      ${this.#picker.render(model.queries, this.#host.query, this.#wide, texts)}
      <div part="stage">
        ${
          query
            ? html`<div class="intro">
                  <h3>${query.title}${query.pii ? html` <span class="pii">${texts.personal}</span>` : nothing}</h3>
                  <p>${query.description}</p>
                </div>
                ${this.#renderParams(query)} ${this.#renderBar()}`
            : nothing
        }
        <div part="result" id="result" role=${query ? 'tabpanel' : nothing} aria-label=${query?.title ?? nothing}>${result}</div>
        ${query && model.data ? html`${renderWhy(query, model.data, texts, model.formats)}${this.#renderEmbed(query, model.data)}` : nothing}
      </div>
    </div>`;
  }

  /** The result, as the chosen view's element shows it. */
  renderResult(data: TaggedResult): TemplateResult {
    const { locale, tz } = this.#model;
    const view = this.#shownView;
    const { title } = data;
    switch (view) {
      case 'metric':
        return html`<letz-metric .result=${data} .label=${title} .locale=${locale} .tz=${tz}></letz-metric>`;
      case 'heatmap':
        return html`<letz-heatmap .result=${data} .label=${title} .locale=${locale} .tz=${tz}></letz-heatmap>`;
      case 'funnel':
        return html`<letz-funnel .result=${data} .label=${title} .locale=${locale} .tz=${tz}></letz-funnel>`;
      case 'table':
        return html`<letz-query-table .result=${data} .label=${title} .locale=${locale} .tz=${tz}></letz-query-table>`;
      default:
        return html`<letz-chart .type=${view} .result=${data} .label=${title} .locale=${locale} .tz=${tz}></letz-chart>`;
    }
  }

  get #texts(): Texts {
    return this.texts(this.#model.formats.locale);
  }

  get #query(): QueryDescription | undefined {
    return this.#model.queries.find(({ name }) => name === this.#host.query);
  }

  get #views(): View[] {
    return this.#query ? viewsOf(this.#query) : ['table'];
  }

  get #shownView(): View {
    const views = this.#views;
    return this.#view && views.includes(this.#view) ? this.#view : views[0]!;
  }

  get #panel() {
    return this.#host.renderRoot.querySelector('letz-params');
  }

  #measure(): void {
    const panes = this.#host.renderRoot.querySelector('.panes') ?? this.#host;
    const wide = panes.clientWidth >= WIDE;
    if (wide === this.#wide) return;
    this.#wide = wide;
    this.#host.requestUpdate();
  }

  /** While a request is under way, its time is shown as it passes. */
  #watch(running: boolean): void {
    if (running) this.#clock ??= setInterval(() => this.#host.requestUpdate(), 100);
    else {
      clearInterval(this.#clock);
      this.#clock = undefined;
    }
  }

  #pick(name: string): void {
    this.#view = undefined;
    this.#exporter.notice = this.#copied = '';
    this.#exporter.cancel();
    this.#host.pick(name);
  }

  readonly #run = (): void => {
    const panel = this.#panel;
    if (panel && !panel.reportValidity()) return;
    this.#exporter.notice = '';
    this.#host.run(panel?.values ?? {});
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const { localName } = event.composedPath()[0] as Element;
    if (event.key === 'Enter' && localName === 'input') this.#run();
  };

  readonly #onTab = (event: KeyboardEvent): void => {
    const rtl = this.#host.matches(':dir(rtl)');
    const step = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const views = this.#views;
    this.#show(views[(views.indexOf(this.#shownView) + step + views.length) % views.length]!, true);
  };

  async #show(view: View, focus = false): Promise<void> {
    this.#view = view;
    this.#copied = '';
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    if (focus) this.#host.renderRoot.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus();
  }

  #save(format: Format): void {
    const { client, formats, data } = this.#model;
    this.#exporter.save(client, this.#host.query, data?.params ?? {}, format, this.#texts, formats);
  }

  readonly #copy = async (event: Event): Promise<void> => {
    const { name, value } = event.currentTarget as HTMLButtonElement;
    try {
      await navigator.clipboard.writeText(value);
      this.#copied = name;
    } catch {
      // Where the page may not write to the clipboard, the reader copies what is selected now.
      this.#host.renderRoot.querySelector<HTMLTextAreaElement>(`textarea[name="${name}"]`)?.select();
    }
    this.#host.requestUpdate();
  };

  #renderParams({ name, params }: QueryDescription): unknown {
    const { gateway, token, locale, tz, start } = this.#model;
    if (!params.length) return nothing;
    // A context of its own: what is set here is not for the widgets around.
    return html`<letz-context .gateway=${gateway} .token=${token} .locale=${locale} .tz=${tz} @keydown=${this.#onKey}>
      <letz-params .query=${name} .params=${start}></letz-params>
    </letz-context>`;
  }

  #renderBar(): TemplateResult {
    const { since, data } = this.#model;
    const texts = this.#texts;
    const busy = since !== undefined && performance.now() - since > NOTICED;
    return html`<div class="bar">
      ${
        busy
          ? html`<button type="button" class="run" @click=${() => this.#host.cancel()}>${texts.cancel}</button>`
          : html`<button type="button" class="run" @click=${this.#run}>${texts.run}</button>`
      }
      <span class="notice">
        <span role="status">${busy ? texts.running : this.#said}</span>
        ${busy ? html`<span aria-hidden="true">${this.#seconds(performance.now() - since)}</span>` : nothing}
        ${this.#exporter.busy ? html`<button type="button" class="link" @click=${this.#exporter.cancel}>${texts.cancel}</button>` : nothing}
      </span>
      ${data ? this.#renderTabs() : nothing}
      ${
        data
          ? (['csv', 'ndjson'] as const).map((format) => {
              const name = format.toUpperCase();
              return html`<button
                type="button"
                class="link"
                aria-label=${fill(texts.export, name)}
                title=${fill(texts.export, name)}
                @click=${() => this.#save(format)}
              >
                ${name}
              </button>`;
            })
          : nothing
      }
    </div>`;
  }

  get #said(): string {
    const { formats, data, took, cancelled } = this.#model;
    const texts = this.#texts;
    if (this.#exporter.notice) return this.#exporter.notice;
    if (cancelled) return texts.cancelled;
    if (!data) return '';
    if (data.truncated) return fill(texts.truncated, formats.number(data.rowCount));
    const rows = data.rowCount === 1 ? texts.oneRow : fill(texts.rows, formats.number(data.rowCount));
    return took === undefined ? rows : `${rows} · ${this.#seconds(took)}`;
  }

  #seconds(milliseconds: number): string {
    const options = { style: 'unit', unit: 'second', minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;
    return this.#model.formats.number(Math.max(0.1, milliseconds / 1000), options);
  }

  #renderTabs(): unknown {
    const texts = this.#texts;
    const [views, shown] = [this.#views, this.#shownView];
    if (views.length < 2) return nothing;
    const title = (view: View) => (view === 'line' || view === 'area' || view === 'bars' ? texts.chart : texts[view]);
    return html`<span role="tablist" aria-label=${texts.view} @keydown=${this.#onTab}>
      ${views.map(
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

  #renderEmbed(query: QueryDescription, { params }: TaggedResult): TemplateResult {
    const { gateway } = this.#model;
    const texts = this.#texts;
    const view = this.#shownView;
    const { as_of: moment, ...asked } = notDefault(params, query.params);
    // Only a moment that was asked for is held on to.
    const chosen = this.#host.params?.as_of ? { ...asked, as_of: moment ?? null } : asked;
    const tag = tagOf(view);
    const attributes: Record<string, string> = tag === 'letz-chart' && view !== query.view ? { type: view } : {};
    const embed = { gateway, tag, query: query.name, params: chosen, attributes };
    return renderEmbed(embed, texts, this.#copied, this.#copy);
  }
}
