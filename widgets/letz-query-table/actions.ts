import type { LitElement } from 'lit';
import type { Value } from '../../server/contract/value.ts';
import type { Arrangement } from './arrangement.ts';
import type { ColumnSet } from './column-set.ts';
import { type ColumnState, STEP } from './columns.ts';
import type { Commands } from './cursor.ts';
import type { DragCommands } from './header-drag.ts';
import type { Place } from './selection.ts';
import { rowOf, type TableData } from './table-data.ts';

/** What actions work on. */
export interface ActionTable {
  readonly host: LitElement;
  readonly data: TableData;
  readonly rows: Arrangement;
  readonly columns: ColumnSet;
  changed(): void;
  choose(row: Record<string, Value>, column: string): void;
  copy(): void;
  showLong(value: Value, column: ColumnState): void;
  /** The column has another place now. */
  moved(place: number): void;
}

/** What keys, clicks and drags do to a table; columns by their places among those that are shown. */
export class Actions implements Commands, DragCommands {
  readonly #table: ActionTable;

  constructor(table: ActionTable) {
    this.#table = table;
  }

  sort(place: number, more: boolean): void {
    this.#table.rows.sort(this.#column(place).index, more);
  }

  filter(place: number, text: string): void {
    this.#table.rows.filter(this.#column(place).index, text);
  }

  choose({ row, column }: Place): void {
    const { data, rows } = this.#table;
    this.#table.choose(rowOf(data, rows.rowAt(row)), this.#column(column).name);
  }

  copy(): void {
    this.#table.copy();
  }

  showLong({ row, column }: Place): void {
    const { data, rows } = this.#table;
    const shown = this.#column(column);
    this.#table.showLong(data.value(rows.rowAt(row), shown.index), shown);
  }

  move(place: number, by: -1 | 1): void {
    this.#moving(place, ({ index }) => this.#table.columns.move(index, by));
  }

  place(from: number, before: number): void {
    this.#moving(from, () => this.#table.columns.place(from, before));
  }

  widen(place: number, wider: boolean): void {
    const { offsetWidth } = this.#table.host.renderRoot.querySelector<HTMLElement>(`#h${place}`)!;
    this.resize(place, offsetWidth + (wider ? STEP : -STEP));
  }

  resize(place: number, width: number): void {
    this.#table.columns.resize(this.#column(place).index, width);
  }

  changed(): void {
    this.#table.changed();
  }

  #moving(place: number, move: (column: ColumnState) => void): void {
    const column = this.#column(place);
    move(column);
    this.#table.moved(this.#table.columns.shown.findIndex(({ index }) => index === column.index));
  }

  #column(place: number): ColumnState {
    return this.#table.columns.shown[place]!;
  }
}
