import type { LitElement } from 'lit';
import { LetzSelectEvent } from '../../core/element/events.ts';
import type { ColumnList } from '../columns/column-list.ts';
import { type ColumnState, RESIZE_STEP } from '../columns/column-state.ts';
import type { RowOrder } from '../rows/row-order.ts';
import type { TableData } from '../rows/table-data.ts';
import type { DragCommands } from './column-drag.ts';
import type { CursorCommands } from './cursor.ts';
import type { CellPosition } from './selection.ts';
import type { TableDialogs } from './table-dialogs.ts';

/** The table that commands act on. */
export interface CommandTable {
  readonly host: LitElement;
  readonly data: TableData;
  readonly rows: RowOrder;
  readonly columns: ColumnList;
  readonly dialogs: TableDialogs;
  copy(): void;
  /** Called when a column has moved to a position. */
  columnMoved(position: number): void;
}

/** Effects of keys, clicks and drags; columns by position among the visible ones. */
export class TableCommands implements CursorCommands, DragCommands {
  readonly #table: CommandTable;

  constructor(table: CommandTable) {
    this.#table = table;
  }

  sort(position: number, add: boolean): void {
    this.#table.rows.sort(this.#column(position).index, add);
  }

  filter(position: number, text: string): void {
    this.#table.rows.filter(this.#column(position).index, text);
  }

  /** Dispatches `letz-select`; expands or collapses a group. */
  choose({ row, column }: CellPosition): void {
    const { host, data, rows } = this.#table;
    if (rows.toggleGroup(row)) return;
    host.dispatchEvent(new LetzSelectEvent(data.row(rows.rowAt(row)), this.#column(column).name));
  }

  copy(): void {
    this.#table.copy();
  }

  showValue(position: CellPosition): void {
    if (!this.#table.rows.isGroup(position.row)) this.#table.dialogs.showValue(position);
  }

  showSummary(position: number): void {
    this.#table.dialogs.showSummary(this.#column(position));
  }

  showRow(row: number): void {
    if (!this.#table.rows.toggleGroup(row)) this.#table.dialogs.showRow(row);
  }

  moveColumn(position: number, by: -1 | 1): void {
    this.#move(position, ({ index }) => this.#table.columns.moveBy(index, by));
  }

  moveBefore(from: number, before: number): void {
    this.#move(from, () => this.#table.columns.moveBefore(from, before));
  }

  widen(position: number, wider: boolean): void {
    const { offsetWidth } = this.#table.host.renderRoot.querySelector<HTMLElement>(`#h${position}`)!;
    this.resize(position, offsetWidth + (wider ? RESIZE_STEP : -RESIZE_STEP));
  }

  resize(position: number, width: number): void {
    this.#table.columns.resize(this.#column(position).index, width);
  }

  #move(position: number, move: (column: ColumnState) => void): void {
    const column = this.#column(position);
    move(column);
    this.#table.columnMoved(this.#table.columns.shown.findIndex(({ index }) => index === column.index));
  }

  #column(position: number): ColumnState {
    return this.#table.columns.shown[position]!;
  }
}
