import { html, LitElement, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { Params } from '../../../server/contract/value.ts';
import { Formats, languageOf } from '../format/formats.ts';
import { GatewayClient, GatewayError, type Query, type TaggedResult } from '../gateway/gateway-client.ts';
import { base } from '../styles/base.ts';
import { schemes, theme } from '../styles/theme.ts';
import { DataSource } from './data-source.ts';
import { setDirection } from './direction.ts';
import { LetzErrorEvent, LetzLoadEvent, LetzTokenExpiredEvent } from './events.ts';
import { jsonObject } from './json-object.ts';
import { loadAttributeChecks } from './load-attribute-checks.ts';
import { type ProblemMessage, sharedCause } from './problem-message.ts';
import { RefreshController } from './refresh.ts';
import { type Settings, SettingsController, scriptFolder } from './settings.ts';
import { renderAsOf, renderState, type StateView } from './states.ts';
import type { Texts } from './texts/en.ts';
import { textsFor } from './texts/index.ts';
import { warnOfOtherCopy } from './warn.ts';

warnOfOtherCopy();

/**
 * Base class of the widgets: loads data, renders its states, refreshes it and dispatches events.
 *
 * A widget implements `renderData(data)` and overrides `renderLoading()`, `isEmpty(data)`, `renderActions()` or
 * `renderNotes(data)` where the defaults don't fit. A widget that shows something other than a query's result also overrides
 * `load(signal)` and `loadArguments()`. `letz-metric` is a short example.
 *
 * @fires letz-load - New data was loaded; `.result`.
 * @fires letz-error - Loading failed; `.error` has a `code` and a message.
 * @fires letz-token-expired - The token has expired and there is no new one.
 * @slot actions - Buttons of the page in the header.
 * @csspart base - The widget.
 * @csspart actions - The button of the actions menu.
 * @csspart menu - The actions menu.
 * @csspart explanation - The dialog that explains the numbers.
 * @csspart header - The header with label and buttons.
 * @csspart label - The heading.
 * @csspart body - The content between header and footer.
 * @csspart footer - The footer with the time of the data.
 * @csspart loading - The placeholder before the first data.
 * @csspart empty - The message if there are no rows.
 * @csspart error - The message if loading failed.
 * @cssState loading - There is no data yet.
 * @cssState stale - The data shown could not be refreshed.
 * @cssState empty - There are no rows.
 * @cssState error - Loading failed.
 * @cssState expired - The token has expired.
 * @cssproperty [--letz-surface=light-dark(#fff, #18191c)] - Background.
 * @cssproperty [--letz-raised=light-dark(#f5f5f7, #25272c)] - Background of hovered and selected items.
 * @cssproperty [--letz-text=light-dark(#1b1c1f, #ececef)] - Text.
 * @cssproperty [--letz-muted=light-dark(#60646c, #a0a4ad)] - Secondary text.
 * @cssproperty [--letz-border=light-dark(#e3e4e8, #303238)] - Borders and loading placeholders.
 * @cssproperty [--letz-accent=light-dark(#2f62c9, #84aaff)] - Links, focus rings and bars.
 * @cssproperty [--letz-good=light-dark(#0a7a4b, #4cc38a)] - Changes for the better.
 * @cssproperty [--letz-bad=light-dark(#b42334, #ff8f8f)] - Changes for the worse and errors.
 * @cssproperty [--letz-series-1=light-dark(#2f62c9, #84aaff)] - The first series of a chart; likewise up to `--letz-series-6`.
 * @cssproperty [--letz-radius=10px] - Corner radius.
 * @cssproperty [--letz-space=16px] - Padding.
 * @cssproperty [--letz-font=system-ui, sans-serif] - Font family.
 * @cssproperty [--letz-font-size=14px] - Font size.
 */
export abstract class LetzElement<Data extends object = TaggedResult> extends LitElement {
  static override styles = [theme, schemes, base];

  static override properties: PropertyDeclarations = {
    gateway: {},
    query: {},
    params: { converter: jsonObject },
    token: {},
    label: {},
    refresh: { type: Number },
    locale: {},
    tz: {},
    sets: {},
    theme: { reflect: true },
    actions: {},
    problem: { attribute: false },
  };

  /** Address of the gateway; by default the folder of the script. */
  gateway?: string;

  /** Name of the query. */
  query = '';

  /** Parameters of the query, as JSON such as `{"days": 30}`. */
  params?: Params | null;

  /** Token for queries that are not public. */
  token?: string;

  /** Heading; by default the title of the query. */
  label?: string;

  /** Seconds between refreshes; by default none. Refreshing pauses while the widget is not visible. */
  refresh?: number;

  /** Language of texts and formats, such as `pt-BR`; by default that of the page. */
  locale?: string;

  /** Time zone of days and times, such as `America/Sao_Paulo`; by default the one of the query. */
  tz?: string;

  /** Context parameter that a selection sets: `segment`, or `search=full_name` to take the value of another column. */
  sets?: string;

  /** Color scheme or theme: `light`, `dark` or `paper`; by default the color scheme of the page. */
  theme?: string;

  /** Actions button in the header, with the explanation of the numbers: `none` leaves it out. */
  actions?: string;

  /** Error of the last request, if it failed. */
  protected problem?: GatewayError;

  /** Reason why the data can't be shown, if `checkData` found one. */
  protected dataProblem: GatewayError | undefined;

  /** Time at which the data was loaded, in milliseconds since 1970; 0 for data that the page has set. */
  #loadedAt = 0;
  readonly #internals = this.attachInternals();
  readonly #settings = new SettingsController(this);
  readonly #refresh = new RefreshController(this);
  readonly #source: DataSource<Data> = new DataSource<Data>(this, {
    args: () => this.loadArguments(),
    load: (signal) => this.#load(signal),
    loadView: () => this.loadView(),
    onLoad: (data, changed) => this.#loaded(data, changed),
    onError: (error) => this.#failed(error),
  });

  /** Loads again; the data shown stays until the answer arrives. */
  reload(): Promise<void> {
    return this.#source.reload();
  }

  /** Aborts the request under way; the data shown stays. */
  cancel(): void {
    this.#source.cancel();
  }

  /** The widget's data. Set it to show data without a gateway. */
  get result(): Data | undefined {
    return this.#source.data;
  }

  set result(data: Data | undefined) {
    this.problem = undefined;
    this.#loadedAt = 0;
    this.#source.give(data);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.reload();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.cancel();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { data } = this;
    this.#checkData();
    const problem = this.problem ?? this.dataProblem;
    setDirection(this, this.formats.locale);
    loadAttributeChecks(this, data);
    if (changed.has('problem')) this.context?.report?.(this, this.#isReported ? this.problem : undefined);
    this.#refresh.seconds = this.refresh ?? this.context?.refresh ?? 0;
    const expired = this.#isSignedOut;
    const states = {
      loading: !data && !problem,
      stale: data && this.stale,
      empty: data && this.isEmpty(data),
      error: problem && !expired,
      expired,
    };
    for (const [name, on] of Object.entries(states)) this.#internals.states[on ? 'add' : 'delete'](name);
  }

  /** Sets `dataProblem`, and dispatches an event for a new one. */
  #checkData(): void {
    const { data, dataProblem } = this;
    this.dataProblem = data && !this.isEmpty(data) ? this.checkData(data) : undefined;
    if (this.dataProblem && this.dataProblem.message !== dataProblem?.message) {
      this.dispatchEvent(new LetzErrorEvent(this.dataProblem));
    }
  }

  async #load(signal: AbortSignal): Promise<Data> {
    await this.ready();
    try {
      return await this.load(signal);
    } catch (error) {
      const isRefused = error instanceof GatewayError && SESSION_CODES.has(error.code);
      if (!isRefused || !this.#requestToken) throw error;
      await this.#requestToken(this.context?.token);
      return this.load(signal);
    }
  }

  /** Waits for the context and a token, if its provider has to be called. @throws {GatewayError} without a token */
  protected async ready(): Promise<void> {
    await this.#settings.ready;
    if (!this.context?.token) await this.#requestToken?.(this.context?.token);
  }

  /** The context's token provider, unless the widget has a token of its own. */
  get #requestToken(): Settings['requestToken'] {
    return this.token === undefined ? this.context?.requestToken : undefined;
  }

  #loaded(data: Data, changed: boolean): void {
    this.problem = undefined;
    this.#loadedAt = Date.now();
    if (changed) this.dispatchEvent(new LetzLoadEvent(data));
  }

  #failed(error: unknown): void {
    const { name, message } = error as Error;
    // The element was removed or the request cancelled.
    if (name === 'AbortError') return;
    const problem = error instanceof GatewayError ? error : new GatewayError('internal', message);
    const { code } = problem;
    this.problem = problem;
    if (code === 'network') this.#refresh.retryWhenVisible();
    const { data } = this;
    if (SESSION_CODES.has(code) && data && 'pii' in data && data.pii) this.#source.clear();
    if (this.#isSignedOut) this.dispatchEvent(new LetzTokenExpiredEvent());
    this.dispatchEvent(new LetzErrorEvent(problem));
  }

  /** True if the session has ended: the token has expired, or its provider has none. */
  get #isSignedOut(): boolean {
    const code = this.problem?.code;
    return code === 'token-expired' || (code === 'unauthorized' && this.#requestToken !== undefined);
  }

  /** The data to render; undefined until the code that renders it is loaded. */
  protected get data(): Data | undefined {
    return this.#source.shown;
  }

  /** Settings of the nearest context, if there is one. */
  protected get context(): Settings | undefined {
    return this.#settings.value;
  }

  protected get client(): GatewayClient {
    return GatewayClient.for(this.gateway ?? this.context?.gateway ?? scriptFolder, this.token ?? this.context?.token);
  }

  protected get texts(): Texts {
    return textsFor(this.formats.locale, () => this.requestUpdate());
  }

  protected get formats(): Formats {
    return Formats.for(this.locale ?? this.context?.locale ?? languageOf(this), this.tz ?? this.context?.tz);
  }

  protected get pending(): boolean {
    return this.#source.pending;
  }

  /** True if the data shown is out of date because a refresh failed or is overdue. */
  protected get stale(): boolean {
    return Boolean(this.problem) || this.#refresh.isOverdue;
  }

  /** Values that the data depends on: a change of one loads again. */
  protected loadArguments(): readonly unknown[] {
    const { params, tz, requestToken, paramsReady } = this.context ?? {};
    const values = JSON.stringify([this.params ?? this.params === null, params, this.tz ?? tz]);
    return [this.client, this.query, values, Boolean(requestToken), paramsReady, this.formats.locale];
  }

  /** Loads the code that renders data, so that pages without such a widget don't; `undefined` once it is there. */
  protected loadView(): Promise<unknown> | undefined {
    return undefined;
  }

  /** @throws {GatewayError} or the signal's reason */
  protected async load(signal: AbortSignal): Promise<Data> {
    const { query: name, params = {} } = this;
    if (!name) throw new GatewayError('invalid-parameter', 'The attribute query must name a query.', 'query');
    if (params === null) throw unreadable('');
    const shared = await this.sharedParams();
    const known = this.data as TaggedResult | undefined;
    const { locale } = this.formats;
    return (await this.client.query({ name, params, shared, locale, known }, signal)) as object as Data;
  }

  /** Runs a further query with the parameters of the context. @throws {GatewayError} or the signal's reason */
  protected async runQuery(query: Query, signal: AbortSignal): Promise<TaggedResult> {
    await this.ready();
    return this.client.query({ ...query, shared: await this.sharedParams(), locale: this.formats.locale }, signal);
  }

  /** Parameters of the context and the time zone, which the gateway gives to the queries that have them. @throws {GatewayError} */
  protected async sharedParams(): Promise<Params> {
    await this.context?.paramsReady;
    if (this.context?.params === null) throw unreadable(' of letz-context');
    const tz = this.tz ?? this.context?.tz;
    return { ...this.context?.params, ...(tz && { tz }) };
  }

  protected isEmpty(data: Data): boolean {
    return 'rowCount' in data && data.rowCount === 0;
  }

  /** Prepares data for `renderData`. @returns the reason why the data can't be shown with the element's attributes */
  protected checkData(_data: Data): GatewayError | undefined {
    return undefined;
  }

  /** Message for a problem, where the default one doesn't fit. */
  protected problemMessage(_problem: GatewayError): ProblemMessage | undefined {
    return undefined;
  }

  /** Heading: the label, the title of the query, or its name if the title is unknown. */
  protected get heading(): string {
    const { data, problem, query } = this;
    return this.label ?? (data && 'title' in data ? String(data.title) : problem ? (problem.queryTitle ?? query) : '');
  }

  protected abstract renderData(data: Data): unknown;

  /** Placeholder of about the size of the data. */
  protected renderLoading(): unknown {
    return html`<div part="loading"></div>`;
  }

  /** Buttons in the header. */
  protected renderActions(): unknown {
    return nothing;
  }

  /** Notes before the time of the data in the footer. */
  protected renderNotes(_data: Data): unknown {
    return nothing;
  }

  override render(): TemplateResult {
    const { data, heading } = this;
    return html`
      <div part="base" role="group" aria-label=${heading || (data ? nothing : this.texts.loading)} aria-busy=${this.pending}>
        <div part="header">
          ${heading ? html`<h2 part="label">${heading}</h2>` : nothing}
          ${this.renderActions()}<slot name="actions"></slot>
          ${data && this.actions !== 'none' ? this.#renderMenuButton() : nothing}
        </div>
        <div part="body">${this.renderBody()}</div>
        <div part="footer">${this.#source.isSlow ? html`<span role="status">${this.texts.stillWorking}</span>` : nothing}${data && html`${this.renderNotes(data)} ${renderAsOf(this.#view)} ${this.context?.renderNewest?.(this, data)}`}</div>
      </div>
    `;
  }

  /** Button of the actions menu, whose code is loaded when it is first opened. */
  #renderMenuButton(): TemplateResult {
    const label = this.texts.actions;
    return html`<button type="button" part="actions" aria-label=${label} title=${label} aria-haspopup="menu" aria-expanded="false" @click=${this.#openActions}></button>`;
  }

  readonly #openActions = async ({ currentTarget }: Event): Promise<void> => {
    const button = currentTarget as HTMLButtonElement;
    // From the first opening on, the button toggles the menu natively.
    if (button.popoverTargetElement) return;
    const { openActions } = await import('../actions/actions-menu.ts');
    openActions(this, button, () => {
      const { client, formats, context, heading } = this;
      return { data: this.data ?? {}, client, formats, context, heading, loadedAt: this.#loadedAt };
    });
  };

  /** The data, its placeholder, or a message. */
  protected renderBody(): unknown {
    const { problem, data } = this;
    if (data && !this.dataProblem && !this.isEmpty(data)) return this.renderData(data);
    if (!data && !problem) return this.renderLoading();
    return renderState(this.#view);
  }

  get #hasToken(): boolean {
    return Boolean(this.token ?? this.context?.token);
  }

  /** True if the context shows the problem, because it concerns all of its widgets. */
  get #isReported(): boolean {
    return Boolean(this.problem && this.context?.report && sharedCause(this.problem, this.#hasToken));
  }

  get #view(): StateView {
    const { data, stale, formats } = this;
    const problem = this.problem ?? this.dataProblem;
    return {
      data,
      problem,
      message: problem && this.problemMessage(problem),
      isReported: this.#isReported,
      hasToken: this.#hasToken,
      stale,
      formats,
      updated: this.context?.updated,
      reload: () => this.reload(),
      changed: () => this.requestUpdate(),
    };
  }
}

/** Problems that a new token may solve. */
const SESSION_CODES = new Set<GatewayError['code']>(['unauthorized', 'token-expired']);

const unreadable = (where: string) =>
  new GatewayError('invalid-parameter', `The attribute params${where} must be JSON such as {"days": 30}.`, 'params');
