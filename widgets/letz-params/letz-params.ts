import { css, type PropertyValues, type TemplateResult } from 'lit';
import type { Params } from '../../server/contract/value.ts';
import { LetzElement } from '../core/element/letz-element.ts';
import type { ParamLists } from './merge-params.ts';
import type { ParamsView } from './view.ts';

/**
 * @summary Form controls for the parameters of queries. The nearest `<letz-context>` gives their values to its widgets.
 *
 * The value that a control shows is the value that the widgets of the context use, from their first request on:
 *
 * 1. A value that the access token locks. The control is read-only.
 * 2. The value chosen last: at the control, by `params`, in the page's URL (`sync-url`), by Back or Forward, or by a widget
 *    with `sets`.
 * 3. The value of the context's `params` or `tz`.
 * 4. The parameter's default. It also applies to queries of the context whose own default differs. Of several
 *    `<letz-params>` in a context, the first one's default applies.
 *
 * An empty control sets no value: each query uses its own default. That is also the case where the queries in `query`
 * have different defaults and none was chosen. A text that is no valid value never applies: its control shows an error
 * and the value in effect. Only a widget's own `params` and `tz` attributes override the form.
 *
 * @fires letz-params-change - The user changed a value; `.params`.
 * @csspart field - A parameter's label, control and description.
 */
export class LetzParams extends LetzElement<ParamLists> {
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

      [part='body'] {
        display: flex;
        flex-direction: column;
        min-height: 0;
        container-type: inline-size;
        contain-intrinsic-inline-size: 300px;
      }

      /* The height of the fields with one line of description each, and of the disclosure of as_of. */
      [part='loading'] {
        flex: 0 1 calc(48px + 3.85em);
        min-height: 0;
      }

      :host([only]:not([only~='as_of'])) [part='loading'] {
        flex-basis: calc(38px + 2.504em);
      }

      :host([range]) [part='base'] {
        padding: 0;
        border: 0;
        border-radius: 0;
        background: none;
      }

      :host([range]) [part='loading'] {
        flex-basis: 32px;
      }

      @container (max-width: 380px) {
        :host(:not([range])) [part='loading'] {
          flex-basis: calc(98px + 6.354em);
        }

        :host([only]:not([only~='as_of'], [range])) [part='loading'] {
          flex-basis: calc(88px + 5.008em);
        }
      }
    `,
  ];

  static override properties = {
    query: {},
    only: {},
    range: { type: Boolean },
    syncUrl: { attribute: 'sync-url' },
  };

  /** The query whose parameters have controls, or several, separated by spaces: one control for a parameter they share. */
  override query = '';

  /** The parameters with a control, by name, separated by spaces; by default all. */
  only = '';

  /** Shows a range bar in one row in place of the controls of `days`, `since` and `as_of`. */
  range = false;

  /** Keeps the values in the page's URL, as `?letz-days=30`; a value replaces the prefix `letz`. */
  syncUrl?: string;

  override actions: string | undefined = 'none';

  /** The form; loaded with the catalogue. */
  #view: ParamsView | undefined;
  /** Tells the context that the values are known. */
  #resolveReady: (() => void) | undefined;

  /** The values chosen, by parameter; parameters at their default are not included. */
  get values(): Params {
    return this.#view?.values ?? { ...this.params };
  }

  /** Validates all values, shows the errors and focuses the first control with one. */
  reportValidity(): boolean {
    return this.#view?.reportValidity() ?? true;
  }

  /** Shows the gateway's error message at a parameter's control. */
  reject(name: string, message: string): void {
    const show = () => this.#view?.reject(name, message);
    this.loadView()?.then(show, () => undefined) ?? show();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resolveReady?.();
    this.#resolveReady = undefined;
  }

  protected override loadView(): Promise<unknown> | undefined {
    return this.#view
      ? undefined
      : import('./view.ts').then(({ ParamsView }) => {
          this.#view ??= new ParamsView(this);
        });
  }

  protected override loadArguments(): readonly unknown[] {
    return [this.client, this.query, `${this.only} ${this.range}`, this.params === null, this.formats.locale];
  }

  protected override async load(): Promise<ParamLists> {
    const [catalogue, { paramsOf }] = await Promise.all([
      this.query && this.params !== null ? this.client.catalogue(this.formats.locale) : undefined,
      import('./view.ts'),
    ]);
    return paramsOf(this, catalogue, this.data);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { data, formats, context, client, problem } = this;
    if (context?.waitFor && !this.#resolveReady) {
      context.waitFor(
        new Promise<void>((resolve) => {
          this.#resolveReady = resolve;
        }),
      );
    }
    if (data) this.#view?.update(changed, { ...data, formats, context, client });
    if (data || problem) this.#resolveReady?.();
  }

  protected override renderData(): TemplateResult {
    return this.#view!.render();
  }
}

if (!customElements.get('letz-params')) customElements.define('letz-params', LetzParams);

declare global {
  interface HTMLElementTagNameMap {
    'letz-params': LetzParams;
  }
}
