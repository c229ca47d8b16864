import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Params } from '../../server/contract.ts';
import { controls } from '../core/controls.ts';
import { LetzParamsChangeEvent } from '../core/events.ts';
import { GatewayError } from '../core/gateway-client.ts';
import { LetzElement } from '../core/letz-element.ts';
import { property, state } from '../core/property.ts';
import { Address } from './address.ts';
import { Choice, UNREADABLE } from './choice.ts';
import { type Offered, uniteParams } from './controls.ts';
import { renderField, renderZones } from './fields.ts';
import { styles } from './letz-params.styles.ts';
import { type Texts, textsFor } from './texts.ts';

/** Milliseconds without a key after which what is typed counts as chosen. */
const TYPED = 300;

interface Offer {
  offered: Offered[];
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
  static override styles = [...LetzElement.styles, controls, styles];

  /** The query whose parameters are offered, or several, separated by spaces: one control for what they share. */
  @property() override query = '';

  /** The parameters to offer, by name, separated by spaces; by default all. */
  @property() only = '';

  /** Keeps the choice in the page's address, as `?letz-days=30`; a value takes the place of `letz`. */
  @property({ attribute: 'sync-url' }) syncUrl?: string;

  /** Whether the list of zones was needed yet: it is long. */
  @state() private zones = false;

  #choice: Choice | undefined;
  /** Tells the context what it waits for. */
  #settle: ((params: Params) => void) | undefined;
  /** Whether the context knows of this element. */
  #bound = false;
  /** Whether the next change of the address is the reader's, so that the browser's way back leads to before it. */
  #byReader = false;
  #typing: ReturnType<typeof setTimeout> | undefined;

  /** What is chosen, by parameter; those left alone are not in it. */
  get values(): Params {
    return this.#choice?.values ?? { ...this.params };
  }

  /** Whether all values are good; what is wrong is shown, and its control focused. */
  reportValidity(): boolean {
    const [wrong] = this.#choice?.check() ?? [];
    this.requestUpdate();
    if (wrong) this.#focus(wrong.name);
    return !wrong;
  }

  /** Says at a parameter's control why the gateway did not take its value. */
  refuse(name: string, reason: string): void {
    this.#choice?.refuse(name, reason);
    this.requestUpdate();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('popstate', this.#onTravel);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('popstate', this.#onTravel);
    clearTimeout(this.#typing);
    this.#settle?.({});
    this.#bound = false;
  }

  protected override loadArguments(): readonly unknown[] {
    return [this.client, this.query, this.only];
  }

  protected override async load(): Promise<Offer> {
    if (!this.query && this.data) return this.data;
    const { queries } = await this.client.catalogue();
    const lists = words(this.query).map((name) => {
      const found = queries.find((query) => query.name === name);
      if (!found) throw new GatewayError('unknown-query', `There is no query ${name} that you may run.`);
      return found.params;
    });
    if (!lists.length) throw new GatewayError('invalid-parameter', 'The attribute query must name a query.', 'query');
    const only = words(this.only);
    const offered = uniteParams(lists).filter(({ name }) => !only.length || only.includes(name));
    // The same again must not undo what was chosen.
    return JSON.stringify(offered) === JSON.stringify(this.data?.offered) ? this.data! : { offered };
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const around = this.context?.params ?? {};
    if (this.data && (changed.has('data') || changed.has('params'))) {
      this.#choice = new Choice(this.data.offered, this.params ?? {}, around);
      this.#takeAddress();
      this.#lay(true);
    } else if (this.#choice?.follow(around)) this.#lay(true);
    else this.#lay(false);
    if (this.problem) this.#settle?.(this.values);
  }

  protected override updated(): void {
    if (this.syncUrl === undefined || !this.#choice || !this.isConnected) return;
    const href = this.#address.write(location.href, this.#choice.texts);
    if (href !== location.href) history[this.#byReader ? 'pushState' : 'replaceState'](history.state, '', href);
    this.#byReader = false;
  }

  get #address(): Address {
    return new Address(this.syncUrl ?? '');
  }

  get #ownTexts(): Texts {
    return textsFor(this.formats.locale, () => this.requestUpdate());
  }

  /** Gives the context what is chosen; while that isn't known yet, a promise of it. */
  #lay(again: boolean): void {
    const choose = this.context?.choose;
    const known = Boolean(this.#choice);
    if (!choose || (this.#bound && !again)) return;
    const first = !this.#bound;
    this.#bound = true;
    if (this.#settle) this.#settle(this.values);
    else if (known && (!first || Object.keys(this.values).length)) choose(this, this.values);
    else if (!known && this.#awaited) {
      choose(
        this,
        new Promise((resolve) => {
          this.#settle = (params) => {
            this.#settle = undefined;
            resolve(params);
          };
        }),
      );
    }
  }

  /** Whether the widgets around should know of more than they do. */
  get #awaited(): boolean {
    const { params, syncUrl } = this;
    return Object.keys(params ?? {}).length > 0 || (syncUrl !== undefined && this.#address.read(location.search).size > 0);
  }

  #takeAddress(): void {
    if (this.syncUrl === undefined) return;
    for (const [name, text] of this.#address.read(location.search)) {
      const param = this.#choice!.offered.find((offered) => offered.name === name);
      if (!param) continue;
      this.#choice!.write(param, text);
      this.#choice!.commit(param);
    }
  }

  #tell(): void {
    this.dispatchEvent(new LetzParamsChangeEvent(this.values));
  }

  #commit(param: Offered, settled: boolean): void {
    clearTimeout(this.#typing);
    if (this.#choice!.commit(param, settled)) this.#tell();
    this.requestUpdate();
  }

  async #focus(name: string): Promise<void> {
    await this.updateComplete;
    const field = this.renderRoot.querySelector<HTMLElement>(`[data-name="${name}"]`);
    field?.querySelector<HTMLElement>('input:checked, input, select')?.focus();
  }

  #paramOf(event: Event): Offered {
    const { name } = (event.target as Element).closest<HTMLElement>('[data-name]')!.dataset;
    return this.#choice!.offered.find((param) => param.name === name)!;
  }

  #write(event: Event): Offered {
    const param = this.#paramOf(event);
    const { value, validity } = event.target as HTMLInputElement;
    this.#choice!.write(param, validity.badInput ? UNREADABLE : value);
    return param;
  }

  #onInput(event: Event): void {
    const param = this.#write(event);
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#commit(param, false), TYPED);
  }

