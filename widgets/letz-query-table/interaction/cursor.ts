import type { VirtualRows } from '../body/virtual-rows.ts';
import { type CellPosition, movedFocus, type Selection, single } from './selection.ts';

/** The grid that the cursor moves over. */
export interface CursorGrid {
  /** The drawn rows; undefined while there is no grid. */
  body: VirtualRows | undefined;
  rows: number;
  columns: number;
  rtl: boolean;
}

/** Actions of keys and clicks at a position; headers by column position. */
export interface CursorCommands {
  sort(column: number, add: boolean): void;
  choose(position: CellPosition): void;
  copy(): void;
  showValue(position: CellPosition): void;
  /** Summarizes a column. */
  showSummary(column: number): void;
  /** Shows all fields of a row. */
  showRow(row: number): void;
  /** Moves a column by one, toward the end of the line for 1. */
  moveColumn(column: number, by: -1 | 1): void;
  /** Widens or narrows a column by one step. */
  widen(column: number, wider: boolean): void;
}

/** Keyboard cursor and cell selection, moved by keyboard and pointer. */
export class Cursor {
  #selection: Selection | undefined;
  /** True while the pointer selects several cells: the click at its end does not choose a cell. */
  #dragging = false;
  readonly #grid: () => CursorGrid;
  readonly #commands: CursorCommands;
  readonly #onChange: () => void;

  constructor(grid: () => CursorGrid, commands: CursorCommands, onChange: () => void) {
    this.#grid = grid;
    this.#commands = commands;
    this.#onChange = onChange;
  }

  get selection(): Selection | undefined {
    return this.#selection;
  }

  set selection(selection: Selection | undefined) {
    this.#selection = selection;
    this.#onChange();
  }

  /** Position of the header with the cursor. */
  get header(): number | undefined {
    const focus = this.#selection?.focus;
    return focus && focus.row < 0 ? focus.column : undefined;
  }

  /** Moves the selection into the grid after rows or columns were removed. */
  clamp(): void {
    if (!this.#selection) return;
    const { rows, columns } = this.#grid();
    const { anchor, focus } = this.#selection;
    if (Math.max(anchor.row, focus.row) < rows && Math.max(anchor.column, focus.column) < columns) return;
    const inside = ({ row, column }: CellPosition) => ({
      row: Math.min(row, rows - 1),
      column: Math.min(column, columns - 1),
    });
    this.#selection = rows && columns ? { anchor: inside(anchor), focus: inside(focus) } : undefined;
  }

  readonly onKey = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.altKey || !this.#grid().columns) return;
    if (this.#onCommand(event) || this.#onMove(event)) event.preventDefault();
  };

  #onCommand({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
    const { rows, columns, rtl } = this.#grid();
    const ctrl = ctrlKey || metaKey;
    const focus = this.#selection?.focus ?? { row: 0, column: 0 };
    const { row, column } = focus;
    const horizontal = key === 'ArrowLeft' || key === 'ArrowRight';
    const forward = (key === 'ArrowRight') !== rtl;
    if (ctrl && key === 'a') {
      this.selection = { anchor: { row: 0, column: 0 }, focus: { row: rows - 1, column: columns - 1 } };
    } else if (ctrl && key === 'c') this.#commands.copy();
    else if (key === 'Enter' && row < 0) this.#commands.sort(column, shiftKey);
    else if (key === 'Enter' && shiftKey && row < rows) this.#commands.showRow(row);
    else if (key === 'Enter' && row < rows) this.#commands.choose(focus);
    else if (key === 'F2' && row < 0) this.#commands.showSummary(column);
    else if (key === 'F2' && row >= 0 && row < rows) this.#commands.showValue(focus);
    else if (key === 'Escape') this.selection = single(focus);
    else if (horizontal && ctrl && row < 0) this.#commands.moveColumn(column, forward ? 1 : -1);
    else if (horizontal && shiftKey && row < 0) this.#commands.widen(column, forward);
    else return false;
    return true;
  }

  #onMove({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
    const { body, rows, columns, rtl } = this.#grid();
    const { anchor, focus } = this.#selection ?? single({ row: 0, column: 0 });
    const mirrored = rtl ? ({ ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' }[key] ?? key) : key;
    const to = body && movedFocus(mirrored, ctrlKey || metaKey, focus, { rows, columns, page: body.page });
    if (!to) return false;
    body.reveal(to.row, to.column);
    this.selection = shiftKey && to.row >= 0 && anchor.row >= 0 ? { anchor, focus: to } : single(to);
    return true;
  }

  readonly onPointer = (event: PointerEvent): void => {
    const position = event.button <= 0 && this.#positionOf(event);
    if (!position) return;
    if (event.type === 'pointerdown') {
      const { anchor } = this.#selection ?? single(position);
      this.selection = event.shiftKey && anchor.row >= 0 ? { anchor, focus: position } : single(position);
      this.#dragging = false;
    } else if (event.buttons === 1 && this.#selection) {
      const { focus } = this.#selection;
      if (focus.row === position.row && focus.column === position.column) return;
      this.#dragging = true;
      this.selection = { ...this.#selection, focus: position };
    }
  };

  readonly onClick = (event: MouseEvent): void => {
    const position = this.#positionOf(event);
    if (position && !event.shiftKey && !this.#dragging) this.#commands.choose(position);
    this.#dragging = false;
  };

  #positionOf(event: Event): CellPosition | undefined {
    const cell = (event.target as Element).closest('td[part="cell"]');
    return cell ? this.#grid().body?.positionOf(cell) : undefined;
  }
}
