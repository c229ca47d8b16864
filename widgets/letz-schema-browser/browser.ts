import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { SchemaTable } from '../../server/contract.ts';
import type { Formats } from '../core/formats.ts';
import { fill } from '../core/words.ts';
import { renderDetails } from './details.ts';
import { Explorer, type Place } from './explorer.ts';
import { relationsOf } from './relations.ts';
import { RowWindow } from './row-window.ts';
import { renderRow } from './rows.ts';
import { type Texts, textsFor } from './texts.ts';
import { type ColumnRow, qualify, type TableRow } from './tree.ts';

export { styles } from './letz-schema-browser.styles.ts';

/** What is drawn in needs of its widget. */
export interface BrowserHost extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: ParentNode;
  loadDiagram(): Promise<typeof import('./diagram.ts')>;
}

/** Pixels from which on a diagram is open at once. */
const WIDE = 720;
const MIRRORED: Record<string, string> = { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' };

/** All that a schema browser shows once the schema is there: search, tree, details and diagram. */
export class Browser {
  /** Whether the count of tables is said elsewhere already. */
  counted = false;
  formats!: Formats;
  /** Whether the reader has chosen a row: a narrow browser shows no details before. */
  #chosen = false;
  /** Draws relations; loaded when they are first looked at. */
  #diagram: typeof import('./diagram.ts') | undefined;
  /** The table or column whose long lists are shown to their end. */
  #shownWhole: object | undefined;
  /** The diagram's width in pixels. */
  #room = 0;
  #explorer = new Explorer([]);
  readonly #host: BrowserHost;
  readonly #seen: RowWindow;

  constructor(host: BrowserHost) {
    this.#host = host;
    this.#seen = new RowWindow(host);
  }

  set tables(tables: readonly SchemaTable[]) {
    this.#explorer = new Explorer(tables);
  }

  /** To be called whenever it was drawn. */
  drawn(): void {
    this.#seen.watch(this.#tree);
  }

  texts(locale: string): Texts {
    return textsFor(locale, () => this.#host.requestUpdate());
  }

  /** How many tables there are, or are found. */
  get count(): string {
    const { hits, tables, words } = this.#explorer;
    const [found, all] = [this.formats.number(hits.length), this.formats.number(tables.length)];
    return words.length > 0 ? fill(this.#ownTexts.found, found, all) : fill(this.#ownTexts.tables, all);
  }

  get #tree(): HTMLElement | null {
    return this.#host.renderRoot.querySelector('[part="tree"]');
  }

  get #ownTexts(): Texts {
    return this.texts(this.formats.locale);
  }

  readonly #nameOf = ({ schema, name }: { schema: string; name: string }): string =>
    this.#explorer.tables.some((table) => table.schema !== schema) ? qualify(schema, name) : qualify(name);

  readonly #onSearch = (event: InputEvent): void => {
    this.#explorer.search((event.target as HTMLInputElement).value);
    this.#moved();
  };

  readonly #onSearchKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
    event.preventDefault();
    this.#tree?.focus();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = (this.#host.matches(':dir(rtl)') && MIRRORED[event.key]) || event.key;
    if (!this.#explorer.press(key, this.#seen.page)) return;
    event.preventDefault();
    this.#chosen = true;
    this.#moved();
  };

  readonly #onClick = (event: MouseEvent): void => {
    const target = event.target as Element;
    const index = Number(target.closest('[role="treeitem"]')?.id.slice('row-'.length));
    const row = this.#explorer.rows[index];
    if (!row) return;
    this.#explorer.active = index;
    if (row.kind !== 'column' || target.closest('.go')) this.#explorer.activate(row);
    this.#chosen = true;
    this.#moved();
  };

  readonly #follow = (place: Place): void => {
    this.#explorer.follow(place);
    this.#moved();
    this.#tree?.focus();
  };

  readonly #goBack = (): void => {
    this.#explorer.back();
    this.#moved();
    this.#tree?.focus();
  };

  /** Shows where the explorer is now. */
  async #moved(): Promise<void> {
    // Going somewhere ends a search.
    const input = this.#host.renderRoot.querySelector('input');
    if (input?.value.trim() && !this.#explorer.words.length) input.value = '';
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#seen.reveal(this.#explorer.active);
  }

  render(): TemplateResult {
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
        <span role="status" class=${this.counted ? 'visually-hidden' : ''}>${this.count}</span>
      </div>
      <div class="panes">
        ${row ? this.#renderTree() : html`<p class="nothing">${texts.nothing}</p>`}
        ${row && row.kind !== 'schema' ? html`<div part="details" class=${this.#chosen ? 'chosen' : ''}>${this.#renderPlace(row)}</div>` : nothing}
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
    const { formats } = this;
    const diagram = this.#diagram;
    const texts = this.#ownTexts;
    const column = 'column' in row ? row.column : undefined;
    const last = trail.at(-1);
    const whole = column ?? table;
    const all = this.#shownWhole === whole;
    const showAll = () => {
      this.#shownWhole = whole;
      this.#host.requestUpdate();
    };
    return guard([table, column, last, diagram, texts, formats.locale, all], () => {
      const relations = relationsOf(table, tables);
      const model = {
        table,
        column,
        relations,
        texts,
        formats,
        nameOf: this.#nameOf,
        follow: this.#follow,
        all,
        showAll,
      };
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
            : html`<details ?open=${this.#host.clientWidth >= WIDE} @toggle=${this.#onDiagram}>
                <summary>${texts.diagram}</summary>
                ${diagram?.renderDiagram(model, this.#room)}
              </details>`
        }
      `;
    });
  }

  readonly #onDiagram = async (event: Event): Promise<void> => {
    const { clientWidth } = event.target as HTMLElement;
    this.#room = clientWidth;
    this.#diagram = await this.#host.loadDiagram();
    this.#host.requestUpdate();
  };
}
