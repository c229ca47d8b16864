import { html, type TemplateResult } from 'lit';
import type { Column } from '../../server/contract/column.ts';
import type { ColumnarResult, Result } from '../../server/contract/result.ts';
import type { Value } from '../../server/contract/value.ts';
import { type AddressHost, AddressState } from '../core/address/address-state.ts';
import type { Formats } from '../core/format/formats.ts';
import { knownZone } from '../core/format/values.ts';
import { addStyles } from '../core/styles/add-styles.ts';
import { toolStyles } from '../core/styles/tool-button.ts';
import { cellText } from './body/cell-text.ts';
import { GridRenderer } from './body/grid-renderer.ts';
import { renderGrid } from './body/grid-template.ts';
import { PrintTable } from './body/print-table.ts';
import type { VirtualRows } from './body/virtual-rows.ts';
import { ColumnList } from './columns/column-list.ts';
import type { CellSource } from './interaction/clipboard.ts';
import { ColumnDrag } from './interaction/column-drag.ts';
import { type CommandTable, TableCommands } from './interaction/commands.ts';
import { Cursor } from './interaction/cursor.ts';
import { Grouping } from './interaction/grouping.ts';
import { interactionStyles } from './interaction/interaction.styles.ts';
import { bounds, single } from './interaction/selection.ts';
import { type ActionTable, TableActions } from './interaction/table-actions.ts';
import { type DialogTable, TableDialogs, type TableHost } from './interaction/table-dialogs.ts';
import { readOrder, restoreOrder } from './rows/order-state.ts';
import { RowOrder } from './rows/row-order.ts';
import { type TableData, tableData } from './rows/table-data.ts';
import { totalsOf } from './rows/totals.ts';
import type { Texts } from './texts/en.ts';
import { textsFor } from './texts/index.ts';
import { styles } from './view.styles.ts';
import { ROW_HEIGHTS, type ViewState } from './view-state.ts';

export { ArrivingRows } from './rows/arriving-rows.ts';

/** The table of a result, with its toolbar and notes. Loaded with the first data. */
export class TableView implements ActionTable, CommandTable, DialogTable {
  readonly host: TableHost;
  readonly columns: ColumnList;
  readonly rows: RowOrder;
  data!: TableData;
  state!: ViewState;
  /** True once the styles of cards are loaded. */
  hasCards = false;
  readonly #actions: TableActions;
  readonly #commands = new TableCommands(this);
  readonly #cursor: Cursor;
  readonly #drag: ColumnDrag;
  readonly #renderer = new GridRenderer();
  readonly #printTable: PrintTable;
  readonly grouping = new Grouping(this);
  readonly dialogs = new TableDialogs(this);

  constructor(host: AddressHost & TableHost) {
    this.host = host;
    new AddressState(host, {
      read: () => this.data && readOrder(this.rows, this.data.columns),
      restore: (texts) => restoreOrder(this.rows, this.data.columns, texts),
    });
    const update = () => host.requestUpdate();
    this.columns = new ColumnList(update);
    this.rows = new RowOrder(update);
    this.#actions = new TableActions(this);
    this.#cursor = new Cursor(() => this.#cursorGrid, this.#commands, update);
    this.#drag = new ColumnDrag(this.#commands, update);
    this.#printTable = new PrintTable(() => ({ ...this.#shown, data: this.cells.data, columns: this.columns.shown }));
    for (const each of [toolStyles, styles, interactionStyles]) addStyles(host, each);
  }

  get formats(): Formats {
    return this.state.formats;
  }

  get texts(): Texts {
    return textsFor(this.formats.locale, () => this.host.requestUpdate());
  }

  get exportSource(): ViewState['exportSource'] {
    return this.state.exportSource;
  }

  get cells(): CellSource {
    const { selection } = this.#cursor;
    const selected = selection && selection.focus.row >= 0 ? bounds(selection) : undefined;
    return {
      data: this.rows.groups?.withGroups(this.data) ?? this.data,
      rows: this.rows,
      columns: this.columns.shown,
      selected,
    };
  }

