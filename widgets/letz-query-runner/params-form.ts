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

/** Form of the query's parameters; its values are used by the next run. */
export class ParamsForm {
  readonly #host: ParamsFormHost;
  readonly #onEnter: () => void;
  /** The initial parameters, and those of the last run. */
  #initial: Params = {};
  #ran: Params | undefined;

  /** @param onEnter called when the user presses Enter in a control */
  constructor(host: ParamsFormHost, onEnter: () => void) {
    this.#host = host;
    this.#onEnter = onEnter;
  }

  /** Validates all values and shows the errors. */
  get valid(): boolean {
    return this.#element?.reportValidity() ?? true;
  }

  /** Runs the query with the values of the form. */
  run(): void {
    const params = this.#element?.values ?? {};
    if (JSON.stringify(params) === JSON.stringify(this.#host.params ?? {})) this.#host.reload();
    else this.#ran = this.#host.params = params;
  }

  /** Shows the gateway's error at a parameter's control. */
  reject(param: string, message: string): void {
    this.#element?.reject(param, message);
  }

  render(query: string, gateway: string): TemplateResult {
    const { params, token, locale, tz } = this.#host;
    if (params !== this.#ran) this.#initial = params ?? {};
    // A context of its own, so that the values do not apply to other widgets of the page.
    return html`<letz-context .gateway=${gateway} .token=${token} .locale=${locale} .tz=${tz} @keydown=${this.#onKey}>
      <letz-params .query=${query} .params=${this.#initial}></letz-params>
    </letz-context>`;
  }

  get #element() {
    return this.#host.renderRoot.querySelector('letz-params');
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const { localName } = event.composedPath()[0] as Element;
    if (event.key === 'Enter' && !event.defaultPrevented && localName === 'input') this.#onEnter();
  };
}
