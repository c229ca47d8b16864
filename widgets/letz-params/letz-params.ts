import { css, type PropertyValues, type TemplateResult } from 'lit';
import type { Param, Params } from '../../server/contract.ts';
import { GatewayError } from '../core/gateway-client.ts';
import { addStyles } from '../core/late-styles.ts';
import { LetzElement } from '../core/letz-element.ts';
import { property } from '../core/property.ts';
import { Address } from './address.ts';
import type { Panel } from './panel.ts';

interface Offer {
  /** The parameters of each query. */
  lists: Param[][];
}

/**
 * @summary Controls for the parameters of queries; what is chosen goes to the widgets around.
 *
 * The nearest `<letz-context>` takes the choice up. `params` holds the values to begin with.
 *
 * @fires letz-params-change - The reader chose other values; `.params`.
 * @csspart field - A parameter: its name, control and explanation.
 */
export class LetzParams extends LetzElement<Offer> {
  static override styles = [
    ...LetzElement.styles,
    css`
      [part='header']:not(:has([part='label'])) {
        min-height: 0;
        margin-block-end: -8px;
      }

      [part='footer']:not(:has(*)) {
        display: none;
      }

      [part='loading'] {
        min-height: 0;
        height: 124px;
      }
    `,
  ];

  /** The query whose parameters are offered, or several, separated by spaces: one control for what they share. */
  @property() override query = '';

  /** The parameters to offer, by name, separated by spaces; by default all. */
  @property() only = '';

  /** Keeps the choice in the page's address, as `?letz-days=30`; a value takes the place of `letz`. */
  @property({ attribute: 'sync-url' }) syncUrl?: string;

  /** The controls; loaded along with the catalogue. */
  #panel: Panel | undefined;
  /** Tells the context what it waits for. */
  #settle: ((params: Params) => void) | undefined;
  /** Whether the context knows of this element. */
  #bound = false;

  /** What is chosen, by parameter; those left alone are not in it. */
  get values(): Params {
    return this.#panel?.values ?? { ...this.params };
  }

  /** Whether all values are good; what is wrong is shown, and its control focused. */
  reportValidity(): boolean {
    return this.#panel?.reportValidity() ?? true;
  }

  /** Says at a parameter's control why the gateway did not take its value. */
  refuse(name: string, reason: string): void {
    if (this.#panel && this.data) this.#panel.refuse(name, reason);
    // The answer was quicker than the controls.
    else
      this.addEventListener('letz-load', () => this.updateComplete.then(() => this.#panel?.refuse(name, reason)), {
        once: true,
      });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('popstate', this.#onTravel);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('popstate', this.#onTravel);
    this.#panel?.rest();
    this.#settle?.({});
    this.#bound = false;
  }

  protected override prepare(): Promise<unknown> | undefined {
    return this.#panel ? undefined : import('./panel.ts').then((module) => this.#equip(module));
  }

  protected override loadArguments(): readonly unknown[] {
    return [this.client, this.query];
  }

  protected override async load(): Promise<Offer> {
    if (!this.query && this.data) return this.data;
    if (!this.query) throw new GatewayError('invalid-parameter', 'The attribute query must name a query.', 'query');
    const { queries } = await this.client.catalogue();
    const lists = words(this.query).map((name) => {
      const found = queries.find((query) => query.name === name);
      if (!found) throw new GatewayError('unknown-query', `There is no query ${name} that you may run.`);
      return found.params;
    });
    // The same again must not undo what was chosen.
    return JSON.stringify(lists) === JSON.stringify(this.data?.lists) ? this.data! : { lists };
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { data, syncUrl, formats, context } = this;
    const panel = data && this.#panel;
    const around = context?.params ?? {};
    let changedHere = !this.#bound;
    if (panel) {
      panel.formats = formats;
      if (['data', 'params', 'only', 'syncUrl'].some((name) => changed.has(name))) {
        panel.offer(data.lists, words(this.only), this.params ?? {}, around, syncUrl);
        changedHere = true;
      } else if (panel.follow(around)) changedHere = true;
    }
    if (changedHere) this.#lay(Boolean(panel));
    if (this.problem) this.#settle?.(this.values);
  }

  protected override updated(): void {
    if (this.data && this.isConnected) this.#panel?.keepAddress();
  }

  /** Gives the context what is chosen; while that isn't known yet, a promise of it. */
  #lay(known: boolean): void {
    const choose = this.context?.choose;
    if (!choose) return;
    const first = !this.#bound;
    this.#bound = true;
    if (this.#settle && known) this.#settle(this.values);
    else if (known && (!first || Object.keys(this.values).length)) choose(this, this.values);
    else if (first && !known && this.#awaited) choose(this, this.#promise());
  }

  /** Whether the widgets around should know of more than they do. */
  get #awaited(): boolean {
    const { params, syncUrl } = this;
    if (Object.keys(params ?? {}).length) return true;
    return syncUrl !== undefined && new Address(syncUrl).read(location.search).size > 0;
  }

  #promise(): Promise<Params> {
    return new Promise((resolve) => {
      this.#settle = (params) => {
        this.#settle = undefined;
        resolve(params);
      };
    });
  }

  #equip({ Panel, styles }: typeof import('./panel.ts')): void {
    if (this.#panel) return;
    addStyles(this, styles);
    this.#panel = new Panel(this);
  }

  /** The browser's back and forward. */
  readonly #onTravel = (): void => this.#panel?.travel();

  protected override renderData(): TemplateResult {
    return this.#panel!.render();
  }
}

const words = (text: string) => text.split(/\s+/).filter(Boolean);

if (!customElements.get('letz-params')) customElements.define('letz-params', LetzParams);

declare global {
  interface HTMLElementTagNameMap {
    'letz-params': LetzParams;
  }
}
