import type { Value } from '../../server/contract.ts';
import { bounds, type Selection } from './selection.ts';
import type { Order } from './sort.ts';
import type { TableData } from './table-data.ts';
import { reveal, rowAt, rowTop, scrollHeight, type Viewport } from './window.ts';

/** Pixels. The height of all rows is known without asking the page for it. */
export const ROW_HEIGHT = 32;
/** Rows drawn above and below what is seen. */
const SPARE = 2;
/** Rows drawn at least, and before the page is laid out: a small table is laid out only once then. */
const FIRST = 8;

/** A column as it is shown. */
export interface ShownColumn {
  /** Its place in the data. */
  index: number;
  /** The class of its cells: numbers stand on the right, JSON runs from left to right. */
  look: string;
  print(value: Value): string;
}

interface Slot {
  row: HTMLTableRowElement;
  cells: { cell: HTMLTableCellElement; text: Text }[];
}

/**
 * The rows that are seen, drawn by hand: a table that scrolls at full speed has no time for templates. As many rows as fit
 * are made once; scrolling moves them and changes their texts.
 */
export class GridBody {
  readonly #scroller: HTMLElement;
  readonly #space: HTMLElement;
  readonly #table: HTMLTableElement;
  readonly #body: HTMLTableSectionElement;
  #slots: Slot[] = [];
  #columns: ShownColumn[] = [];
  #data: TableData | undefined;
  #order: Order | null = null;
  #viewport: Viewport = { rows: 0, rowHeight: ROW_HEIGHT, height: 0 };
  #first = -1;
  #selection: Selection | undefined;
  #noValue = '';
  /** Rows of titles and filters above. */
  #above = 1;
  /** The cell that the keyboard is at: the one with an id. */
  #active: HTMLElement | undefined;
  /** Kept, because to ask for it would force the page's layout. */
  #scrollTop = 0;

  /** @param space what is as high as all rows, with an empty table in it */
  constructor(scroller: HTMLElement, space: HTMLElement) {
    this.#scroller = scroller;
    this.#space = space;
    this.#table = space.querySelector('table')!;
    this.#body = this.#table.tBodies[0]!;
    scroller.addEventListener('scroll', this.#scrolled, { passive: true });
  }

  readonly #scrolled = (): void => {
    this.#scrollTop = this.#scroller.scrollTop;
    this.#paint();
  };

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
    this.#makeSlots();
    this.#first = -1;
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
    if (row >= 0) this.#scrollTo(reveal(this.#viewport, row, this.#scrollTop));
    this.cellAt(Math.max(row, this.#first), column)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  #makeSlots(): void {
    const { rows, height } = this.#viewport;
    const wanted = Math.min(rows, Math.max(FIRST, Math.ceil(height / ROW_HEIGHT) + 2 * SPARE));
    while (this.#slots.length > wanted) this.#slots.pop()!.row.remove();
    if (this.#slots.length === wanted) return;
    const [template] = this.#slots.length ? [this.#slots[0]!.row] : [this.#makeRow()];
    const made = document.createDocumentFragment();
    while (this.#slots.length < wanted) {
      const row = template.cloneNode(true) as HTMLTableRowElement;
      const cells = Array.from(row.cells, (cell) => ({ cell, text: cell.firstChild as Text }));
      this.#slots.push({ row, cells });
      made.append(row);
    }
    this.#body.append(made);
  }

  #makeRow(): HTMLTableRowElement {
    const row = document.createElement('tr');
    row.setAttribute('role', 'row');
    row.setAttribute('part', 'row');
    this.#columns.forEach(({ look }, column) => {
      const cell = row.insertCell();
      cell.setAttribute('role', 'gridcell');
      cell.setAttribute('part', 'cell');
      cell.ariaColIndex = String(column + 1);
      if (look) cell.className = look;
      cell.append(' ');
    });
    return row;
  }

  #paint(): void {
    const data = this.#data;
    const slots = this.#slots;
    if (!data || !slots.length) return;
    const scrollTop = this.#scrollTop;
    const top = Math.floor(rowAt(this.#viewport, scrollTop)) - SPARE;
    const first = Math.max(0, Math.min(top, this.#viewport.rows - slots.length));
    this.#table.style.transform = `translateY(${rowTop(this.#viewport, first, scrollTop)}px)`;
    if (first === this.#first) return;
    this.#first = first;
    const columns = this.#columns;
    const order = this.#order;
    for (let at = 0; at < slots.length; at++) {
      const { row, cells } = slots[at]!;
      const source = order ? order[first + at]! : first + at;
      row.ariaRowIndex = String(first + at + this.#above + 1);
      row.className = (first + at) % 2 ? 'odd' : '';
      for (let column = 0; column < cells.length; column++) {
        const { index, print } = columns[column]!;
        const { cell, text } = cells[column]!;
        const value = data.value(source, index);
        const written = value === null ? '–' : print(value);
        if (text.data !== written) text.data = written;
        const isNull = value === null;
        if (cell.classList.contains('null') === isNull) continue;
        cell.classList.toggle('null', isNull);
        cell.ariaLabel = isNull ? this.#noValue : null;
      }
    }
    this.#mark();
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
