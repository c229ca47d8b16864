import { html, type TemplateResult } from 'lit';
import type { Params } from '../../server/contract/value.ts';

interface ParamsFormHost extends HTMLElement {
  readonly renderRoot: ParentNode;
  params?: Params | null;
  readonly token?: string;
  readonly locale?: string;
  readonly tz?: string;
  reload(): Promise<void>;
}

/** The parameters' controls: what is set there is asked for once it is run. */
export class ParamsForm {
  readonly #host: ParamsFormHost;
  readonly #onEnter: () => void;
  /** The parameters to begin with, and those that the reader has run the query with. */
  #start: Params = {};
  #ran: Params | undefined;

  /** @param onEnter the reader pressed Enter in a field */
  constructor(host: ParamsFormHost, onEnter: () => void) {
    this.#host = host;
    this.#onEnter = onEnter;
  }

  /** Whether all values are good; what is wrong is shown. */
  get valid(): boolean {
    return this.#panel?.reportValidity() ?? true;
  }

  /** Asks the query with what is set. */
  run(): void {
    const params = this.#panel?.values ?? {};
    if (JSON.stringify(params) === JSON.stringify(this.#host.params ?? {})) this.#host.reload();
    else this.#ran = this.#host.params = params;
  }

  /** Says at a parameter's control what the gateway found wrong. */
  refuse(param: string, reason: string): void {
    this.#panel?.reject(param, reason);
  }

  render(query: string, gateway: string): TemplateResult {
    const { params, token, locale, tz } = this.#host;
    if (params !== this.#ran) this.#start = params ?? {};
    // A context of its own: what is set here is not for the widgets around.
    return html`<letz-context .gateway=${gateway} .token=${token} .locale=${locale} .tz=${tz} @keydown=${this.#onKey}>
      <letz-params .query=${query} .params=${this.#start}></letz-params>
    </letz-context>`;
  }

  get #panel() {
    return this.#host.renderRoot.querySelector('letz-params');
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const { localName } = event.composedPath()[0] as Element;
    if (event.key === 'Enter' && !event.defaultPrevented && localName === 'input') this.#onEnter();
  };
}