  #onChange(event: Event): void {
    this.#byReader = true;
    this.#commit(this.#write(event), true);
  }

  /** Up and down count, as they do in the browser's own fields for numbers. */
  #onKey(event: KeyboardEvent): void {
    const input = event.target as HTMLInputElement;
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (input.role !== 'spinbutton' || !step) return;
    event.preventDefault();
    const { min, max } = this.#paramOf(event);
    const wanted = (Number(input.value) || 0) + step;
    input.value = String(Math.min(Number(max ?? wanted), Math.max(Number(min ?? wanted), wanted)));
    this.#onInput(event);
  }

  #onFocus(event: FocusEvent): void {
    this.zones ||= (event.target as Element).matches('[list]');
  }

  #onReset(): void {
    this.#byReader = true;
    this.#choice!.reset();
    this.#tell();
    this.requestUpdate();
    // The button goes away: the keyboard's place is not to go with it.
    this.#focus(this.#choice!.offered[0]!.name);
  }

  /** The browser's back and forward. */
  readonly #onTravel = (): void => {
    if (this.syncUrl === undefined || !this.#choice) return;
    const before = JSON.stringify([...this.#choice.texts]);
    this.#choice.reset();
    this.#takeAddress();
    if (JSON.stringify([...this.#choice.texts]) !== before) this.#tell();
    this.requestUpdate();
  };

  protected override renderData({ offered }: Offer): TemplateResult {
    const texts = this.#ownTexts;
    const choice = this.#choice!;
    if (!offered.length) return html`<span class="detail">${texts.none}</span>`;
    const fields = offered.filter(({ name }) => name !== 'as_of');
    const moment = offered.find(({ name }) => name === 'as_of');
    return html`
      <div
        role="group"
        aria-label=${texts.params}
        @input=${this.#onInput}
        @change=${this.#onChange}
        @keydown=${this.#onKey}
        @focusin=${this.#onFocus}
      >
        ${fields.length ? html`<div class="fields">${fields.map((param) => this.#renderField(param))}</div>` : nothing}
        <div class="end">
          ${
            moment
              ? html`<details ?open=${Boolean(choice.text(moment) || choice.fault(moment))}>
                  <summary>${texts.moment}</summary>
                  ${this.#renderField(moment)}
                </details>`
              : nothing
          }
          ${
            choice.changed
              ? html`<button type="button" class="reset" @click=${this.#onReset}>${texts.reset}</button>`
              : nothing
          }
        </div>
      </div>
      ${this.zones ? renderZones(texts) : nothing}
    `;
  }

  #renderField(param: Offered): TemplateResult {
    const choice = this.#choice!;
    const [texts, formats] = [this.#ownTexts, this.formats];
    return renderField({ param, text: choice.text(param), fault: choice.fault(param), texts, formats });
  }
}

const words = (text: string) => text.split(/\s+/).filter(Boolean);

if (!customElements.get('letz-params')) customElements.define('letz-params', LetzParams);

declare global {
  interface HTMLElementTagNameMap {
    'letz-params': LetzParams;
  }
}
