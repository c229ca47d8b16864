import { Task, TaskStatus } from '@lit/task';
import { html, LitElement, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from 'lit';
import type { Params } from '../../../server/contract/value.ts';
import { Formats } from '../format/formats.ts';
import { languageOf } from '../format/language.ts';
import { GatewayClient, GatewayError, type TaggedResult } from '../gateway/gateway-client.ts';
import { loadUpkeep, upkeep } from '../lazy/load-lazy.ts';
import type { RefreshController } from '../lazy/refresh.ts';
import type { ProblemWords, StateView } from '../lazy/states.ts';
import { schemes, theme } from '../styles/theme.ts';
import { LetzErrorEvent, LetzLoadEvent, LetzTokenExpiredEvent } from './events.ts';
import { jsonObject } from './json-object.ts';
import { type Settings, SettingsController, scriptOrigin } from './settings.ts';
import type { Texts } from './texts/en.ts';
import { textsFor } from './texts/index.ts';

/** What pages have given their widgets. */
const pages = new WeakSet<object>();

/**
 * What every widget is made of: it loads, shows its states, refreshes and tells.
 *
 * A widget extends it with `renderData(data)`; with `renderLoading()`, `isEmpty(data)`, `renderActions()` and
 * `renderNotes(data)` where the defaults don't fit. One that shows something else than a query's result also overrides
 * `load(signal)` and `loadArguments()`. `this.texts` and `this.formats` speak the reader's language, `this.client` asks the
 * gateway; what the reader chooses, it says by a `LetzSelectEvent`. See `letz-metric` for an example.
 *
 * @fires letz-load - New data is shown; `.result`.
 * @fires letz-error - Loading failed; `.error` has a `code` and a message.
 * @fires letz-token-expired - The token is no longer good and nobody renewed it.
 * @slot actions - Buttons of the page's own, in the header.
 * @csspart base - The whole widget.
 * @csspart header - The line with the label.
 * @csspart label - The widget's name.
 * @csspart body - What is between header and footer.
 * @csspart footer - The line with the moment that the data is of.
 * @csspart loading - The placeholder while there is nothing yet.
 * @csspart empty - What is said when there are no rows.
 * @csspart error - What is said when loading failed.
 * @cssState loading - Nothing is there yet.
 * @cssState stale - Old data is shown, because it could not be refreshed.
 * @cssState empty - There are no rows.
 * @cssState error - Loading failed.
 * @cssState expired - The token is no longer good.
 * @cssproperty [--letz-surface=light-dark(#fff, #18191c)] - Background.
 * @cssproperty [--letz-raised=light-dark(#f5f5f7, #25272c)] - Background of what is chosen or hovered.
 * @cssproperty [--letz-text=light-dark(#1b1c1f, #ececef)] - Text.
 * @cssproperty [--letz-muted=light-dark(#60646c, #a0a4ad)] - Text of lesser weight.
 * @cssproperty [--letz-border=light-dark(#e3e4e8, #303238)] - Lines, and what is loading.
 * @cssproperty [--letz-accent=light-dark(#2f62c9, #84aaff)] - Links, focus and bars.
 * @cssproperty [--letz-good=light-dark(#0a7a4b, #4cc38a)] - A change for the better.
 * @cssproperty [--letz-bad=light-dark(#b42334, #ff8f8f)] - A change for the worse, and errors.
 * @cssproperty [--letz-series-1=light-dark(#2f62c9, #84aaff)] - The first series of a chart; up to `--letz-series-6`.
 * @cssproperty [--letz-radius=10px] - Corners.
 * @cssproperty [--letz-space=16px] - Padding.
 * @cssproperty [--letz-font=system-ui, sans-serif] - Font family.
 * @cssproperty [--letz-font-size=14px] - Font size.
 */
export abstract class LetzElement<Data extends object = TaggedResult> extends LitElement {
  static override styles = [theme, schemes];

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
    data: { attribute: false },
    problem: { attribute: false },
  };

  /** The gateway's address; by default where the script comes from. */
  gateway?: string;

  /** The query's name. */
  query = '';

  /** The query's parameters, as JSON. */
  params?: Params | null;

  /** What opens the data, if it is not open to all. */
  token?: string;

  /** The widget's name; by default the query's title. */
  label?: string;

  /** Seconds between refreshes; rests while hidden or offscreen. */
  refresh?: number;

  /** Language and formats, such as `pt-BR`; by default the page's. */
  locale?: string;

  /** The zone that days are cut and times shown in, such as `America/Sao_Paulo`. */
  tz?: string;

  /** The context's parameter that the reader's choices here set, as `segment`, or as `search=full_name` from a column. */
  sets?: string;

  /** `light`, `dark` or `paper`; by default as the page is. */
  theme?: string;

  /** What is shown. */
  protected data?: Data;

  /** Why the last loading failed, if it did. */
  protected problem?: GatewayError;

  readonly #internals = this.attachInternals();
  readonly #settings = new SettingsController(this);
  #refresh: RefreshController | undefined;
  /** What the page gave or the gateway answered last, perhaps not shown yet. */
  #latest: Data | undefined;
  /** Of that, what the page gave. */
  #given: Data | undefined;
  /** What the shown data answers. */
  #answered = '';
  readonly #task = new Task<readonly unknown[], Data>(this, {
    args: () => this.loadArguments(),
    task: (args, { signal }) => this.#load(String(args.slice(1, 3)), signal),
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

  /** The widget's data; set it to show data without a gateway. */
  get result(): Data | undefined {
    return this.data;
  }

  set result(data: Data | undefined) {
    this.#given = this.#latest = data;
    if (data) pages.add(data);
    const preparing = data && this.#prepare(data);
    if (preparing) {
      preparing.then(
        () => this.#latest === data && this.#show(data),
        // What is being loaded needs the same, and tells itself.
        (error) => this.pending || this.#failed(error),
      );
    } else {
      this.#show(data);
    }
  }

  override connectedCallback(): void {
    upkeep?.dress(this);
    super.connectedCallback();
    if (this.hasUpdated) this.reload();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.cancel();
  }

  protected override willUpdate(_changed: PropertyValues): void {
    const { data, problem } = this;
    if (data || problem) upkeep?.dress(this);
    if (this.#refresh) this.#refresh.seconds = this.refresh ?? this.context?.refresh ?? 0;
    const expired = problem?.code === 'token-expired';
    const states = {
      loading: !data && !problem,
      stale: data && this.stale,
      empty: data && this.isEmpty(data),
      error: problem && !expired,
      expired,
    };
    for (const [name, on] of Object.entries(states)) this.#internals.states[on ? 'add' : 'delete'](name);
  }

  async #load(question: string, signal: AbortSignal): Promise<Data> {
    await this.#settings.ready;
    const { context } = this;
    const load = async () => {
      const [data] = await Promise.all([this.load(signal), this.#prepare(this.query ? undefined : this.#given)]);
      this.#answered = question;
      return data;
    };
    try {
      return await load();
    } catch (error) {
      await loadUpkeep();
      if (this.token === undefined && (await upkeep?.renewed(error, context))) return load();
      // The page gave it meanwhile.
      if (!this.query && this.#given) return this.#given;
      // What answers another question is not old, but wrong.
      if (!signal.aborted && question !== this.#answered) this.data = undefined;
      throw error;
    }
  }

  /** @returns settles when what shows data is there; undefined: it is, or at least enough of it to show this data */
  #prepare(data?: Data): Promise<unknown> | undefined {
    const preparing = this.prepare()?.catch(() => {
      throw new GatewayError('network', `Code did not come from ${scriptOrigin}: reload the page.`);
    });
    if (upkeep) return preparing;
    if (!data || preparing || this.isEmpty(data)) {
      return Promise.all([preparing, loadUpkeep()]).then(() => this.requestUpdate());
    }
    // What can be shown is painted first.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => loadUpkeep().then(() => upkeep?.whenIdle(() => this.requestUpdate()))),
    );
    return undefined;
  }

  #show(data: Data | undefined): void {
    this.data = this.#latest = data;
    this.problem = undefined;
  }

  #loaded(answer: Data): void {
    // The page may have given something newer meanwhile, or taken it away.
    const data = !this.query && pages.has(answer) ? this.#given : answer;
    const changed = data !== this.data;
    this.#show(data);
    this.#keepFresh();
    if (data && changed) this.dispatchEvent(new LetzLoadEvent(data));
  }

  /** @param missed whether a loading failed that may succeed later */
  #keepFresh(missed = false): void {
    if (!upkeep) return;
    this.#refresh ??= new upkeep.RefreshController(this);
    if (missed) this.#refresh.miss();
    this.requestUpdate();
  }

  #failed(error: unknown): void {
    const { name, message } = error as Error;
    // The element left, or the reader gave up.
    if (name === 'AbortError') return;
    this.problem = error instanceof GatewayError ? error : new GatewayError('internal', message);
    this.#keepFresh(this.problem.code === 'network');
    if (this.problem.code === 'token-expired') this.dispatchEvent(new LetzTokenExpiredEvent());
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
    return Formats.for(this.locale ?? this.context?.locale ?? languageOf(this), this.tz ?? this.context?.tz);
  }

  protected get pending(): boolean {
    return this.#task.status === TaskStatus.PENDING;
  }

  /** Whether newer data should be here. */
  protected get stale(): boolean {
    return Boolean(this.problem ?? this.#refresh?.late);
  }

  /** Whatever the data depends on: when one of these changes, it is loaded again. */
  protected loadArguments(): readonly unknown[] {
    const { params, tz, renewToken, settling } = this.context ?? {};
    const values = JSON.stringify([this.params ?? this.params === null, params, this.tz ?? tz]);
    return [this.client, this.query, values, Boolean(renewToken), settling];
  }

  /**
   * Loads code that only shows data, so that pages without such a widget do without it; undefined once it is there. Until
   * then there is no `data`.
   */
  protected prepare(): Promise<unknown> | undefined {
    return undefined;
  }

  /** @throws {GatewayError} or the signal's reason */
  protected async load(signal: AbortSignal): Promise<Data> {
    if (!this.query && this.#latest) return this.#latest;
    if (!this.query) throw new GatewayError('invalid-parameter', 'The attribute query must name a query.', 'query');
    const known = this.data as TaggedResult | undefined;
    const params = await this.queryParams(this.query);
    return (await this.client.query(this.query, params, signal, known)) as object as Data;
  }

  /** The widget's own parameters, and those of the context and the zone that the query has. @throws {GatewayError} */
  protected async queryParams(query: string): Promise<Params> {
    if (this.params === null) throw unreadable('');
    return { ...(await this.contextParams(query)), ...this.params };
  }

  /** Of `more` and of what the context and the zone say: the parameters that the query has. @throws {GatewayError} */
  protected async contextParams(query: string, more?: Params | null): Promise<Params> {
    await this.context?.settling;
    if (this.context?.params === null) throw unreadable(' of letz-context');
    const tz = this.tz ?? this.context?.tz;
    const around = Object.entries({ ...this.context?.params, ...(tz && { tz }), ...more });
    if (!around.length) return {};
    const { queries } = await this.client.catalogue();
    const known = queries.find(({ name }) => name === query)?.params;
    return Object.fromEntries(around.filter(([name]) => known?.some((param) => param.name === name)));
  }

  protected isEmpty(data: Data): boolean {
    return 'rowCount' in data && data.rowCount === 0;
  }

  /** What to say of a problem, where the usual words don't fit. */
  protected problemWords(_problem: GatewayError): ProblemWords | undefined {
    return undefined;
  }

  /** The widget's name: its label, or what its query is called; where that can't be known, the query's own name. */
  protected get heading(): string {
    const { data, problem, query } = this;
    return this.label ?? (data && 'title' in data ? String(data.title) : problem ? query : '');
  }

  protected abstract renderData(data: Data): unknown;

  /** A placeholder of about the size of what will come. */
  protected renderLoading(): unknown {
    return html`<div part="loading"></div>`;
  }

  /** Buttons in the widget's header. */
  protected renderActions(): unknown {
    return nothing;
  }

  /** What the footer says first. */
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
        </div>
        <div part="body">${this.renderBody()}</div>
        <div part="footer">${data && html`${this.renderNotes(data)} ${upkeep?.renderMoment(this.#view)}`}</div>
      </div>
    `;
  }

  /** The data, or why there is none. */
  protected renderBody(): unknown {
    const { problem, data } = this;
    if (data && !this.isEmpty(data)) return this.renderData(data);
    if (!data && !problem) return this.renderLoading();
    // If its code didn't come: plainly.
    return upkeep?.renderState(this.#view) ?? html`<div part="error" role="alert">${problem?.message}</div>`;
  }

  get #view(): StateView {
    const { data, problem, stale, formats } = this;
    const words = problem && this.problemWords(problem);
    const reload = () => this.reload();
    return { data, problem, words, stale, formats, reload, changed: () => this.requestUpdate() };
  }
}

const unreadable = (where: string) =>
  new GatewayError('invalid-parameter', `The attribute params${where} must be JSON such as {"days": 30}.`, 'params');
