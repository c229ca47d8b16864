import { Task, TaskStatus } from '@lit/task';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Params, Value } from '../../server/contract.ts';
import { LetzErrorEvent, LetzLoadEvent, LetzSelectEvent, LetzTokenExpiredEvent } from './events.ts';
import { Formats } from './formats.ts';
import { GatewayClient, GatewayError, type TaggedResult } from './gateway-client.ts';
import { RefreshController } from './refresh.ts';
import { type Settings, SettingsController, scriptOrigin } from './settings.ts';
import { type Texts, textsFor } from './texts.ts';
import { theme } from './theme.ts';

/** Attributes that hold a JSON object; `null` where they hold anything else, so that the widget can say so. */
export const jsonObject = {
  fromAttribute(text: string | null): Params | null {
    try {
      const value: unknown = JSON.parse(text ?? '{}');
      return typeof value === 'object' && !Array.isArray(value) ? (value as Params) : null;
    } catch {
      return null;
    }
  },
};

/**
 * What every widget is made of: it loads, shows its states, refreshes and tells. A widget extends it with
 * `renderData(data)`, and with `renderLoading()` and `isEmpty(data)` where the defaults don't fit. One that shows
 * something else than a query's result also overrides `load(signal)` and `loadArguments()`.
 *
 * @fires letz-load - New data is shown; `.result`.
 * @fires letz-error - Loading failed; `.error` has a `code` and a message.
 * @fires letz-token-expired - The token is no longer good and nobody renewed it.
 * @csspart base - The whole widget.
 * @csspart header - The line with the label.
 * @csspart label - The widget's name.
 * @csspart footer - The line with the moment that the data is of.
 * @csspart loading - The placeholder while there is nothing yet.
 * @csspart empty - What is said when there are no rows.
 * @csspart error - What is said when loading failed.
 * @cssState loading - Nothing is there yet.
 * @cssState stale - Old data is shown, because it could not be refreshed.
 * @cssState empty - There are no rows.
 * @cssState error - Loading failed.
 * @cssState expired - The token is no longer good.
 * @cssProperty [--letz-surface] - Background.
 * @cssProperty [--letz-raised] - Background of what is chosen, hovered or loading.
 * @cssProperty [--letz-text] - Text.
 * @cssProperty [--letz-muted] - Text of lesser weight.
 * @cssProperty [--letz-border] - Lines.
 * @cssProperty [--letz-accent] - Links, focus and bars.
 * @cssProperty [--letz-good] - A change for the better.
 * @cssProperty [--letz-bad] - A change for the worse, and errors.
 * @cssProperty [--letz-series-1] - The first series of a chart; up to `--letz-series-6`.
 * @cssProperty [--letz-radius=10px] - Corners.
 * @cssProperty [--letz-space=16px] - Padding.
 * @cssProperty [--letz-font] - Font family.
 * @cssProperty [--letz-font-size=14px] - Font size.
 */
export abstract class LetzElement<Data extends object = TaggedResult> extends LitElement {
  static override styles = [theme];

  /** The gateway's address; by default where the script comes from. */
  @property() gateway?: string;

  /** The query's name. */
  @property() query = '';

  /** The query's parameters, as JSON. */
  @property({ converter: jsonObject }) params: Params | null = {};

  /** What opens the data, if it is not open to all. */
  @property() token?: string;

  /** The widget's name; by default the query's title. */
  @property() label?: string;

  /** Seconds between refreshes; rests while hidden or offscreen. */
  @property({ type: Number }) refresh?: number;

  /** Language and formats, such as `pt-BR`; by default the page's. */
  @property() locale?: string;

  /** The zone that days are cut and times shown in, such as `America/Sao_Paulo`. */
  @property() tz?: string;

  /** `light` or `dark`, whatever the page is. */
  @property({ reflect: true }) theme?: string;

  /** What is shown. */
  @state() protected data?: Data;

  @state() protected problem?: GatewayError;

