import { css, html, type LitElement, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { QueryDescription } from '../../server/contract/query.ts';
import type { Params } from '../../server/contract/value.ts';
import { type ProblemWords, usualWords } from '../core/element/states.ts';
import type { Formats } from '../core/format/formats.ts';
import { type GatewayClient, GatewayError, type TaggedResult } from '../core/gateway/gateway-client.ts';
import { addStyles } from '../core/styles/add-styles.ts';
import { controls } from '../core/styles/controls.ts';
import { pickerStyles } from './combobox.styles.ts';
import { Picker } from './combobox.ts';
import { detailsStyles } from './disclosure.styles.ts';
import { embedOf } from './embed-code.ts';
import { EmbedPanel } from './embed-panel.ts';
import { renderWhy } from './explanation.ts';
import { Exporter } from './export.ts';
import { ParamsForm } from './params-form.ts';
import { ResultView } from './result-tabs.ts';
import { Run } from './run-timer.ts';
import type { Texts } from './texts/en.ts';
import { textsFor } from './texts/index.ts';
import { toolbarStyles } from './toolbar.styles.ts';
import { renderToolbar } from './toolbar.ts';
import { workbenchStyles } from './view.styles.ts';

/** What the workbench needs of its widget. */
export interface WorkbenchHost extends LitElement {
  query: string;
  params?: Params | null;
  result: TaggedResult | undefined;
  readonly token?: string;
  readonly locale?: string;
  readonly tz?: string;
  reload(): Promise<void>;
  cancel(): void;
}

/** What is to be shown now. */
export interface WorkbenchModel {
  formats: Formats;
  client: GatewayClient;
  gateway: string;
  data: TaggedResult | undefined;
  problem: GatewayError | undefined;
}

/** What the gateway was asked. */
export interface Asked {
  /** When, by `performance.now()`. */
  since: number;
  /** Undefined: there is no query to ask. */
  answer: Promise<TaggedResult> | undefined;
}

/** What the elements in here load is not the page's to know. */
const stop = (event: Event) => event.stopPropagation();

const styles = css`${controls}${workbenchStyles}${pickerStyles}${toolbarStyles}${detailsStyles}`;

/** All of a query runner but its result's loading: the list of queries, the parameters, and what is around the result. */
export class Workbench implements ReactiveController {
  readonly #host: WorkbenchHost;
  readonly #picker: Picker;
  readonly #view: ResultView;
  readonly #embed: EmbedPanel;
  readonly #exporter: Exporter;
  readonly #run: Run;
  readonly #form: ParamsForm;
  #model!: WorkbenchModel;
  /** What the caller may run. */
  #queries: readonly QueryDescription[] = [];
  /** The problem that was told at its control. */
  #told: GatewayError | undefined;

  constructor(host: WorkbenchHost) {
    this.#host = host;
    const changed = () => host.requestUpdate();
    this.#picker = new Picker(host, (name) => this.#pick(name));
    this.#view = new ResultView(host);
    this.#embed = new EmbedPanel(host);
    this.#exporter = new Exporter(changed);
    this.#run = new Run(changed);
    this.#form = new ParamsForm(host, this.#onRun);
    addStyles(host, styles);
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#exporter.cancel();
  }

  hostUpdated(): void {
    const { problem } = this.#model ?? {};
    if (problem === this.#told) return;
    this.#told = problem;
    if (problem?.code === 'invalid-parameter' && problem.param) this.#form.refuse(problem.param, problem.message);
  }

  /**
   * What was asked, if the caller may run anything.
   * @throws {GatewayError} or the signal's reason
   */
  load(queries: readonly QueryDescription[], locale: string, { since, answer }: Asked): Promise<TaggedResult> {
    this.#queries = queries;
    return this.#run.time(since, answer ?? Promise.reject(new GatewayError('forbidden', this.texts(locale).noQuery)));
  }

  /** The reader gave up what was under way. */
  cancelled(): void {
    this.#run.cancelled = true;
  }

  texts(locale: string): Texts {
    return textsFor(locale, () => this.#host.requestUpdate());
  }

  /** What to say of a problem, where it is another thing here than elsewhere. */
  problemWords({ code }: GatewayError, locale: string): ProblemWords | undefined {
    const { timeout, timeoutHint } = this.texts(locale);
    return code === 'timeout' ? [timeout, timeoutHint] : undefined;
  }

  /** @param body renders the result, or why there is none */
  render(model: WorkbenchModel, body: () => unknown): unknown {
    this.#model = model;
    if (!this.#queries.length) return body();
    const { data, problem } = model;
    const texts = this.#texts;
    const query = this.#queries.find(({ name }) => name === this.#host.query);
    this.#view.query = query;
    return html`<div class="panes" @letz-load=${stop} @letz-error=${stop}>
      ${this.#picker.render(this.#queries, this.#host.query, texts)}
      <div part="stage">
        ${query ? this.#renderQuery(query) : nothing}
        <div part="result" id="result" role=${query ? 'tabpanel' : nothing} aria-label=${query?.title ?? nothing}>
          ${data && problem ? this.#renderFailed(problem) : nothing}
          ${this.#run.cancelled && !data && !problem ? nothing : body()}
        </div>
        ${query && data ? this.#renderFootnotes(query, data) : nothing}
      </div>
    </div>`;
  }

  /** The result, as the chosen view shows it. */
  renderResult(data: TaggedResult): TemplateResult {
    return this.#view.render(data);
  }

  get #texts(): Texts {
    return this.texts(this.#model.formats.locale);
  }

  #pick(name: string): void {
    const host = this.#host;
    if (name === host.query) return;
    this.#view.reset();
    this.#exporter.notice = '';
    this.#exporter.cancel();
    host.query = name;
    host.params = undefined;
    host.result = undefined;
  }

  readonly #onRun = (): void => {
    if (!this.#form.valid) return;
    this.#exporter.notice = '';
    this.#form.run();
  };

  /** Above an older result. */
  #renderFailed(problem: GatewayError): TemplateResult {
    const { locale } = this.#model.formats;
    const [title, hint, detail] =
      this.problemWords(problem, locale) ?? usualWords(problem, locale, () => this.#host.requestUpdate());
    return html`<p role="alert" class="failed"><strong>${title}</strong> ${hint} ${detail}</p>`;
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
        run: this.#run,
        exporter: this.#exporter,
        data,
        texts,
        formats,
        tabs: this.#view.renderTabs(texts),
        start: this.#onRun,
        cancel: () => this.#host.cancel(),
        save: (format) =>
          this.#exporter.save({ client, query: query.name, params: data?.params ?? {}, format }, texts, formats),
      })}`;
  }

  #renderFootnotes(query: QueryDescription, data: TaggedResult): TemplateResult {
    const { formats, gateway } = this.#model;
    const texts = this.#texts;
    const embed = embedOf({ query, data, view: this.#view.shown, gateway, pinned: Boolean(this.#host.params?.as_of) });
    return html`${renderWhy(query, data, texts, formats)}${this.#embed.render(embed, texts)}`;
  }
}
