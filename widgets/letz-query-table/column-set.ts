import type { Column } from '../../server/contract/column.ts';
import type { Value } from '../../server/contract/value.ts';
import { FEW } from './column-widths.ts';
import { type ColumnState, columnStates, placed, reordered, resized, toggled, widened } from './columns.ts';
import type { TableData } from './table-data.ts';

/** A table's columns as the reader wants them: how wide, in which order, which of them. */
export class ColumnSet {
  #all: ColumnState[] = [];
  /** How many rows there were when all numbers were looked at. */
  #looked = 0;
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get all(): ColumnState[] {
    return this.#all;
  }

  get shown(): ColumnState[] {
    return this.#all.filter(({ hidden }) => !hidden);
  }

  /** Takes up new data. @returns whether its columns are the same: then they stay as they are */
  take(data: TableData, print: (value: Value, column: Column) => string): boolean {
    const indexOf = ({ name, type }: Column) =>
      data.columns.findIndex((column) => column.name === name && column.type === type);
    const indices = this.#all.map(indexOf);
    const same = indices.length === data.columns.length && !indices.includes(-1);
    this.#all = same ? this.#all.map((column, at) => ({ ...column, index: indices[at]! })) : columnStates(data, print);
    if (!same) this.#looked = data.count <= FEW ? data.count : 0;
    return same;
  }

  /** Makes room for the widest number of all, once there is time to look at them. */
  widen(data: TableData, print: (value: Value, column: Column) => string): void {
    if (this.#looked === data.count) return;
    this.#looked = data.count;
    const columns = widened(this.#all, data, print);
    if (columns !== this.#all) this.#set(columns);
  }

  resize(index: number, width: number): void {
    this.#set(resized(this.#all, index, width));
  }

  toggle(index: number): void {
    this.#set(toggled(this.#all, index));
  }

  /** Moves a column before the one that is shown before it, or behind the next. */
  move(index: number, by: -1 | 1): void {
    this.#set(reordered(this.#all, index, by));
  }

  /** Moves a column before another, or without one to the end; places are those among the shown. */
  place(from: number, before: number): void {
    this.#set(placed(this.#all, from, before));
  }

  #set(columns: ColumnState[]): void {
    this.#all = columns;
    this.#changed();
  }
}
