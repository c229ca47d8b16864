import { bounds, type Selection } from '../interaction/selection.ts';
import type { Order } from '../rows/sort.ts';
import type { TableData } from '../rows/table-data.ts';
import { type CellColumn, makeRows, type PooledRow, writeRow } from './row-pool.ts';
import { highlightMatches } from './search-highlight.ts';
import type { GridSize } from './size-observer.ts';
import { reveal, rowAt, rowTop, scrollHeight, type Viewport } from './viewport.ts';

/** Rows drawn above and below the visible ones. */
const OVERSCAN = 2;
/** Rows drawn while the size is not known. */
const INITIAL_ROWS = 8;
/** Surplus rows that stay in the pool: removing them would cost a layout. */
const SURPLUS = 8;

/** Content of the rows. */
export interface RowsState {
  data: TableData;
  /** Row numbers to show; null for all rows as loaded. */
  order: Order | null;
  rowHeight: number;
  /** Number of header rows, for `aria-rowindex`. */
  headerRows: number;
  /** Writes a row if its entry in the order is a group. @returns false if it is a row of the data */
  writeGroup: ((pooled: PooledRow, columns: CellColumn[], entry: number) => boolean) | undefined;
}

/**
 * The visible rows of a table, drawn without templates so that scrolling keeps up. A pool of as many rows as fit is made
 * once; scrolling moves them and changes their texts.
 */
export class VirtualRows {
  readonly #grid: HTMLElement;
  readonly #space: HTMLElement;
  readonly #table: HTMLTableElement;
  readonly #body: HTMLTableSectionElement;
  #pool: PooledRow[] = [];
  #columns: CellColumn[] = [];
  #state: RowsState | undefined;
  #viewport: Viewport = { rows: 0, rowHeight: 1, height: 0 };
  /** Position of the first row in the pool; -1 to draw all anew. */
  #first = -1;
  /** Number of pool rows that show their data. */
  #drawn = 0;
  #selection: Selection | undefined;
  #noValue = '';
  #search: RegExp | undefined;
  /** The cell named by `aria-activedescendant`. */
  #active: HTMLElement | undefined;
  /** Kept, because reading it from the element would force a layout. */
  #scrollTop = 0;
  #scrollLeft = 0;

  /**
   * @param grid scroll container with a `.space` element, as high as all rows, that holds an empty table
   * @param height expected height of the visible rows in pixels; 0 if it is not known yet
   */
  constructor(grid: HTMLElement, height: number) {
    this.#grid = grid;
    this.#viewport.height = height;
    this.#space = grid.querySelector('.space')!;
    this.#table = this.#space.querySelector('table')!;
    this.#body = this.#table.tBodies[0]!;
    grid.addEventListener('scroll', this.#onScroll, { passive: true });
  }

  readonly #onScroll = (): void => {
    const { scrollTop, scrollLeft } = this.#grid;
    this.#scrollTop = scrollTop;
    if (scrollLeft !== this.#scrollLeft) {
      this.#scrollLeft = scrollLeft;
      this.#grid.classList.toggle('scrolled-x', scrollLeft !== 0);
    }
    this.#draw();
  };

