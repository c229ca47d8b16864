import type { Column } from '../../../server/contract/column.ts';
import type { TableData } from '../rows/table-data.ts';
import {
  type ColumnState,
  columnStates,
  grouped,
  movedBefore,
  movedBy,
  type Print,
  refit,
  resized,
  toggled,
} from './column-state.ts';

/** A table's columns: their order, widths and visibility. */
export class ColumnList {
  /** All columns, in display order. */
  all: ColumnState[] = [];
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Visible columns. */
  get shown(): ColumnState[] {
    return this.all.filter(({ hidden }) => !hidden);
  }

  /**
   * Takes the columns of new data. Order, widths and visibility stay if the names and types are the same.
   * @returns whether they are
   */
  setData(data: TableData, print: Print): boolean {
    const indexOf = ({ name, type }: Column) =>
      data.columns.findIndex((column) => column.name === name && column.type === type);
    const indices = this.all.map(indexOf);
    const same = indices.length === data.columns.length && !indices.includes(-1);
    this.all = same
      ? this.all.map((column, at) => ({ ...column, ...data.columns[indices[at]!], index: indices[at]! }))
      : columnStates(data, print);
    return same;
  }

  /** Fits the widths to all rows. */
  refit(data: TableData, print: Print): void {
    this.#set(refit(this.all, data, print));
  }

  resize(index: number, width: number): void {
    this.#set(resized(this.all, index, width));
  }

  toggle(index: number): void {
    this.#set(toggled(this.all, index));
  }

  /** Moves a column before the previous visible one, or behind the next. */
  moveBy(index: number, by: -1 | 1): void {
    this.#set(movedBy(this.all, index, by));
  }

  /** Shows the column that rows are grouped by as the first, with room for the number of rows. */
  group(index: number): void {
    this.#set(grouped(this.all, index));
  }

  /** Moves a column before another, by positions among the visible ones. */
  moveBefore(from: number, before: number): void {
    this.#set(movedBefore(this.all, from, before));
  }

  #set(columns: ColumnState[]): void {
    this.all = columns;
    this.#onChange();
  }
}
