import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { Formats } from '../core/format/formats.ts';
import { RANGE } from './date-range.ts';
import { controlFor, renderField } from './fields.ts';
import { BAD_INPUT, FormState } from './form-state.ts';
import type { FormParam } from './merge-params.ts';
import { rangeFromEvent, renderRangeBar } from './range-bar.ts';
import type { Texts } from './texts/en.ts';
import { scrollToActiveZone, TimeZoneCombobox } from './time-zone-combobox.ts';
import { resolveZone } from './time-zones.ts';

/** Milliseconds without a key press after which typed text becomes the value. */
const DEBOUNCE = 300;

export interface FormCallbacks {
  /** The time zone and the end of the range bar's ranges. */
  readonly rangeEnd: { zone: string; now: number };
  /** Called when a value in effect has changed. */
  onValueChange(): void;
  /** Called when the user has finished with a control, so that the values deserve a history entry. */
  onCommit(): void;
  /** Called when the list of time zones opens. */
  onZonesOpen(): void;
}

/** The form: its controls, and their events. */
export class Form {
  state = new FormState([], {}, {});
  readonly combobox = new TimeZoneCombobox();
  readonly #host: LitElement;
  readonly #callbacks: FormCallbacks;
  #debounce: ReturnType<typeof setTimeout> | undefined;

  constructor(host: LitElement, callbacks: FormCallbacks) {
    this.#host = host;
    this.#callbacks = callbacks;
  }

  /** Validates all values, shows the errors and focuses the first control with one. */
  reportValidity(): boolean {
    const [invalid] = this.state.check();
    this.#host.requestUpdate();
    if (invalid) this.#focus(invalid.name);
    return !invalid;
  }

