import { bounds, type Selection } from './selection.ts';
import { addCells, makeSlots, type ShownColumn, type Slot, writeSlot } from './slots.ts';
import type { Order } from './sort.ts';
import type { TableData } from './table-data.ts';
import { reveal, rowAt, rowTop, scrollHeight, type Viewport } from './window.ts';

/** Pixels. The height of all rows is known without asking the page for it. */
export const ROW_HEIGHT = 32;
/** Rows drawn above and below what is seen. */
const SPARE = 2;
/** Rows drawn at least, while nobody knows how many are seen. */
const FIRST = 8;
/** Rows more than needed that stay: to take them away would have the page laid out again. */
const SURPLUS = 8;

export interface BodyEvents {
  /** The reader goes where columns may not be drawn yet. */
  onReach(): void;
}

/**
 * The rows that are seen, drawn by hand: a table that scrolls at full speed has no time for templates. As many rows as fit
 * are made once; scrolling moves them and changes their texts.
 */
export class GridBody {
  readonly #scroller: HTMLElement;
  readonly #space: HTMLElement;
  readonly #events: BodyEvents;
  readonly #table: HTMLTableElement;
  readonly #body: HTMLTableSectionElement;
  #slots: Slot[] = [];
  /** Those that are drawn. */
  #columns: ShownColumn[] = [];
  #data: TableData | undefined;
  #order: Order | null = null;
  #viewport: Viewport = { rows: 0, rowHeight: ROW_HEIGHT, height: 0 };
  #first = -1;
  /** How many slots show what they should. */
  #painted = 0;
  #selection: Selection | undefined;
  #noValue = '';
  /** Rows of titles and filters above. */
  #above = 1;
  /** The cell that the keyboard is at: the one with an id. */
  #active: HTMLElement | undefined;
  /** Kept, because to ask for it would force the page's layout. */
  #scrollTop = 0;

  /** @param space what is as high as all rows, with an empty table in it */
  constructor(scroller: HTMLElement, space: HTMLElement, events: BodyEvents) {
    this.#scroller = scroller;
    this.#space = space;
    this.#events = events;
    this.#table = space.querySelector('table')!;
    this.#body = this.#table.tBodies[0]!;
    scroller.addEventListener('scroll', this.#scrolled, { passive: true });
  }

  readonly #scrolled = (): void => {
    const { scrollTop, scrollLeft } = this.#scroller;
    this.#scrollTop = scrollTop;
    if (scrollLeft) this.#events.onReach();
    this.#paint();
  };

  /** Lets go of the grid, which may be drawn into anew. */
  leave(): void {
    this.#scroller.removeEventListener('scroll', this.#scrolled);
  }