  readonly #internals = this.attachInternals();
  readonly #settings = new SettingsController(this);
  readonly #refresh = new RefreshController(this, () => this.reload());
  readonly #task = new Task<readonly unknown[], Data>(this, {
    args: () => this.loadArguments(),
    task: (_, { signal }) => this.load(signal),
    onComplete: (data) => this.#loaded(data),
    onError: (error) => this.#failed(error),
  });

  /** Loads again, keeping what is shown until the answer is there. */
  reload(): Promise<void> {
    return this.#task.run();
  }

  /** Gives up what is being loaded; what is shown stays. */
  cancel(): void {
    this.#task.abort();
  }

  /** The widget's data, to set it without a gateway. */
  get result(): Data | undefined {
    return this.data;
  }

  set result(data: Data | undefined) {
    this.data = data;
    this.problem = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.reload();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#task.abort();
  }

  protected override willUpdate(_changed: PropertyValues): void {
    this.#refresh.seconds = this.refresh ?? this.context?.refresh ?? 0;
    const expired = this.problem?.code === 'token-expired';
    this.#setState('loading', !this.data && !this.problem);
    this.#setState('stale', Boolean(this.data && this.problem));
    this.#setState('empty', Boolean(this.data && this.isEmpty(this.data)));
    this.#setState('error', Boolean(this.problem) && !expired);
    this.#setState('expired', expired);
  }

  #setState(name: string, on: boolean): void {
    if (on) this.#internals.states.add(name);
    else this.#internals.states.delete(name);
  }

  #loaded(data: Data): void {
    const changed = data !== this.data;
    this.data = data;
    this.problem = undefined;
    if (changed && 'rows' in data) this.dispatchEvent(new LetzLoadEvent(data as unknown as TaggedResult));
  }

  #failed(error: unknown): void {
    this.problem =
      error instanceof GatewayError ? error : new GatewayError('internal', error instanceof Error ? error.message : '');
    if (this.problem.code === 'token-expired') {
      if (this.context?.renewToken && !this.token) {
        this.context.renewToken();
        return;
      }
      this.dispatchEvent(new LetzTokenExpiredEvent());
    }
    this.dispatchEvent(new LetzErrorEvent(this.problem));
  }

  /** What the context around says, if there is one. */
  protected get context(): Settings | undefined {
    return this.#settings.value;
  }

  protected get client(): GatewayClient {
    return GatewayClient.for(this.gateway ?? this.context?.gateway ?? scriptOrigin, this.token ?? this.context?.token);
  }

  protected get texts(): Texts {
    return textsFor(this.formats.locale, () => this.requestUpdate());
  }

  protected get formats(): Formats {
    const page = this.closest<HTMLElement>('[lang]')?.lang || document.documentElement.lang;
    return new Formats(
      this.locale ?? this.context?.locale ?? (page || navigator.language),
      this.tz ?? this.context?.tz,
    );
  }

  protected get pending(): boolean {
    return this.#task.status === TaskStatus.PENDING;
  }

  /** Whatever the data depends on: when one of these changes, it is loaded again. */
  protected loadArguments(): readonly unknown[] {
    return [this.client, this.query, JSON.stringify(this.params), this.tz ?? this.context?.tz, this.context?.params];
  }

  /** @throws {GatewayError} */
  protected async load(signal: AbortSignal): Promise<Data> {
    if (!this.query && this.data) return this.data;
    if (!this.query) throw new GatewayError('invalid-parameter', 'The attribute query must name a query.', 'query');
    const known = this.data as unknown as TaggedResult | undefined;
    const params = await this.queryParams(this.query);
    signal.throwIfAborted();
    return (await this.client.query(this.query, params, signal, known)) as unknown as Data;
  }

  /** The widget's own parameters, and those of the context and the zone that the query has. */
  protected async queryParams(query: string): Promise<Params> {
    if (!this.params) {
      throw new GatewayError('invalid-parameter', 'The attribute params must be JSON such as {"days": 30}.', 'params');
    }
    return { ...(await this.contextParams(query)), ...this.params };
  }

  /** What the context and the zone say, as far as the query has such parameters. */
  protected async contextParams(query: string): Promise<Params> {
    const tz = this.tz ?? this.context?.tz;
    const around: Params = { ...this.context?.params, ...(tz && { tz }) };
    if (!Object.keys(around).length) return {};
    const { queries } = await this.client.catalogue();
    const names = queries.find(({ name }) => name === query)?.params.map(({ name }) => name) ?? [];
    return Object.fromEntries(Object.entries(around).filter(([name]) => names.includes(name)));
  }

  protected isEmpty(data: Data): boolean {
    return 'rowCount' in data && data.rowCount === 0;
  }

  /** Tells the page what the user chose. */
  protected select(row: Record<string, Value>, column: string): void {
    this.dispatchEvent(new LetzSelectEvent(row, column, row[column] ?? null));
  }

  protected abstract renderData(data: Data): unknown;

  /** A placeholder of about the size of what will come. */
  protected renderLoading(): unknown {
    return html`<div part="loading" class="block"></div>`;
  }

  /** Buttons in the widget's header. */
  protected renderActions(): unknown {
    return nothing;
  }

  /** What to say of a problem: what happened, and what to change. */
  protected problemWords({ code, message }: GatewayError): [title: string, hint: string] {
    const { texts } = this;
    if (code === 'token-expired') return [texts.expired, texts.expiredHint];
    if (code === 'network') return [texts.unreachable, `${message} ${texts.unreachableHint}`];
    return [code === 'forbidden' || code === 'unauthorized' ? texts.denied : texts.failed, message];
  }

  /** The widget's name: its label, or what its query is called. */
  protected get heading(): string {
    return this.label ?? (this.data && 'title' in this.data ? String(this.data.title) : '');
  }

  override render(): TemplateResult {
    const { data } = this;
    return html`
      <section part="base" aria-labelledby="label" aria-busy=${this.pending}>
        <header part="header">
          <h3 part="label" id="label">${this.heading}</h3>
          ${this.renderActions()}<slot name="actions"></slot>
        </header>
        <div part="body">${data && !this.isEmpty(data) ? this.renderData(data) : this.#renderNoData()}</div>
        <footer part="footer">${data ? this.#renderFooter(data) : nothing}</footer>
      </section>
    `;
  }

  #renderNoData(): unknown {
    const { texts, problem } = this;
    if (problem) return this.#renderProblem(problem);
    if (!this.data) return this.renderLoading();
    return html`<div part="empty" role="status">
      <span>${texts.empty}</span><span class="detail">${texts.emptyHint}</span>
    </div>`;
  }

  #renderProblem(problem: GatewayError): TemplateResult {
    const [title, hint] = this.problemWords(problem);
    return html`<div part="error" role="alert">
      <strong>${title}</strong>
      <span class="detail">${hint}</span>
      <button type="button" @click=${() => this.reload()}>${this.texts.retry}</button>
    </div>`;
  }

  #renderFooter(data: Data): unknown {
    if (!('asOf' in data)) return nothing;
    const { texts, formats } = this;
    const asOf = String(data.asOf);
    const zone = 'params' in data ? (data.params as Params).tz : undefined;
    return html`
      <time datetime=${asOf} title=${asOf}>${texts.asOf} ${formats.timestamp(asOf)}</time>
      ${zone ? html`<span>${zone}</span>` : nothing}
      ${
        this.problem
          ? html`<span class="badge" role="status" title=${this.problem.message}>
              ${texts.stale}, ${formats.ago(Date.now() - Date.parse(asOf))}
            </span>`
          : nothing
      }
    `;
  }
}
