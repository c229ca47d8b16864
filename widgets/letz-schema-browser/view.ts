import { css, html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { SchemaTable } from '../../server/contract/schema.ts';
import type { ProblemMessage } from '../core/element/problem-message.ts';
import type { Formats } from '../core/format/formats.ts';
import type { GatewayError } from '../core/gateway/gateway-client.ts';
import { addStyles } from '../core/styles/add-styles.ts';
import { controls } from '../core/styles/controls.ts';
import { searchTexts } from './column-labels.ts';
import { detailsStyles } from './details.styles.ts';
import { DetailsPane } from './details-pane.ts';
import type { Texts } from './texts/en.ts';
import { textsFor } from './texts/index.ts';
import { treeStyles } from './tree.styles.ts';
import { TreeState } from './tree-state.ts';
import { TreeView } from './tree-view.ts';
import { browserStyles } from './view.styles.ts';

const styles = css`${controls}${browserStyles}${treeStyles}${detailsStyles}`;

/** Search, tree and details of a schema. */
export class SchemaBrowserView {
  /** True if the heading shows the number of tables. */
  hasCount = false;
  formats!: Formats;
  readonly #host: LitElement;
  readonly #tree: TreeView;
  readonly #details: DetailsPane;
  #state!: TreeState;
  /** True if the user has selected a row: on a narrow screen the details are hidden before. */
  #selected = false;

  constructor(host: LitElement) {
    this.#host = host;
    this.#tree = new TreeView(host, () => {
      this.#selected = true;
      this.#onSelect();
    });
    this.#details = new DetailsPane(host, () => {
      this.#onSelect();
      this.#tree.focus();
    });
    this.tables = [];
    addStyles(host, styles);
  }

  set tables(tables: readonly SchemaTable[]) {
    this.#state =
      this.#tree.state =
      this.#details.tree =
        new TreeState(tables, (table, column) => searchTexts(table, column, this.#texts));
  }

  /** The number of tables, or of those found. */
  get count(): string {
    const { hits, tables, words } = this.#state;
    const [found, all] = [this.formats.number(hits.length), this.formats.number(tables.length)];
    const { length } = tables;
    return words.length > 0 ? this.#texts.found(length, all, found) : this.#texts.tables(length, all);
  }

  /** Message for a problem, where the default one does not fit. */
  problemMessage({ code }: GatewayError): ProblemMessage | undefined {
    const { denied, deniedHint } = this.#texts;
    return code === 'unauthorized' || code === 'forbidden'
      ? { title: denied, hint: deniedHint, canRetry: false }
      : undefined;
  }

  get #texts(): Texts {
    return textsFor(this.formats.locale, () => this.#host.requestUpdate());
  }

  get #input(): HTMLInputElement | null {
    return this.#host.renderRoot.querySelector('input');
  }

  readonly #onSearch = (): void => {
    this.#state.search(this.#input?.value ?? '');
    this.#onSelect();
  };

  readonly #onSearchKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
    event.preventDefault();
    this.#tree.focus();
  };

  /** Shows the active row. */
  async #onSelect(): Promise<void> {
    // Following a link ends the search.
    const input = this.#input;
    if (input?.value.trim() && !this.#state.words.length) input.value = '';
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#tree.scrollToActive();
  }

  render(): TemplateResult {
    const { rows, active, words } = this.#state;
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
        <span role="status" class=${this.hasCount ? 'visually-hidden' : ''}>${this.count}</span>
      </div>
      <div class="panes">
        ${row ? this.#tree.render({ words, texts, formats }) : html`<p class="nothing">${texts.nothing}</p>`}
        ${
          row && row.kind !== 'schema'
            ? html`<div part="details" ?data-open=${this.#selected}>${this.#details.render(row, texts, formats)}</div>`
            : nothing
        }
      </div>
    `;
  }
}
