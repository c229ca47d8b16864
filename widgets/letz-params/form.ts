import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { Formats } from '../core/formats.ts';
import { Choice, UNREADABLE } from './choice.ts';
import type { Offered } from './controls.ts';
import { renderField, renderZones } from './fields.ts';
import type { Texts } from './texts.ts';

/** Milliseconds without a key after which what is typed counts as chosen. */
const TYPED = 300;

/** The controls of a choice, and what the reader does to them. */
export class Form {
  choice = new Choice([], {}, {});
  readonly #host: LitElement;
  readonly #chosen: () => void;
  readonly #settling: () => void;
  #typing: ReturnType<typeof setTimeout> | undefined;
  /** Whether the list of zones was needed yet: it is long. */
  #zones = false;

  /**
   * @param chosen another value is in force
   * @param settling the reader is done with a control
   */
  constructor(host: LitElement, chosen: () => void, settling: () => void) {
    this.#host = host;
    this.#chosen = chosen;
    this.#settling = settling;
  }

  /** Whether all values are good; what is wrong is shown, and its control focused. */
  reportValidity(): boolean {
    const [wrong] = this.choice.check();
    this.#host.requestUpdate();
    if (wrong) this.#focus(wrong.name);
    return !wrong;
  }

  /** The widget leaves the page. */
  rest(): void {
    clearTimeout(this.#typing);
  }

  render(texts: Texts, formats: Formats): TemplateResult {
    const { offered, changed } = this.choice;
    const moment = offered.find(({ name }) => name === 'as_of');
    const field = (param: Offered) => {
      const [text, fault] = [this.choice.text(param), this.choice.fault(param)];
      return renderField({ param, text, fault, texts, formats });
    };
    const reset = changed
      ? html`<button type="button" class="reset" @click=${this.#onReset}>${texts.reset}</button>`
      : nothing;
    if (!offered.length) return html`<span class="detail">${texts.none}</span>`;
    return html`
      <div
        role="group"
        aria-label=${texts.params}
        @input=${this.#onInput}
        @change=${this.#onChange}
        @keydown=${this.#onKey}
        @focusin=${this.#onFocus}
      >
        ${this.#fields.length ? html`<div class="fields">${this.#fields.map(field)}${moment ? nothing : reset}</div>` : nothing}
        ${
          moment
            ? html`<div class="end">
                <details ?open=${Boolean(this.choice.text(moment) || this.choice.fault(moment))}>
                  <summary>${texts.moment}</summary>
                  ${field(moment)}
                </details>
                ${reset}
              </div>`
            : nothing
        }
      </div>
      ${this.#zones ? renderZones(texts) : nothing}
    `;
  }

  /** All but the moment, which stands apart. */
  get #fields(): Offered[] {
    return this.choice.offered.filter(({ name }) => name !== 'as_of');
  }

  async #focus(name: string): Promise<void> {
    await this.#host.updateComplete;
    const field = this.#host.renderRoot.querySelector<HTMLElement>(`[data-name="${name}"]`);
    field?.querySelector<HTMLElement>('input:checked, input, select')?.focus();
  }

  #paramOf(event: Event): Offered {
    const { name } = (event.target as Element).closest<HTMLElement>('[data-name]')!.dataset;
    return this.choice.offered.find((param) => param.name === name)!;
  }

  #write(event: Event): Offered {
    const param = this.#paramOf(event);
    const { value, validity } = event.target as HTMLInputElement;
    this.choice.write(param, validity.badInput ? UNREADABLE : value);
    return param;
  }

  #commit(param: Offered, settled: boolean): void {
    clearTimeout(this.#typing);
    if (this.choice.commit(param, settled)) this.#chosen();
    this.#host.requestUpdate();
  }

  readonly #onInput = (event: Event): void => {
    const param = this.#write(event);
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#commit(param, false), TYPED);
  };

  readonly #onChange = (event: Event): void => {
    this.#settling();
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
    this.#settling();
    this.choice.reset();
    this.#chosen();
    this.#host.requestUpdate();
    // The button goes away: the keyboard's place is not to go with it.
    this.#focus((this.#fields[0] ?? this.choice.offered[0])!.name);
  };
}