  disconnect(): void {
    this.#grid.removeEventListener('scroll', this.#onScroll);
    highlightMatches(this.#body, undefined);
  }

  /** Scroll position in pixels. */
  get scroll(): { left: number; top: number } {
    return { left: this.#scrollLeft, top: this.#scrollTop };
  }

  scrollTo({ left, top }: { left: number; top: number }): void {
    this.#grid.scrollTo(left, top);
    this.#onScroll();
  }

  /** Number of rows that Page up and Page down move. */
  get page(): number {
    return Math.max(1, Math.floor(this.#viewport.height / this.#viewport.rowHeight) - 1);
  }

  /** @param noValue accessible name of null */
  setColumns(columns: CellColumn[], noValue: string): void {
    this.#columns = columns;
    this.#noValue = noValue;
    this.#pool = [];
    this.#body.replaceChildren();
    this.#first = -1;
  }

  setRows(state: RowsState): void {
    this.#state = state;
    const { data, order, rowHeight } = state;
    this.#viewport = { ...this.#viewport, rows: order ? order.length : data.count, rowHeight };
    this.#space.style.height = `${scrollHeight(this.#viewport)}px`;
    this.#first = -1;
    this.#fillPool();
    this.#draw();
  }

  /** Takes the measured size. The scroll position may have changed without an event when the grid was moved or hidden. */
  setSize({ height, scrollTop, scrollLeft }: GridSize): void {
    this.#viewport = { ...this.#viewport, height: Math.max(this.#viewport.rowHeight, height) };
    this.#scrollTop = scrollTop;
    this.#scrollLeft = scrollLeft;
    this.#fillPool();
    this.#draw();
  }

  /** Marks the matches of a search in the visible cells. */
  setSearch(pattern: RegExp | undefined): void {
    this.#search = pattern;
    highlightMatches(this.#body, pattern);
  }

  /** The cell at a position, if it is drawn. */
  cellAt(row: number, column: number): HTMLElement | undefined {
    return this.#pool[row - this.#first]?.cells[column]?.cell;
  }

  /** Row and column position that a cell shows. */
  positionOf(cell: Element): { row: number; column: number } | undefined {
    const at = this.#pool.findIndex(({ row }) => row === cell.parentElement);
    const column = (cell as HTMLTableCellElement).cellIndex;
    return at < 0 ? undefined : { row: this.#first + at, column };
  }

  setSelection(selection: Selection | undefined): void {
    this.#selection = selection;
    this.#drawSelection();
  }

  /** Scrolls to the nearest position at which the cell is visible. */
  reveal(row: number, column: number): void {
    if (row >= 0) this.scrollTo({ left: this.#scrollLeft, top: reveal(this.#viewport, row, this.#scrollTop) });
    this.cellAt(Math.max(row, this.#first), column)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  #fillPool(): void {
    const { rows, rowHeight, height } = this.#viewport;
    const needed = Math.min(rows, Math.max(INITIAL_ROWS, Math.ceil(height / rowHeight) + 2 * OVERSCAN));
    while (this.#pool.length > Math.min(rows, needed + SURPLUS)) this.#pool.pop()!.row.remove();
    this.#drawn = Math.min(this.#drawn, this.#pool.length);
    if (this.#pool.length >= needed) return;
    const added = makeRows(this.#columns, needed - this.#pool.length);
    this.#pool.push(...added);
    this.#body.append(...added.map(({ row }) => row));
  }

  #draw(): void {
    const pool = this.#pool;
    if (!this.#state || !pool.length) return;
    const scrollTop = this.#scrollTop;
    const top = Math.floor(rowAt(this.#viewport, scrollTop)) - OVERSCAN;
    const first = Math.max(0, Math.min(top, this.#viewport.rows - pool.length));
    this.#table.style.transform = `translateY(${rowTop(this.#viewport, first, scrollTop)}px)`;
    const same = first === this.#first;
    if (same && this.#drawn === pool.length) return;
    this.#first = first;
    const { data, order, headerRows, writeGroup } = this.#state;
    for (let at = same ? this.#drawn : 0; at < pool.length; at++) {
      const pooled = pool[at]!;
      const source = order ? order[first + at]! : first + at;
      pooled.row.ariaRowIndex = String(first + at + headerRows + 1);
      if (writeGroup?.(pooled, this.#columns, source)) continue;
      writeRow(pooled, this.#columns, (index) => data.value(source, index), this.#noValue);
    }
    this.#drawn = pool.length;
    this.#drawSelection();
    if (this.#search) highlightMatches(this.#body, this.#search);
  }

  #drawSelection(): void {
    const selection = this.#selection;
    const { top, bottom, left, right } = selection ? bounds(selection) : { top: 0, bottom: -1, left: 0, right: -1 };
    const focus = selection?.focus;
    // The id belongs to the position, not to the element, which shows another row after scrolling.
    this.#active?.removeAttribute('id');
    this.#active = focus && this.cellAt(focus.row, focus.column);
    const id = !focus ? '' : focus.row < 0 ? `h${focus.column}` : `c${focus.row}-${focus.column}`;
    if (this.#active) this.#active.id = id;
    if (this.#active || focus?.row === -1) this.#grid.setAttribute('aria-activedescendant', id);
    else this.#grid.removeAttribute('aria-activedescendant');
    this.#pool.forEach(({ row, cells }, at) => {
      const position = this.#first + at;
      const inside = position >= top && position <= bottom;
      if (!inside && !row.ariaSelected) return;
      row.ariaSelected = inside ? 'true' : null;
      cells.forEach(({ cell }, column) => {
        const selected = inside && column >= left && column <= right;
        cell.ariaSelected = selected ? 'true' : null;
        cell.classList.toggle('focus', selected && position === focus?.row && column === focus.column);
      });
    });
  }
}
