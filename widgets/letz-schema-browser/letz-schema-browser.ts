import { css, type PropertyValues, type TemplateResult } from 'lit';
import type { Schema } from '../../server/contract/schema.ts';
import { LetzElement } from '../core/element/letz-element.ts';
import type { ProblemMessage } from '../core/element/problem-message.ts';
import type { GatewayError } from '../core/gateway/gateway-client.ts';
import type { SchemaBrowserView } from './view.ts';

/**
 * @summary Tables, columns, keys, indexes, constraints and relations of the database, with a search. Never shows data.
 *
 * The tree is one tab stop: arrow keys, Home, End, Page Up, Page Down and letters move in it, Enter opens a table or
 * follows a foreign key, Backspace returns to where one was followed from.
 *
 * @csspart search - The search field and the number of tables.
 * @csspart tree - The tree of tables and columns.
 * @csspart row - One of its rows.
 * @csspart details - Details of the active table or column.
 * @cssproperty [--letz-schema-browser-height=420px] - The tree's maximum height; beside the details, its height.
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

      /* The height of the search and of six tables, or of tree and details. */
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

  /** Renders the schema; loaded with it. */
  #view: SchemaBrowserView | undefined;

  protected override loadView(): Promise<unknown> | undefined {
    return this.#view
      ? undefined
      : import('./view.ts').then(({ SchemaBrowserView }) => {
          this.#view ??= new SchemaBrowserView(this);
          this.#view.formats = this.formats;
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
    return this.label ?? (this.data && this.#view?.count) ?? '';
  }

  protected override problemMessage(problem: GatewayError): ProblemMessage | undefined {
    return this.#view?.problemMessage(problem);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!this.#view) return;
    this.#view.formats = this.formats;
    this.#view.hasCount = !this.label;
    if (changed.has('data')) this.#view.tables = this.data?.tables ?? [];
  }

  protected override renderData(): TemplateResult {
    return this.#view!.render();
  }
}

if (!customElements.get('letz-schema-browser')) customElements.define('letz-schema-browser', LetzSchemaBrowser);

declare global {
  interface HTMLElementTagNameMap {
    'letz-schema-browser': LetzSchemaBrowser;
  }
}