  get #cursorGrid() {
    const rtl = this.host.matches(':dir(rtl)');
    return { body: this.body, rows: this.rows.count, columns: this.columns.shown.length, rtl };
  }

  get #shown() {
    const { data, rows, formats, texts } = this;
    return { data, rows, formats, texts, print: this.#print };
  }

  readonly #print = (value: Value, column: Column): string => cellText(value, column, this.formats, this.texts);

  readonly #number = (value: number): string => this.formats.number(value);

  /** Text that a column is fitted to: with room for the interval of a share. */
  readonly #printWidest = (value: Value, column: Column): string =>
    this.#print(value, column) + (column.of ? ' (00–00)' : '');

  /** Takes new data. Sort keys, filters, columns and selection stay if its columns are the same. */
  setResult(result: Result | ColumnarResult, state: ViewState): void {
    this.state = state;
    this.data = tableData(result);
    if (this.columns.setData(this.data, this.#printWidest)) return;
    this.rows.keys = [];
    this.rows.filters = new Map();
    this.grouping.reset();
    this.#cursor.selection = undefined;
  }

  /** Loads the styles of rows as cards. */
  async loadCards(): Promise<void> {
    const { cardStyles } = await import('./cards/cards.styles.ts');
    addStyles(this.host, cardStyles);
    this.hasCards = true;
  }

  /** Computes what to show; called before each render. */
  update(state: ViewState): void {
    // The widest number may be among the last rows.
    if (this.state.arriving && !state.arriving) this.columns.refit(this.data, this.#printWidest);
    this.state = state;
    const { locale, tz } = state.formats;
    const { yes, no } = this.texts;
    const complete = !state.arriving && !state.truncated;
    const context = { locale, tz: knownZone(tz), yes, no, print: this.#print, number: this.#number, complete };
    this.grouping.update(state.groupBy);
    this.rows.update(this.data, { ...context, noValue: state.noValue }, state.arriving);
    this.#cursor.clamp();
  }

  /** Draws the grid's content; called after each render. */
  updated(): void {
    const { host } = this;
    const grid = host.renderRoot.querySelector<HTMLElement>('[role="grid"]');
    if (!grid || !host.isConnected) {
      this.#release();
      return;
    }
    this.#renderer.draw(grid, {
      ...this.#shown,
      columns: this.columns.all,
      noValue: this.state.noValue,
      rowHeight: ROW_HEIGHTS.get(this.state.density ?? 'normal') ?? 32,
      cards: this.state.cards,
      totals: this.#hasTotals,
      writeGroup: this.grouping.writeGroup,
      filtering: this.#actions.filtering,
      selection: this.#cursor.selection,
      focus: this.#cursor.header,
      drop: this.#drag.drop,
    });
    this.#printTable.connect(grid);
    this.dialogs.updated();
  }

  /** Called when the widget leaves the page. */
  disconnect(): void {
    this.#actions.disconnect();
    this.#release();
  }

  #release(): void {
    this.#renderer.disconnect();
    this.#printTable.disconnect();
  }

  copy(): void {
    this.#actions.copy('tsv');
  }

  get body(): VirtualRows | undefined {
    return this.#renderer.body;
  }

  moveTo(row: number): void {
    const column = this.#cursor.selection?.focus.column ?? 0;
    this.body?.reveal(row, column);
    this.#cursor.selection = single({ row, column });
  }

  columnMoved(position: number): void {
    if (this.#cursor.selection) this.#cursor.selection = single({ row: -1, column: position });
  }

  renderToolbar(): TemplateResult {
    return this.#actions.renderToolbar();
  }

  renderNotes(): TemplateResult {
    return this.#actions.renderNotes(this.data.count, this.state.arriving, this.state.truncated);
  }

  /** Totals are known once all rows are there. */
  get #hasTotals(): boolean {
    const { totals, arriving, truncated } = this.state;
    return totals && !arriving && !truncated;
  }

  /** Texts of the row of totals; the first column is its label if it has no sum. */
  get #totals(): string[] {
    const totals = totalsOf(this.data, this.rows.matches);
    return this.columns.shown.map((column, position) => {
      const total = totals[column.index];
      if (total === undefined) return position === 0 ? this.texts.total : '';
      return this.#print(total, column);
    });
  }

  render(): TemplateResult {
    const { rows, texts } = this;
    const { label, arriving } = this.state;
    const grid = renderGrid(
      {
        label,
        columns: this.columns.shown,
        count: rows.count,
        filters: this.#actions.filtering ? rows.filters : undefined,
        arriving,
        noMatch: rows.count === 0 && this.data.count > 0,
        totals: this.#hasTotals ? this.#totals : undefined,
        texts,
      },
      {
        onKey: this.#cursor.onKey,
        onPointer: this.#cursor.onPointer,
        onClick: this.#cursor.onClick,
        onSort: (position, add) => {
          if (this.#drag.idle) this.#commands.sort(position, add);
        },
        onFilter: (position, text) => this.#commands.filter(position, text),
        onResize: (position, event) => this.#drag.resize(position, event),
        onPress: (position, event) => this.#drag.press(position, event),
        onClear: () => rows.clear(),
        onHover: ({ target }) => void this.dialogs.hover(target as Element),
      },
    );
    return html`${this.#actions.renderMenu()}${this.dialogs.render()}${grid}`;
  }
}
