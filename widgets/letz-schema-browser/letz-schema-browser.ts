import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Schema } from '../../server/contract.ts';
import { LetzElement } from '../core/letz-element.ts';
import { state } from '../core/property.ts';
import { fill } from '../core/words.ts';
import { renderDetails } from './details.ts';
import { Explorer, type Place } from './explorer.ts';
import { styles } from './letz-schema-browser.styles.ts';
import { relationsOf } from './relations.ts';
import { RowWindow } from './row-window.ts';
import { renderRow } from './rows.ts';
import { english, type Texts } from './texts.ts';
import { type ColumnRow, qualify, type TableRow } from './tree.ts';

/** Pixels from which on a diagram is open at once. */
const WIDE = 720;
const MIRRORED: Record<string, string> = { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' };

/**
 * @summary Tables, columns, keys, indexes and relations of the database; search over all of it; no data.
 *
 * @csspart search - The search field and the number of tables.
 * @csspart tree - The tree of tables and columns.
 * @csspart row - One of its rows.
 * @csspart details - What is known of the active table or column.
 * @cssProperty [--letz-schema-browser-height=420px] - The tree's greatest height.
 */
export class LetzSchemaBrowser extends LetzElement<Schema> {
  static override styles = [...LetzElement.styles, styles];

  /** Whether the reader has chosen a row: a narrow browser shows no details before. */
  @state() private chosen = false;

  /** Draws relations; loaded when they are first looked at. */
  @state() private diagram?: typeof import('./diagram.ts');

  #explorer = new Explorer([]);
  readonly #seen = new RowWindow(this);
  /** The diagram's width in pixels. */
  #room = 0;

  protected override loadArguments(): readonly unknown[] {
    return [this.client];
  }

  protected override load(): Promise<Schema> {
    return this.client.schema();
  }

  protected override isEmpty({ tables }: Schema): boolean {
    return tables.length === 0;
  }

  protected override get heading(): string {
    return this.label ?? (this.data ? this.#count : '');
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('data')) this.#explorer = new Explorer(this.data?.tables ?? []);
  }

  protected override updated(): void {
    this.#seen.watch(this.#tree);
  }

  get #tree(): HTMLElement | null {
    return this.renderRoot.querySelector('[part="tree"]');
  }

  get #count(): string {
    const { hits, tables, words } = this.#explorer;
    const [found, all] = [this.formats.number(hits.length), this.formats.number(tables.length)];
    return words.length > 0 ? fill(this.#ownTexts.found, found, all) : fill(this.#ownTexts.tables, all);
  }

  get #ownTexts(): Texts {
    return english;
  }

  readonly #nameOf = ({ schema, name }: { schema: string; name: string }): string =>
    this.#explorer.tables.some((table) => table.schema !== schema) ? qualify(schema, name) : qualify(name);

  #onSearch(event: InputEvent): void {
    this.#explorer.search((event.target as HTMLInputElement).value);
    this.#moved();
  }

  #onSearchKey(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
    event.preventDefault();
    this.#tree?.focus();
  }

  #onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = (this.matches(':dir(rtl)') && MIRRORED[event.key]) || event.key;
    if (!this.#explorer.press(key, this.#seen.page)) return;
    event.preventDefault();
    this.chosen = true;
    this.#moved();
  }

  #onClick(event: MouseEvent): void {
    const target = event.target as Element;
    const index = Number(target.closest('[role="treeitem"]')?.id.slice('row-'.length));
    const row = this.#explorer.rows[index];
    if (!row) return;
    this.#explorer.active = index;
    if (row.kind !== 'column' || target.closest('.go')) this.#explorer.activate(row);
    this.chosen = true;
    this.#moved();
  }

  readonly #follow = (place: Place): void => {
    this.#explorer.follow(place);
    this.#moved();
    this.#tree?.focus();
  };

  #goBack(): void {
    this.#explorer.back();
    this.#moved();
    this.#tree?.focus();
  }

  /** Shows where the explorer is now. */
  async #moved(): Promise<void> {
    // Going somewhere ends a search.
    const input = this.renderRoot.querySelector('input');
    if (input?.value.trim() && !this.#explorer.words.length) input.value = '';
    this.requestUpdate();
    await this.updateComplete;
    this.#seen.reveal(this.#explorer.active);
  }

  protected override renderData(): TemplateResult {
    const { chosen } = this;
    const explorer = this.#explorer;
    const texts = this.#ownTexts;
    const row = explorer.rows[explorer.active];
    return html`
      <div part="search">
        <input
          type="search"
          aria-label=${texts.search}
          placeholder=${texts.search}
          autocomplete="off"
          spellcheck="false"
          @input=${this.#onSearch}
          @keydown=${this.#onSearchKey}
        />
        <span role="status" class=${this.label ? '' : 'visually-hidden'}>${this.#count}</span>
      </div>
      <div class="panes">
        ${row ? this.#renderTree() : html`<p class="nothing">${texts.nothing}</p>`}
        ${row && row.kind !== 'schema' ? html`<div part="details" class=${chosen ? 'chosen' : ''}>${this.#renderPlace(row)}</div>` : nothing}
      </div>
    `;
  }

  #renderTree(): TemplateResult {
    const { rows, active, words } = this.#explorer;
    const { from, to } = this.#seen;
    const model = { words, texts: this.#ownTexts, formats: this.formats };
    const shown = rows.slice(from, to).map((row, at) => ({ row, index: from + at }));
    const activeRow = rows[active];
    // Screen readers need the active row to be there, also when it was scrolled away.
    if (activeRow && (active < from || active >= to)) shown.push({ row: activeRow, index: active });
    return html`<div
      part="tree"
      role="tree"
      tabindex="0"
      aria-label=${this.#ownTexts.title}
      aria-activedescendant="row-${active}"
      @keydown=${this.#onKey}
      @click=${this.#onClick}
      @scroll=${this.#seen.scrolled}
    >
      <div role="none" class="rows" .style=${`--rows: ${rows.length}`}>
        ${shown.map(({ row, index }) => renderRow(row, index, index === active, model))}
      </div>
    </div>`;
  }

  #renderPlace({ table, ...row }: TableRow | ColumnRow): unknown {
    const { trail, tables } = this.#explorer;
    const { formats, diagram } = this;
    const texts = this.#ownTexts;
    const column = 'column' in row ? row.column : undefined;
    const last = trail.at(-1);
    return guard([table, column, last, diagram, texts, formats.locale], () => {
      const relations = relationsOf(table, tables);
      const model = { table, column, relations, texts, formats, nameOf: this.#nameOf, follow: this.#follow };
      return html`
        ${
          last
            ? html`<button type="button" class="link back" @click=${this.#goBack}>
                ← ${fill(texts.back, [this.#nameOf(last.table), last.column].filter(Boolean).join('.'))}
              </button>`
            : nothing
        }
        ${renderDetails(model)}
        ${
          column || relations.references.length + relations.referencedBy.length === 0
            ? nothing
            : html`<details ?open=${this.clientWidth >= WIDE} @toggle=${this.#onDiagram}>
                <summary>${texts.diagram}</summary>
                ${diagram?.renderDiagram(model, this.#room)}
              </details>`
        }
      `;
    });
  }

  async #onDiagram(event: Event): Promise<void> {
    const { clientWidth } = event.target as HTMLElement;
    this.#room = clientWidth;
    this.diagram = await import('./diagram.ts');
  }
}

if (!customElements.get('letz-schema-browser')) customElements.define('letz-schema-browser', LetzSchemaBrowser);

declare global {
  interface HTMLElementTagNameMap {
    'letz-schema-browser': LetzSchemaBrowser;
  }
}
