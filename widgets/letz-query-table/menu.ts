import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { Params } from '../../server/contract/value.ts';
import type { Formats } from '../core/format/formats.ts';
import { fill } from '../core/format/translations.ts';
import { saveRows } from '../core/gateway/download.ts';
import type { GatewayClient } from '../core/gateway/gateway-client.ts';
import type { Arrangement } from './arrangement.ts';
import { type Choice, selectedCells, toMarkdown, toTsv } from './clipboard.ts';
import type { ColumnSet } from './column-set.ts';
import { onDismiss } from './dismiss.ts';
import type { Texts } from './texts/en.ts';

/** Whom to ask for all rows, and how. */
export interface Source {
  client: GatewayClient;
  params: Params;
}

/** An export that goes on. */
export interface Progress {
  /** How much of it is there, for the reader. */
  received: string;
  cancel(): void;
}

/** What a menu needs of its table. */
export interface MenuTable {
  readonly host: LitElement;
  readonly label: string;
  readonly rows: Arrangement;
  readonly columns: ColumnSet;
  readonly texts: Texts;
  readonly formats: Formats;
  readonly choice: Choice;
  /** The name of what can be exported; empty where nothing can. */
  readonly query: string;
  source(): Promise<Source>;
  changed(): void;
}

/** Which columns to show, in which order, and how to take the data along. */
export class Menu {
  readonly #table: MenuTable;
  #stopListening: (() => void) | undefined;
  #exporting: AbortController | undefined;
  /** Bytes of the export. */
  #received = 0;

  readonly #done: (said: string) => void;

  /** @param done hears what was done, in words for the reader */
  constructor(table: MenuTable, done: (said: string) => void) {
    this.#table = table;
    this.#done = done;
  }

  get open(): boolean {
    return Boolean(this.#stopListening);
  }

  readonly toggle = (): void => {
    if (this.open) {
      this.close();
      return;
    }
    const isPart = (element: Element) => element === this.#button || element === this.#box;
    this.#stopListening = onDismiss(this.#table.host.renderRoot, isPart, () => this.close());
    this.#table.changed();
  };

  /** The focus goes back to where it came from, unless it is elsewhere already. */
  close(): void {
    this.#stopListening?.();
    this.#stopListening = undefined;
    if (this.#box?.matches(':focus-within')) this.#button?.focus();
    this.#table.changed();
  }

  get #box(): Element | null {
    return this.#table.host.renderRoot.querySelector('.menu');
  }

  /** What opens it: the last of the tools. */
  get #button(): HTMLElement | null {
    return this.#table.host.renderRoot.querySelector('.tool:last-of-type');
  }

  /** The export that goes on, if there is one. */
  get progress(): Progress | undefined {
    const received = `${this.#table.formats.number(Math.ceil(this.#received / 1024))} kB`;
    return this.#exporting && { received, cancel: this.cancel };
  }

  /** Gives up the export, if there is one. */
  readonly cancel = (): void => this.#exporting?.abort();

  async copy(format: 'tsv' | 'markdown'): Promise<void> {
    const { texts, formats } = this.#table;
    const cells = selectedCells(this.#table.choice);
    try {
      await navigator.clipboard.writeText(format === 'tsv' ? toTsv(cells) : toMarkdown(cells));
      this.#done(fill(texts.copied, formats.number(cells.rows.length * cells.titles.length)));
    } catch {
      this.#done(texts.copyFailed); // Browsers have no clipboard for pages without TLS.
    }
  }

  async #export(): Promise<void> {
    const { query, texts } = this.#table;
    const exporting = new AbortController();
    this.#exporting = exporting;
    this.#received = 0;
    this.close();
    try {
      const source = await this.#table.source();
      await saveRows({ ...source, query, format: 'csv' }, exporting.signal, (bytes) => {
        this.#received = bytes;
        this.#table.changed();
      });
    } catch (error) {
      if (!exporting.signal.aborted) this.#done(fill(texts.exportFailed, (error as Error).message));
    } finally {
      this.#exporting = undefined;
      this.#table.changed();
    }
  }

  render(): TemplateResult {
    const { columns, texts, query } = this.#table;
    return html`<div class="menu" id="menu" role="group" aria-label=${texts.more}>
      <strong>${texts.columns}</strong>
      <ul>
        ${columns.all.map(
          ({ index, title, hidden }) => html`<li>
            <label
              ><input
                type="checkbox"
                .checked=${!hidden}
                ?disabled=${!hidden && columns.shown.length === 1}
                @change=${() => columns.toggle(index)}
              />
              ${title}</label
            >
            <button type="button" aria-label=${fill(texts.left, title)} @click=${() => columns.move(index, -1)}>←</button>
            <button type="button" aria-label=${fill(texts.right, title)} @click=${() => columns.move(index, 1)}>→</button>
          </li>`,
        )}
      </ul>
      <div class="actions">
        <button type="button" @click=${() => this.copy('tsv')}>${texts.copy}</button>
        <button type="button" @click=${() => this.copy('markdown')}>${texts.copyMarkdown}</button>
        ${query ? html`<button type="button" ?disabled=${this.#exporting} @click=${() => this.#export()}>${texts.exportAll}</button>` : nothing}
      </div>
    </div>`;
  }
}
