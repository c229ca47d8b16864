import { html, nothing, type TemplateResult } from 'lit';
import type { Param, Params } from '../../server/contract.ts';
import { LetzParamsChangeEvent } from '../core/events.ts';
import type { Formats } from '../core/formats.ts';
import { Address } from './address.ts';
import { Choice, UNREADABLE } from './choice.ts';
import { type Offered, uniteParams } from './controls.ts';
import { renderField, renderZones } from './fields.ts';
import { type Texts, textsFor } from './texts.ts';

export { styles } from './letz-params.styles.ts';

/** What the panel needs of its widget. */
interface PanelHost extends HTMLElement {
  readonly renderRoot: ParentNode;
  readonly updateComplete: Promise<unknown>;
  requestUpdate(): void;
}

/** Milliseconds without a key after which what is typed counts as chosen. */
const TYPED = 300;

/** The controls: what they show and hear, and what the page's address keeps of it. */
export class Panel {
  formats!: Formats;
  readonly #host: PanelHost;
  #choice = new Choice([], {}, {});
  #address: Address | undefined;
  /** Whether the next change of the address is the reader's, so that the browser's way back leads to before it. */
  #byReader = false;
  #typing: ReturnType<typeof setTimeout> | undefined;
  /** Whether the list of zones was needed yet: it is long. */
  #zones = false;

  constructor(host: PanelHost) {
    this.#host = host;
  }

  get values(): Params {
    return this.#choice.values;
  }

  /** @param only names of the parameters to offer; none: all */
  offer(lists: Param[][], only: string[], start: Params, around: Params, prefix: string | undefined): void {
    const offered = uniteParams(lists).filter(({ name }) => !only.length || only.includes(name));
    this.#choice = new Choice(offered, start, around);
    this.#address = prefix === undefined ? undefined : new Address(prefix);
    this.#takeAddress();
  }

  /** Other values are around. @returns whether one of ours gave way */
  follow(around: Params): boolean {
    return this.#choice.follow(around);
  }

  reportValidity(): boolean {
    const [wrong] = this.#choice.check();
    this.#host.requestUpdate();
    if (wrong) this.#focus(wrong.name);
    return !wrong;
  }

  refuse(name: string, reason: string): void {
    this.#choice.refuse(name, reason);
    this.#host.requestUpdate();
  }

  /** Writes into the address what is chosen. */
  keepAddress(): void {
    if (!this.#address) return;
    const href = this.#address.write(location.href, this.#choice.texts);
    if (href !== location.href) history[this.#byReader ? 'pushState' : 'replaceState'](history.state, '', href);
    this.#byReader = false;
  }

  /** The address is another one. */
  travel(): void {
    if (!this.#address) return;
    const shown = () => JSON.stringify([...this.#choice.texts]);
    const before = shown();
    this.#choice.reset();
    this.#takeAddress();
    if (shown() !== before) this.#tell();
    this.#host.requestUpdate();
  }

  /** The widget leaves the page. */
  rest(): void {
    clearTimeout(this.#typing);
  }

  #takeAddress(): void {
    for (const [name, text] of this.#address?.read(location.search) ?? []) {
      const param = this.#choice.offered.find((offered) => offered.name === name);
      if (!param) continue;
      this.#choice.write(param, text);
      this.#choice.commit(param);
    }
  }

  #tell(): void {
    this.#host.dispatchEvent(new LetzParamsChangeEvent(this.values));
  }

  #commit(param: Offered, settled: boolean): void {
    clearTimeout(this.#typing);
    if (this.#choice.commit(param, settled)) this.#tell();
    this.#host.requestUpdate();
  }

  async #focus(name: string): Promise<void> {
    await this.#host.updateComplete;
    const field = this.#host.renderRoot.querySelector<HTMLElement>(`[data-name="${name}"]`);
    field?.querySelector<HTMLElement>('input:checked, input, select')?.focus();
  }

  #paramOf(event: Event): Offered {
    const { name } = (event.target as Element).closest<HTMLElement>('[data-name]')!.dataset;
    return this.#choice.offered.find((param) => param.name === name)!;
  }

  #write(event: Event): Offered {
    const param = this.#paramOf(event);
    const { value, validity } = event.target as HTMLInputElement;
    this.#choice.write(param, validity.badInput ? UNREADABLE : value);
    return param;
  }

  readonly #onInput = (event: Event): void => {
    const param = this.#write(event);
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#commit(param, false), TYPED);
  };

  readonly #onChange = (event: Event): void => {
    this.#byReader = true;
    this.#commit(this.#write(event), true);
  };

  /** Up and down count, as they do in the browser's own fields for numbers. */
  readonly #onKey = (event: KeyboardEvent): void => {
    const input = event.target as HTMLInputElement;
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (input.role !== 'spinbutton' || !step) return;
    event.preventDefault();
    const { min, max } = this.#paramOf(event);
    const wanted = (Number(input.value) || 0) + step;
    input.value = String(Math.min(Number(max ?? wanted), Math.max(Number(min ?? wanted), wanted)));
    this.#onInput(event);
  };

  readonly #onFocus = (event: FocusEvent): void => {
    if (this.#zones || !(event.target as Element).matches('[list]')) return;
    this.#zones = true;
    this.#host.requestUpdate();
  };

  readonly #onReset = (): void => {
    this.#byReader = true;
    this.#choice.reset();
    this.#tell();
    this.#host.requestUpdate();
    // The button goes away: the keyboard's place is not to go with it.
    this.#focus((this.#fields[0] ?? this.#choice.offered[0])!.name);
  };

  /** All but the moment, which stands apart. */
  get #fields(): Offered[] {
    return this.#choice.offered.filter(({ name }) => name !== 'as_of');
  }

  get #texts(): Texts {
    return textsFor(this.formats.locale, () => this.#host.requestUpdate());
  }

  render(): TemplateResult {
    const texts = this.#texts;
    const choice = this.#choice;
    const fields = this.#fields;
    const moment = choice.offered.find(({ name }) => name === 'as_of');
    if (!choice.offered.length) return html`<span class="detail">${texts.none}</span>`;
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
      ${this.#zones ? renderZones(texts) : nothing}
    `;
  }

  #renderField(param: Offered): TemplateResult {
    const { formats } = this;
    const choice = this.#choice;
    return renderField({ param, text: choice.text(param), fault: choice.fault(param), texts: this.#texts, formats });
  }
}
