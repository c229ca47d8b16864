import { css, type PropertyValues, type TemplateResult } from 'lit';
import type { Params } from '../../server/contract/value.ts';
import { LetzElement } from '../core/element/letz-element.ts';
import type { Offer } from './merge-params.ts';
import type { Panel } from './view.ts';

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

      [part='body'] {
        display: flex;
        flex-direction: column;
        min-height: 0;
        container-type: inline-size;
        contain-intrinsic-inline-size: 300px;
      }

      /* Fields with a line of help each, and what leads to a past moment. */
      [part='loading'] {
        flex: 0 1 calc(48px + 3.85em);
        min-height: 0;
      }

      :host([only]:not([only~='as_of'])) [part='loading'] {
        flex-basis: calc(38px + 2.504em);
      }

      @container (max-width: 380px) {
        [part='loading'] {
          flex-basis: calc(98px + 6.354em);
        }

        :host([only]:not([only~='as_of'])) [part='loading'] {
          flex-basis: calc(88px + 5.008em);
        }
      }
    `,
  ];

  static override properties = {
    query: {},
    only: {},
    syncUrl: { attribute: 'sync-url' },
  };

  /** The query whose parameters are offered, or several, separated by spaces: one control for what they share. */
  override query = '';

  /** The parameters to offer, by name, separated by spaces; by default all. */
  only = '';

  /** Keeps the choice in the page's address, as `?letz-days=30`; a value takes the place of `letz`. */
  syncUrl?: string;

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
    const say = () => this.#panel?.refuse(name, reason);
    // The answer may be quicker than the controls.
    this.loadView()?.then(say, () => undefined) ?? say();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#settle?.({});
    this.#bound = false;
  }

  protected override loadView(): Promise<unknown> | undefined {
    return this.#panel
      ? undefined
      : import('./view.ts').then(({ Panel }) => {
          this.#panel ??= new Panel(this);
        });
  }

  protected override loadArguments(): readonly unknown[] {
    return [this.client, this.query];
  }

  protected override async load(): Promise<Offer> {
    const [catalogue, { offerOf }] = await Promise.all([
      this.query ? this.client.catalogue() : undefined,
      import('./view.ts'),
    ]);
    return offerOf(this.query, catalogue, this.data);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { data, formats, context, params, syncUrl } = this;
    const setParams = context?.setParams;
    const news = data && this.#panel!.update(changed, data.lists, context?.params ?? {}, formats);
    if (setParams && (news || !this.#bound)) {
      this.#bound = true;
      if (data) {
        this.#settle?.(this.values);
        setParams(this, this.values);
      } else if (params || (syncUrl !== undefined && location.search.includes(`${syncUrl || 'letz'}-`))) {
        // The widgets around should know of more than they do.
        setParams(
          this,
          new Promise((resolve) => {
            this.#settle = resolve;
          }),
        );
      }
    }
    if (this.problem) this.#settle?.(this.values);
  }

  protected override renderData(): TemplateResult {
    return this.#panel!.render();
  }
}

if (!customElements.get('letz-params')) customElements.define('letz-params', LetzParams);

declare global {
  interface HTMLElementTagNameMap {
    'letz-params': LetzParams;
  }
}