  #scrollTo(top: number): void {
    this.#scroller.scrollTop = top;
    this.#scrolled();
  }

  /** Rows seen at a time. */
  get page(): number {
    return Math.max(1, Math.floor(this.#viewport.height / ROW_HEIGHT) - 1);
  }

  /** @param noValue what null is called; it is shown as a dash */
  setColumns(columns: ShownColumn[], noValue: string): void {
    this.#columns = columns;
    this.#noValue = noValue;
    this.#slots = [];
    this.#body.replaceChildren();
    this.#first = -1;
  }

  /** Draws more columns behind those that are drawn. */
  addColumns(columns: ShownColumn[]): void {
    const from = this.#columns.length;
    this.#columns = [...this.#columns, ...columns];
    addCells(this.#slots, columns);
    this.#write(0, from);
    this.#mark();
  }

  /**
   * @param order the rows to show; null: all, as loaded
   * @param height of what is seen of the rows, in pixels; 0 while nobody knows
   * @param above rows of titles and filters
   */
  setRows(data: TableData, order: Order | null, height: number, above: number): void {
    this.#above = above;
    this.#data = data;
    this.#order = order;
    this.#viewport = { rows: order ? order.length : data.count, rowHeight: ROW_HEIGHT, height };
    this.#space.style.height = `${scrollHeight(this.#viewport)}px`;
    this.#first = -1;
    this.#makeSlots();
    this.#paint();
  }

  /**
   * @param height of what is seen of the rows, in pixels
   * @param scrollTop where it is: a grid that was moved or hidden may have kept or lost its place without an event
   */
  setSight(height: number, scrollTop: number): void {
    this.#viewport = { ...this.#viewport, height };
    this.#scrollTop = scrollTop;
    this.#makeSlots();
    this.#paint();
  }

  /** Shows the first row. */
  toTop(): void {
    if (this.#scrollTop) this.#scrollTo(0);
  }

  /** The cell at a place on the screen, if it is drawn. */
  cellAt(row: number, column: number): HTMLElement | undefined {
    const slot = this.#slots[row - this.#first];
    return slot && !slot.row.hidden ? slot.cells[column]?.cell : undefined;
  }

  /** Which row and column a cell shows. */
  placeOf(cell: Element): { row: number; column: number } | undefined {
    const slot = this.#slots.findIndex(({ row }) => row === cell.parentElement);
    const column = (cell as HTMLTableCellElement).cellIndex;
    return slot < 0 ? undefined : { row: this.#first + slot, column };
  }

  select(selection: Selection | undefined): void {
    this.#selection = selection;
    this.#mark();
  }

  /** Scrolls as little as possible, so that the place is seen whole. */
  reveal(row: number, column: number): void {
    this.#events.onReach();
    if (row >= 0) this.#scrollTo(reveal(this.#viewport, row, this.#scrollTop));
    this.cellAt(Math.max(row, this.#first), column)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  #makeSlots(): void {
    const { rows, height } = this.#viewport;
    const wanted = Math.min(rows, Math.max(FIRST, Math.ceil(height / ROW_HEIGHT) + 2 * SPARE));
    while (this.#slots.length > Math.min(rows, wanted + SURPLUS)) this.#slots.pop()!.row.remove();
    this.#painted = Math.min(this.#painted, this.#slots.length);
    if (this.#slots.length >= wanted) return;
    const more = makeSlots(this.#columns, wanted - this.#slots.length);
    this.#slots.push(...more);
    this.#body.append(...more.map(({ row }) => row));
  }

  #paint(): void {
    const slots = this.#slots;
    if (!this.#data || !slots.length) return;
    const scrollTop = this.#scrollTop;
    const top = Math.floor(rowAt(this.#viewport, scrollTop)) - SPARE;
    const first = Math.max(0, Math.min(top, this.#viewport.rows - slots.length));
    this.#table.style.transform = `translateY(${rowTop(this.#viewport, first, scrollTop)}px)`;
    const same = first === this.#first;
    if (same && this.#painted === slots.length) return;
    this.#first = first;
    this.#write(same ? this.#painted : 0, 0);
    this.#painted = slots.length;
    this.#mark();
  }

  /** Writes into slots what they show, from one slot and column on. */
  #write(fromSlot: number, fromColumn: number): void {
    const data = this.#data!;
    const slots = this.#slots;
    const columns = this.#columns;
    const order = this.#order;
    for (let at = fromSlot; at < slots.length; at++) {
      const slot = slots[at]!;
      const position = this.#first + at;
      const source = order ? order[position]! : position;
      slot.row.ariaRowIndex = String(position + this.#above + 1);
      writeSlot(slot, columns, fromColumn, (index) => data.value(source, index), this.#noValue);
    }
  }

  /** Shows what is selected. */
  #mark(): void {
    const selection = this.#selection;
    const { top, bottom, left, right } = selection ? bounds(selection) : { top: 0, bottom: -1, left: 0, right: -1 };
    const focus = selection?.focus;
    // An id for each place and not for each element: the element shows another place after scrolling.
    this.#active?.removeAttribute('id');
    this.#active = focus && this.cellAt(focus.row, focus.column);
    const id = !focus ? '' : focus.row < 0 ? `h${focus.column}` : `c${focus.row}-${focus.column}`;
    if (this.#active) this.#active.id = id;
    // What is not drawn can't be named.
    if (this.#active || focus?.row === -1) this.#scroller.setAttribute('aria-activedescendant', id);
    else this.#scroller.removeAttribute('aria-activedescendant');
    this.#slots.forEach(({ row, cells }, at) => {
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
