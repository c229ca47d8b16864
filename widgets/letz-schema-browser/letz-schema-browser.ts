import { css, type PropertyValues, type TemplateResult } from 'lit';
import type { Schema } from '../../server/contract/schema.ts';
import { LetzElement } from '../core/element/letz-element.ts';
import type { ProblemWords } from '../core/element/states.ts';
import type { GatewayError } from '../core/gateway/gateway-client.ts';
import type { Browser } from './view.ts';

/**
 * @summary Tables, columns, keys, indexes and relations of the database; search over all of it; no data.
 *
 * The tree has one place for the keyboard: arrows, Home, End, Page Up and Down and letters move in it, Enter opens or
 * follows a foreign key, Backspace goes back to where one was followed from.
 *
 * @csspart search - The search field and the number of tables.
 * @csspart tree - The tree of tables and columns.
 * @csspart row - One of its rows.
 * @csspart details - What is known of the active table or column.
 * @cssproperty [--letz-schema-browser-height=420px] - The tree's greatest height; beside the details, its height.
 */
export class LetzSchemaBrowser extends LetzElement<Schema> {
  static override styles = [
    ...LetzElement.styles,
    css`
      [part='body'] {
        display: flex;
        flex-direction: column;
        min-height: 0;
        container-type: inline-size;
        contain-intrinsic-inline-size: 300px;
      }

      [part='footer']:not(:has(*)) {
        display: none;
      }

      /* The search, and a few tables; beside their details where there is room. */
      [part='loading'] {
        flex: 0 1 calc(42px + 12em);
        min-height: 0;
      }

      @container (min-width: 720px) {
        [part='loading'] {
          flex-basis: calc(42px + var(--letz-schema-browser-height, 420px));
        }
      }
    `,
  ];

  /** What shows the schema; loaded along with it. */
  #browser: Browser | undefined;

  /** @internal Here, because a chunk that loads another keeps what both need out of the library's one file. */
  readonly loadDiagram = () => import('./diagram.ts');

  protected override loadView(): Promise<unknown> | undefined {
    return this.#browser
      ? undefined
      : import('./view.ts').then(({ Browser }) => {
          this.#browser ??= new Browser(this);
          this.#browser.formats = this.formats;
        });
  }

  protected override loadArguments(): readonly unknown[] {
    return [this.client];
  }

  protected override load(): Promise<Schema> {
    return this.client.once<Schema>('/api/schema');
  }

  protected override isEmpty({ tables }: Schema): boolean {
    return tables.length === 0;
  }

  protected override get heading(): string {
    return this.label ?? (this.data && this.#browser?.count) ?? '';
  }

  protected override problemWords(problem: GatewayError): ProblemWords | undefined {
    return this.#browser?.problemWords(problem);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!this.#browser) return;
    this.#browser.formats = this.formats;
    this.#browser.counted = !this.label;
    if (changed.has('data')) this.#browser.tables = this.data?.tables ?? [];
  }

  protected override renderData(): TemplateResult {
    return this.#browser!.render();
  }
}

if (!customElements.get('letz-schema-browser')) customElements.define('letz-schema-browser', LetzSchemaBrowser);

declare global {
  interface HTMLElementTagNameMap {
    'letz-schema-browser': LetzSchemaBrowser;
  }
}
