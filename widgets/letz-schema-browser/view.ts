import { css, html, nothing, type TemplateResult } from 'lit';
import type { SchemaTable } from '../../server/contract/schema.ts';
import type { Formats } from '../core/format/formats.ts';
import { fill } from '../core/format/translations.ts';
import type { GatewayError } from '../core/gateway/gateway-client.ts';
import { addStyles } from '../core/styles/add-styles.ts';
import { controls } from '../core/styles/controls.ts';
import { findable } from './column-labels.ts';
import { detailsStyles } from './details.styles.ts';
import { type DetailsHost, DetailsPane } from './details-pane.ts';
import type { Texts } from './texts/en.ts';
import { textsFor } from './texts/index.ts';
import { treeStyles } from './tree.styles.ts';
import { Explorer } from './tree-state.ts';
import { TreeView } from './tree-view.ts';
import { browserStyles } from './view.styles.ts';

const styles = css`${controls}${browserStyles}${treeStyles}${detailsStyles}`;

/** All that a schema browser shows once the schema is there: the search, the tree and the details. */
export class Browser {
  /** Whether the count of tables is said elsewhere already. */
  counted = false;
  formats!: Formats;
  readonly #host: DetailsHost;
  readonly #tree: TreeView;
  readonly #details: DetailsPane;
  #explorer!: Explorer;
  /** Whether the reader has chosen a row: a narrow browser shows no details before. */
  #chosen = false;

  constructor(host: DetailsHost) {
    this.#host = host;
    this.#tree = new TreeView(host, () => {
      this.#chosen = true;
      this.#moved();
    });
    this.#details = new DetailsPane(host, () => {
      this.#moved();
      this.#tree.focus();
    });
    this.tables = [];
    addStyles(host, styles);
  }

  set tables(tables: readonly SchemaTable[]) {
    this.#explorer =
      this.#tree.explorer =
      this.#details.explorer =
        new Explorer(tables, (table, column) => findable(table, column, this.#texts));
  }

  /** How many tables there are, or are found. */
  get count(): string {
    const { hits, tables, words } = this.#explorer;
    const [found, all] = [this.formats.number(hits.length), this.formats.number(tables.length)];
    return words.length > 0 ? fill(this.#texts.found, found, all) : fill(this.#texts.tables, all);
  }

  /** What to say of a problem, where it is another thing here than elsewhere. */
  problemWords({ code }: GatewayError): [title: string, hint: string] | undefined {
    const { denied, deniedHint } = this.#texts;
    return code === 'unauthorized' || code === 'forbidden' ? [denied, deniedHint] : undefined;
  }

  get #texts(): Texts {
    return textsFor(this.formats.locale, () => this.#host.requestUpdate());
  }

  get #input(): HTMLInputElement | null {
    return this.#host.renderRoot.querySelector('input');
  }

  readonly #onSearch = (): void => {
    this.#explorer.search(this.#input?.value ?? '');
    this.#moved();
  };

  readonly #onSearchKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
    event.preventDefault();
    this.#tree.focus();
  };

  /** Shows where the explorer is now. */
  async #moved(): Promise<void> {
    // Going somewhere ends a search.
    const input = this.#input;
    if (input?.value.trim() && !this.#explorer.words.length) input.value = '';
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#tree.reveal();
  }

  render(): TemplateResult {
    const { rows, active, words } = this.#explorer;
    const { formats } = this;
    const texts = this.#texts;
    const row = rows[active];
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
        ${row ? this.#tree.render({ words, texts, formats }) : html`<p class="nothing">${texts.nothing}</p>`}
        ${
          row && row.kind !== 'schema'
            ? html`<div part="details" class=${this.#chosen ? 'chosen' : ''}>${this.#details.render(row, texts, formats)}</div>`
            : nothing
        }
      </div>
    `;
  }
}
