import { type LitElement, nothing, type TemplateResult } from 'lit';
import type { Formats } from '../../core/format/formats.ts';
import { fill } from '../../core/format/translations.ts';
import type { ColumnList } from '../columns/column-list.ts';
import type { RowOrder } from '../rows/row-order.ts';
import type { Texts } from '../texts/en.ts';
import { type CellSource, selectedCells, toMarkdown, toTsv } from './clipboard.ts';
import { ColumnMenu, type MenuEvents } from './column-menu.ts';
import { CsvDownload, type ExportSource } from './csv-download.ts';
import type { TableDialogs } from './table-dialogs.ts';
import { renderNotes, renderToolbar } from './toolbar.ts';

/** The table that the actions work on. */
export interface ActionTable {
  readonly host: LitElement;
  readonly rows: RowOrder;
  readonly columns: ColumnList;
  readonly formats: Formats;
  readonly texts: Texts;
  readonly dialogs: TableDialogs;
  /** Cells to copy. */
  readonly cells: CellSource;
  /** Starts an export; undefined for data without a query. */
  readonly exportSource: (() => Promise<ExportSource>) | undefined;
}

/** Actions of the toolbar and the column menu: filter row, copy and export, with their status messages. */
export class TableActions {
  /** True while the filter row is shown. */
  filtering = false;
  readonly #table: ActionTable;
  readonly #menu: ColumnMenu;
  readonly #download: CsvDownload;
  /** Status message of the last action. */
  #status = '';

  constructor(table: ActionTable) {
    this.#table = table;
    this.#menu = new ColumnMenu(table.host);
    this.#download = new CsvDownload(() => table.host.requestUpdate());
  }

  /** Cancels a running export and closes the menu. */
  disconnect(): void {
    this.#download.cancel();
    this.#menu.close();
  }

  async copy(format: 'tsv' | 'markdown'): Promise<void> {
    const { cells, texts, formats } = this.#table;
    const copied = selectedCells(cells);
    try {
      await navigator.clipboard.writeText(format === 'tsv' ? toTsv(copied) : toMarkdown(copied));
      const cells = copied.rows.length * copied.titles.length;
      this.#done(texts.copied(cells, formats.number(cells)));
    } catch {
      this.#done(texts.copyFailed); // Browsers give pages without TLS no clipboard.
    }
  }

  get #onExport(): (() => void) | undefined {
    const { exportSource } = this.#table;
    return exportSource && this.#download.received === undefined ? () => this.#export(exportSource()) : undefined;
  }

  async #export(source: Promise<ExportSource>): Promise<void> {
    this.#menu.close();
    try {
      await this.#download.start(source);
    } catch (error) {
      this.#done(fill(this.#table.texts.exportFailed, (error as Error).message));
    }
  }

  #done(status: string): void {
    this.#status = status;
    this.#menu.close();
    this.#table.host.requestUpdate();
  }

  #toggleFilterRow(): void {
    this.filtering = !this.filtering;
    if (!this.filtering) this.#table.rows.filters = new Map();
    this.#table.host.requestUpdate();
  }

  renderToolbar(): TemplateResult {
    const { rows, texts } = this.#table;
    const state = { search: rows.search, filtering: this.filtering, menuOpen: this.#menu.open, texts };
    return renderToolbar(state, {
      onSearch: (text) => {
        rows.search = text;
      },
      onFiltering: () => this.#toggleFilterRow(),
      onMenu: this.#menu.toggle,
    });
  }

  renderMenu(): unknown {
    const { columns, rows, texts, dialogs } = this.#table;
    const events: MenuEvents = {
      onCopy: (format) => void this.copy(format),
      onExport: this.#onExport,
      onSummary: (index) => {
        this.#menu.close();
        dialogs.showSummary(columns.all.find((column) => column.index === index)!);
      },
      onGroup: (column) => {
        rows.groupBy = column;
      },
    };
    return this.#menu.open ? this.#menu.render(columns, texts, events, rows.groupBy) : nothing;
  }

  /** @param all number of rows loaded */
  renderNotes(all: number, arriving: boolean, truncated: boolean): TemplateResult {
    const { rows, texts, formats } = this.#table;
    const { received, cancel } = this.#download;
    const number = (value: number) => formats.number(value);
    const groups = rows.groupBy === undefined ? undefined : rows.groups?.count;
    const state = {
      count: rows.matches.count,
      groups,
      all,
      arriving,
      truncated,
      status: this.#status,
      received,
      texts,
      number,
    };
    return renderNotes(state, { onExport: this.#onExport, onCancelExport: cancel });
  }
}
