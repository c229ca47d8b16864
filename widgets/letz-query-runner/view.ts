import { css, html, type LitElement, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { QueryDescription } from '../../server/contract/query.ts';
import type { Params } from '../../server/contract/value.ts';
import { type ProblemMessage, problemMessage } from '../core/element/problem-message.ts';
import { textsFor as coreTextsFor } from '../core/element/texts/index.ts';
import type { Formats } from '../core/format/formats.ts';
import { type GatewayClient, GatewayError, type TaggedResult } from '../core/gateway/gateway-client.ts';
import { addStyles } from '../core/styles/add-styles.ts';
import { controls } from '../core/styles/controls.ts';
import { comboboxStyles } from './combobox.styles.ts';
import { Combobox } from './combobox.ts';
import { disclosureStyles } from './disclosure.styles.ts';
import { embedOf } from './embed-code.ts';
import { EmbedPanel } from './embed-panel.ts';
import { renderExplanation } from './explanation.ts';
import { Export } from './export.ts';
import { ParamsForm } from './params-form.ts';
import { ResultTabs } from './result-tabs.ts';
import { RunTimer } from './run-timer.ts';
import type { Texts } from './texts/en.ts';
import { textsFor } from './texts/index.ts';
import { toolbarStyles } from './toolbar.styles.ts';
import { renderToolbar } from './toolbar.ts';
import { layoutStyles } from './view.styles.ts';

/** Interface of the element that the view uses. */
export interface QueryRunnerHost extends LitElement {
  query: string;
  params?: Params | null;
  result: TaggedResult | undefined;
  readonly token?: string;
  readonly locale?: string;
  readonly tz?: string;
  reload(): Promise<void>;
  cancel(): void;
}

/** State of the element, to render. */
export interface QueryRunnerModel {
  formats: Formats;
  client: GatewayClient;
  gateway: string;
  data: TaggedResult | undefined;
  problem: GatewayError | undefined;
}

/** A request of the query's result. */
export interface ResultRequest {
  /** Its start, by `performance.now()`. */
  since: number;
  /** Undefined: there is no query to run. */
  result: Promise<TaggedResult> | undefined;
}

/** Events of the elements in the view are no events of the query runner. */
const stop = (event: Event) => event.stopPropagation();

const styles = css`${controls}${layoutStyles}${comboboxStyles}${toolbarStyles}${disclosureStyles}`;

/** List of queries, parameters, toolbar, result and disclosures of a query runner. */
export class QueryRunnerView implements ReactiveController {
  readonly #host: QueryRunnerHost;
  readonly #combobox: Combobox;
  readonly #tabs: ResultTabs;
  readonly #embed: EmbedPanel;
  readonly #export: Export;
  readonly #timer: RunTimer;
  readonly #form: ParamsForm;
  #model!: QueryRunnerModel;
  /** The queries that the user may run. */
  #queries: readonly QueryDescription[] = [];
  /** The problem shown at its control. */
  #shownProblem: GatewayError | undefined;

  constructor(host: QueryRunnerHost) {
    this.#host = host;
    const onChange = () => host.requestUpdate();
    this.#combobox = new Combobox(host, (name) => this.#select(name));
    this.#tabs = new ResultTabs(host);
    this.#embed = new EmbedPanel(host);
    this.#export = new Export(onChange);
    this.#timer = new RunTimer(onChange);
    this.#form = new ParamsForm(host, this.#onRun);
    addStyles(host, styles);
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#export.cancel();
  }

  hostUpdated(): void {
    const { problem } = this.#model ?? {};
    if (problem === this.#shownProblem) return;
    this.#shownProblem = problem;
    if (problem?.code === 'invalid-parameter' && problem.param) this.#form.reject(problem.param, problem.message);
  }

  /**
   * The result of a request, timed.
   * @throws {GatewayError} or the signal's reason
   */
  load(queries: readonly QueryDescription[], locale: string, { since, result }: ResultRequest): Promise<TaggedResult> {
    this.#queries = queries;
    return this.#timer.time(since, result ?? Promise.reject(new GatewayError('forbidden', this.texts(locale).noQuery)));
  }

  /** Marks the running request as cancelled. */
  onCancel(): void {
    this.#timer.cancelled = true;
  }

  texts(locale: string): Texts {
    return textsFor(locale, () => this.#host.requestUpdate());
  }

  /** Message for a problem, where the default one does not fit. */
  problemMessage({ code }: GatewayError, locale: string): ProblemMessage | undefined {
    const { timeout, timeoutHint } = this.texts(locale);
    return code === 'timeout' ? { title: timeout, hint: timeoutHint, canRetry: true } : undefined;
  }

  /** @param body renders the result, its placeholder or a message */
  render(model: QueryRunnerModel, body: () => unknown): unknown {
    this.#model = model;
    if (!this.#queries.length) return body();
    const { data, problem } = model;
    const texts = this.#texts;
    const query = this.#queries.find(({ name }) => name === this.#host.query);
    this.#tabs.query = query;
    return html`<div class="panes" @letz-load=${stop} @letz-error=${stop}>
      ${this.#combobox.render(this.#queries, this.#host.query, texts)}
      <div part="stage">
        ${query ? this.#renderQuery(query) : nothing}
        <div part="result" id="result" class=${query?.view ?? nothing} role=${query ? 'tabpanel' : nothing} aria-label=${query?.title ?? nothing}>
          ${data && problem ? this.#renderError(problem) : nothing}
          ${this.#timer.cancelled && !data && !problem ? nothing : body()}
        </div>
        ${query && data ? this.#renderDisclosures(query, data) : nothing}
      </div>
    </div>`;
  }

  /** The result in the selected view. */
  renderResult(data: TaggedResult): TemplateResult {
    return this.#tabs.render(data);
  }

  get #texts(): Texts {
    return this.texts(this.#model.formats.locale);
  }

  #select(name: string): void {
    const host = this.#host;
    if (name === host.query) return;
    this.#tabs.reset();
    this.#export.message = '';
    this.#export.cancel();
    host.query = name;
    host.params = undefined;
    host.result = undefined;
  }

  readonly #onRun = (): void => {
    if (!this.#form.valid) return;
    this.#export.message = '';
    this.#form.run();
  };

  /** Message of a failed request, above an earlier result. */
  #renderError(problem: GatewayError): TemplateResult {
    const { locale } = this.#model.formats;
    const coreTexts = coreTextsFor(locale, () => this.#host.requestUpdate());
    const { title, hint } = this.problemMessage(problem, locale) ?? problemMessage(problem, true, coreTexts);
    return html`<p role="alert" class="failed"><strong>${title}</strong> ${hint} ${problem.message}</p>`;
  }

  #renderQuery(query: QueryDescription): TemplateResult {
    const { title, description, pii, params } = query;
    const { client, gateway, data, formats } = this.#model;
    const texts = this.#texts;
    return html`<div class="intro">
        <h3 dir="auto">${title}${pii ? html`&nbsp;<span class="pii">${texts.personal}</span>` : nothing}</h3>
        <p dir="auto">${description}</p>
      </div>
      ${params.length ? this.#form.render(query.name, gateway) : nothing}
      ${renderToolbar({
        timer: this.#timer,
        download: this.#export,
        data,
        texts,
        formats,
        tabs: this.#tabs.renderTabs(texts),
        start: this.#onRun,
        cancel: () => this.#host.cancel(),
        save: (format) =>
          this.#export.save({ client, query: query.name, params: data?.params ?? {}, format }, texts, formats),
      })}`;
  }

  #renderDisclosures(query: QueryDescription, data: TaggedResult): TemplateResult {
    const { formats, gateway, client } = this.#model;
    const texts = this.#texts;
    const embed = embedOf({ query, data, view: this.#tabs.shown, gateway, pinned: Boolean(this.#host.params?.as_of) });
    return html`${renderExplanation(query, data, texts, formats)}${this.#embed.render(embed, client, texts)}`;
  }
}
