import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import type { Params, QueryDescription } from '../../server/contract.ts';
import { GatewayError, type TaggedResult } from '../core/gateway-client.ts';
import { addStyles } from '../core/late-styles.ts';
import { LetzElement } from '../core/letz-element.ts';
import { state } from '../core/property.ts';
import { scriptOrigin } from '../core/settings.ts';
import type { Bench } from './bench.ts';

/**
 * @summary Any predefined query: pick it, set its parameters, run it, see it as picture or table, take it along.
 *
 * `query` and `params` say where to begin; without a query it is the first of the list. What is set in here stays in here:
 * the widgets around keep their parameters.
 *
 * @csspart picker - The list of queries and its search field.
 * @csspart stage - The chosen query.
 * @csspart result - What it answered.
 * @cssproperty [--letz-query-runner-height=460px] - The least height of the list, where there is room for it beside the result.
 */
export class LetzQueryRunner extends LetzElement<TaggedResult> {
  static override styles = [
    ...LetzElement.styles,
    css`
      [part='loading'] {
        min-height: 320px;
      }
    `,
  ];

  /** What the caller may run. */
  @state() private queries?: readonly QueryDescription[];

  /** All but the result; loaded with the first one. */
  @state() private bench?: Bench;

  /** The parameters to begin with. */
  #start: Params = {};
  /** Those that the reader has run it with. */
  #ran: Params | undefined;
  #since: number | undefined;
  #took: number | undefined;
  #cancelled = false;

  /** Shows another query, from its beginning. */
  pick(name: string): void {
    if (name === this.query) return;
    this.query = name;
    this.params = undefined;
    this.result = undefined;
  }

  /** Runs the query with these parameters. */
  run(params: Params): void {
    if (JSON.stringify(params) === JSON.stringify(this.params ?? {})) {
      this.reload();
      return;
    }
    this.#ran = this.params = params;
  }

  /** Gives up the request under way; the last result stays. */
  override cancel(): void {
    this.#cancelled = this.pending;
    super.cancel();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.bench?.connect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.bench?.disconnect();
  }

  protected override prepare(): Promise<unknown> | undefined {
    return this.bench ? undefined : import('./bench.ts').then((module) => this.#equip(module));
  }

  protected override async load(signal: AbortSignal): Promise<TaggedResult> {
    const began = performance.now();
    this.#since = began;
    this.#cancelled = false;
    this.requestUpdate();
    try {
      const { queries } = await this.client.catalogue();
      this.queries = queries;
      this.query ||= queries[0]?.name ?? '';
      if (!queries.length) throw new GatewayError('forbidden', 'No query is open to you.');
      return await super.load(signal);
    } finally {
      if (this.#since === began) {
        this.#since = undefined;
        this.#took = performance.now() - began;
      }
    }
  }

  protected override get heading(): string {
    return this.label ?? this.bench?.texts(this.formats.locale).title ?? '';
  }

  protected override problemWords(problem: GatewayError): [title: string, hint: string] {
    const texts = this.bench?.texts(this.formats.locale);
    return problem.code === 'timeout' && texts ? [texts.timeout, texts.timeoutHint] : super.problemWords(problem);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('params') && this.params !== this.#ran) this.#start = this.params ?? {};
  }

  protected override updated(changed: PropertyValues): void {
    const { code, param, message } = this.problem ?? {};
    if (changed.has('problem') && code === 'invalid-parameter' && param) this.bench?.refuse(param, message!);
  }

  #equip({ Bench, styles }: typeof import('./bench.ts')): void {
    if (this.bench) return;
    addStyles(this, styles);
    this.bench = new Bench(this);
    if (this.isConnected) this.bench.connect();
  }

  protected override renderBody(): unknown {
    const { bench, queries, data, problem, formats, client, token, locale, tz } = this;
    if (!bench || !queries) return super.renderBody();
    const [since, took, cancelled, start] = [this.#since, this.#took, this.#cancelled, this.#start];
    const gateway = this.gateway ?? this.context?.gateway ?? scriptOrigin;
    const failed = data && problem && this.problemWords(problem);
    return bench.render(
      { queries, formats, client, gateway, token, locale, tz, start, data, since, took, cancelled },
      html`${failed ? html`<p role="alert" class="failed"><strong>${failed[0]}</strong> ${failed[1]}</p>` : ''}${
        cancelled && !data && !problem ? '' : super.renderBody()
      }`,
    );
  }

  protected override renderData(data: TaggedResult): TemplateResult {
    return this.bench ? this.bench.renderResult(data) : this.renderLoading();
  }

  protected override renderLoading(): TemplateResult {
    return html`<div part="loading"></div>`;
  }
}

if (!customElements.get('letz-query-runner')) customElements.define('letz-query-runner', LetzQueryRunner);

declare global {
  interface HTMLElementTagNameMap {
    'letz-query-runner': LetzQueryRunner;
  }
}