  hostDisconnected(): void {
    clearTimeout(this.#debounce);
  }

  render(texts: Texts, formats: Formats): TemplateResult {
    const { params, changed } = this.state;
    if (!params.length) return html`<span class="detail">${texts.none}</span>`;
    const asOf = params.find(({ name }) => name === 'as_of');
    const reset = changed
      ? html`<button type="button" class="reset" @click=${this.#onReset}>${texts.reset}</button>`
      : nothing;
    return html`
      <div
        role="group"
        aria-label=${texts.params}
        @input=${this.#onInput}
        @change=${this.#onChange}
        @keydown=${this.#onKey}
        @focusout=${this.#onFocusOut}
        @mousedown=${this.#onMouseDown}
        @click=${this.#onClick}
      >
        ${
          this.#fields.length
            ? html`<div class="fields">${this.#fields.map((param) => this.#renderField(param, texts, formats))}${asOf ? nothing : reset}</div>`
            : nothing
        }
        ${
          asOf
            ? html`<div class="end">
                <details ?open=${Boolean(this.state.text(asOf) || this.state.error(asOf))}>
                  <summary>${texts.asOf}</summary>
                  ${this.#renderField(asOf, texts, formats)}
                </details>
                ${reset}
              </div>`
            : nothing
        }
      </div>
    `;
  }

  #renderField(param: FormParam, texts: Texts, formats: Formats): TemplateResult {
    const { state, combobox } = this;
    const [text, error, value] = [state.text(param), state.error(param), state.value(param)];
    if (param.name !== RANGE) return renderField({ param, text, error, value, texts, formats, combobox });
    const { zone, now } = this.#callbacks.rangeEnd;
    return renderRangeBar({ param, text: String(value ?? ''), draft: text, error, zone, now, texts, formats });
  }

  /** All parameters but `as_of`, whose control is folded away. */
  get #fields(): FormParam[] {
    return this.state.params.filter(({ name }) => name !== 'as_of');
  }

  async #focus(name: string): Promise<void> {
    await this.#host.updateComplete;
    const field = this.#host.renderRoot.querySelector<HTMLElement>(`[data-name="${name}"]`);
    field?.querySelector<HTMLElement>('input:checked, input, select')?.focus();
  }

  #paramOf(event: Event): FormParam | undefined {
    const name = (event.target as Element).closest<HTMLElement>('[data-name]')?.dataset.name;
    return this.state.params.find((param) => param.name === name);
  }

  #write(event: Event, param: FormParam): void {
    const target = event.target as HTMLInputElement;
    const { zone, now } = this.#callbacks.rangeEnd;
    const range = String(this.state.value(param) ?? '');
    if (param.name === RANGE) this.state.write(param, rangeFromEvent(target, range, zone, now));
    else this.state.write(param, target.validity.badInput ? BAD_INPUT : target.value);
  }

  #commit(param: FormParam, final: boolean): void {
    clearTimeout(this.#debounce);
    if (this.state.commit(param, final)) this.#callbacks.onValueChange();
    this.#host.requestUpdate();
  }

  readonly #onInput = (event: Event): void => {
    const param = this.#paramOf(event);
    if (!param || param.name === RANGE) return;
    this.#write(event, param);
    if (controlFor(param) === 'time-zone') this.#openZones(param, this.state.text(param));
    clearTimeout(this.#debounce);
    this.#debounce = setTimeout(() => this.#commit(param, false), DEBOUNCE);
  };

  readonly #onChange = (event: Event): void => {
    const param = this.#paramOf(event);
    if (!param) return;
    this.#callbacks.onCommit();
    this.#write(event, param);
    if (controlFor(param) === 'time-zone') this.state.write(param, resolveZone(this.state.text(param)));
    this.#commit(param, true);
  };

  /** Arrow keys step a number, as in `<input type="number">`, or move in the list of time zones. */
  readonly #onKey = (event: KeyboardEvent): void => {
    const param = this.#paramOf(event);
    const input = event.target as HTMLInputElement;
    if (!param) return;
    if (input.role === 'combobox') this.#onZoneKey(event, param);
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (input.role !== 'spinbutton' || !step) return;
    event.preventDefault();
    const { min, max } = param;
    const value = (Number(input.value) || 0) + step;
    input.value = String(Math.min(Number(max ?? value), Math.max(Number(min ?? value), value)));
    this.#onInput(event);
  };

  /** Keys of the ARIA combobox pattern; Tab selects the active option and moves on. */
  async #onZoneKey(event: KeyboardEvent, param: FormParam): Promise<void> {
    const { combobox } = this;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const selected = event.key === 'Enter' ? combobox.best : event.key === 'Tab' ? combobox.active : undefined;
    if (step) {
      if (combobox.open !== param.name) this.#openZones(param, '');
      combobox.move(step);
    } else if (selected) {
      this.#selectZone(param, selected);
    } else if (event.key === 'Escape' && combobox.open) {
      combobox.close();
    } else return;
    if (event.key !== 'Tab') event.preventDefault();
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    scrollToActiveZone(this.#host.renderRoot);
  }

  #openZones({ name }: FormParam, text: string): void {
    this.#callbacks.onZonesOpen();
    this.combobox.search(name, text);
    this.#host.requestUpdate();
  }

  #selectZone(param: FormParam, zone: string): void {
    this.combobox.close();
    this.#callbacks.onCommit();
    this.state.write(param, zone);
    this.#commit(param, true);
  }

  readonly #onFocusOut = (): void => {
    if (!this.combobox.open) return;
    this.combobox.close();
    this.#host.requestUpdate();
  };

  /** A press in the list keeps the focus in the field. */
  readonly #onMouseDown = (event: Event): void => {
    if ((event.target as Element).closest('.zones')) event.preventDefault();
  };

  readonly #onClick = (event: Event): void => {
    const param = this.#paramOf(event);
    const target = event.target as HTMLElement;
    const zone = target.closest<HTMLElement>('[data-zone]')?.dataset.zone;
    if (param && zone) this.#selectZone(param, zone);
    else if (param && target.role === 'combobox') this.#openZones(param, '');
  };

  readonly #onReset = (): void => {
    this.#callbacks.onCommit();
    this.state.reset();
    this.#callbacks.onValueChange();
    this.#host.requestUpdate();
    // The focused button is about to be removed.
    const [first] = [...this.#fields, ...this.state.params];
    if (first) this.#focus(first.name);
  };
}
