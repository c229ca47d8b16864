import type { GridBody } from './grid-body.ts';
import { moved, type Place, type Selection, single } from './selection.ts';

/** What the cursor moves over. */
export interface Ground {
  /** The rows that are drawn; undefined while there are none. */
  body: GridBody | undefined;
  rows: number;
  columns: number;
  rtl: boolean;
}

export interface CursorTable {
  readonly ground: Ground;
  changed(): void;
}

/** What keys and clicks do at a place; titles by their column. */
export interface Commands {
  sort(column: number, more: boolean): void;
  choose(place: Place): void;
  copy(): void;
  showLong(place: Place): void;
  /** @param by to the left or right, as it is read */
  move(column: number, by: -1 | 1): void;
  /** Makes a column wider or narrower, by a step. */
  widen(column: number, wider: boolean): void;
}

/** Where the reader is in the grid and what is selected, by keyboard and pointer; columns are those that are shown. */
export class Cursor {
  #selection: Selection | undefined;
  /** Whether the pointer selects several cells: the click that ends this chooses none. */
  #dragging = false;
  readonly #table: CursorTable;
  readonly #commands: Commands;

  constructor(table: CursorTable, commands: Commands) {
    this.#table = table;
    this.#commands = commands;
  }

  get selection(): Selection | undefined {
    return this.#selection;
  }

  set selection(selection: Selection | undefined) {
    this.#selection = selection;
    this.#table.changed();
  }

  /** The title that the keyboard is at. */
  get title(): number | undefined {
    const focus = this.#selection?.focus;
    return focus && focus.row < 0 ? focus.column : undefined;
  }

  /** Stays on what is there: rows and columns may have gone. */
  stay(): void {
    if (!this.#selection) return;
    const { rows, columns } = this.#table.ground;
    const { anchor, focus } = this.#selection;
    if (Math.max(anchor.row, focus.row) < rows && Math.max(anchor.column, focus.column) < columns) return;
    const near = ({ row, column }: Place) => ({ row: Math.min(row, rows - 1), column: Math.min(column, columns - 1) });
    this.#selection = rows && columns ? { anchor: near(anchor), focus: near(focus) } : undefined;
  }

  readonly onKey = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.altKey || !this.#table.ground.columns) return;
    if (this.#onCommand(event) || this.#onMove(event)) event.preventDefault();
  };

  #onCommand({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
    const { rows, columns, rtl } = this.#table.ground;
    const ctrl = ctrlKey || metaKey;
    const focus = this.#selection?.focus ?? { row: 0, column: 0 };
    const { row, column } = focus;
    const sideways = key === 'ArrowLeft' || key === 'ArrowRight';
    const onward = (key === 'ArrowRight') !== rtl;
    if (ctrl && key === 'a') {
      this.selection = { anchor: { row: 0, column: 0 }, focus: { row: rows - 1, column: columns - 1 } };
    } else if (ctrl && key === 'c') this.#commands.copy();
    else if (key === 'Enter' && row < 0) this.#commands.sort(column, shiftKey);
    else if (key === 'Enter' && row < rows) this.#commands.choose(focus);
    else if (key === 'F2' && row >= 0 && row < rows) this.#commands.showLong(focus);
    else if (key === 'Escape') this.selection = single(focus);
    else if (sideways && ctrl && row < 0) this.#commands.move(column, onward ? 1 : -1);
    else if (sideways && shiftKey && row < 0) this.#commands.widen(column, onward);
    else return false;
    return true;
  }

  #onMove({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
    const { body, rows, columns, rtl } = this.#table.ground;
    const { anchor, focus } = this.#selection ?? single({ row: 0, column: 0 });
    const mirrored = rtl ? ({ ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' }[key] ?? key) : key;
    const to = moved(mirrored, ctrlKey || metaKey, focus, { rows, columns, page: body!.page });
    if (!to) return false;
    body!.reveal(to.row, to.column);
    this.selection = shiftKey && to.row >= 0 && anchor.row >= 0 ? { anchor, focus: to } : single(to);
    return true;
  }

  readonly onPointer = (event: PointerEvent): void => {
    const place = event.button <= 0 && this.#placeOf(event);
    if (!place) return;
    if (event.type === 'pointerdown') {
      const { anchor } = this.#selection ?? single(place);
      this.selection = event.shiftKey && anchor.row >= 0 ? { anchor, focus: place } : single(place);
      this.#dragging = false;
    } else if (event.buttons === 1 && this.#selection) {
      const { focus } = this.#selection;
      if (focus.row === place.row && focus.column === place.column) return;
      this.#dragging = true;
      this.selection = { ...this.#selection, focus: place };
    }
  };

  readonly onClick = (event: MouseEvent): void => {
    const place = this.#placeOf(event);
    if (place && !event.shiftKey && !this.#dragging) this.#commands.choose(place);
    this.#dragging = false;
  };

  #placeOf(event: Event): Place | undefined {
    const cell = (event.target as Element).closest('td[part="cell"]');
    return cell ? this.#table.ground.body?.placeOf(cell) : undefined;
  }
}
