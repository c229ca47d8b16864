import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { Formats } from '../core/format/formats.ts';
import { renderField } from './fields.ts';
import { Choice, UNREADABLE } from './form-state.ts';
import { controlFor, type Offered } from './param-values.ts';
import type { Texts } from './texts/en.ts';
import { revealZone, ZonePicker } from './time-zone-combobox.ts';
import { zoneOf } from './time-zones.ts';

/** Milliseconds without a key after which what is typed counts as chosen. */
const TYPED = 300;

/** The controls of a choice, and what the reader does to them. */
export class Form {
  choice = new Choice([], {}, {});
  readonly #host: LitElement;
  readonly #chosen: () => void;
  readonly #settling: () => void;
  #typing: ReturnType<typeof setTimeout> | undefined;
  readonly #zones = new ZonePicker();

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
      return renderField({ param, text, fault, texts, formats, zones: this.#zones });
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
        @focusout=${this.#onLeave}
        @mousedown=${this.#onPress}
        @click=${this.#onClick}
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
    if (controlFor(param) === 'zone') {
      this.#zones.search(param.name, this.choice.text(param));
      this.#host.requestUpdate();
    }
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#commit(param, false), TYPED);
  };

  readonly #onChange = (event: Event): void => {
    this.#settling();
    const param = this.#write(event);
    if (controlFor(param) === 'zone') this.choice.write(param, zoneOf(this.choice.text(param)));
    this.#commit(param, true);
  };

  /** Up and down count, as they do in the browser's own fields for numbers. */
  readonly #onKey = (event: KeyboardEvent): void => {
    const input = event.target as HTMLInputElement;
    if (input.role === 'combobox') this.#onZoneKey(event, this.#paramOf(event));
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (input.role !== 'spinbutton' || !step) return;
    event.preventDefault();
    const { min, max } = this.#paramOf(event);
    const wanted = (Number(input.value) || 0) + step;
    input.value = String(Math.min(Number(max ?? wanted), Math.max(Number(min ?? wanted), wanted)));
    this.#onInput(event);
  };

  /** By the ARIA pattern of a combobox; Tab takes the zone that was gone to along. */
  async #onZoneKey(event: KeyboardEvent, param: Offered): Promise<void> {
    const zones = this.#zones;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const taken = event.key === 'Enter' ? zones.best : event.key === 'Tab' ? zones.active : undefined;
    if (step) {
      if (zones.open !== param.name) zones.search(param.name, '');
      zones.move(step);
    } else if (taken) {
      this.#takeZone(param, taken);
    } else if (event.key === 'Escape' && zones.open) {
      zones.close();
    } else return;
    if (event.key !== 'Tab') event.preventDefault();
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    revealZone(this.#host.renderRoot);
  }

  #takeZone(param: Offered, zone: string): void {
    this.#zones.close();
    this.#settling();
    this.choice.write(param, zone);
    this.#commit(param, true);
  }

  readonly #onLeave = (): void => {
    if (!this.#zones.open) return;
    this.#zones.close();
    this.#host.requestUpdate();
  };

  /** A press in the list leaves the keyboard's place in the field. */
  readonly #onPress = (event: Event): void => {
    if ((event.target as Element).closest('.zones')) event.preventDefault();
  };

  readonly #onClick = (event: Event): void => {
    const target = event.target as HTMLElement;
    const { zone } = target.closest<HTMLElement>('[data-zone]')?.dataset ?? {};
    if (zone) {
      this.#takeZone(this.#paramOf(event), zone);
    } else if (target.role === 'combobox') {
      this.#zones.search(this.#paramOf(event).name, '');
      this.#host.requestUpdate();
    }
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
