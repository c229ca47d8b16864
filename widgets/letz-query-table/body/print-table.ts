import type { Column } from '../../../server/contract/column.ts';
import type { Value } from '../../../server/contract/value.ts';
import type { Formats } from '../../core/format/formats.ts';
import { type ColumnState, isNumeric } from '../columns/column-state.ts';
import type { RowOrder } from '../rows/row-order.ts';
import type { TableData } from '../rows/table-data.ts';
import type { Texts } from '../texts/en.ts';

/** Most rows that are printed. */
const MAX_ROWS = 1000;

/** Printed content: the shown rows and columns. */
export interface PrintState {
  data: TableData;
  rows: RowOrder;
  columns: ColumnState[];
  formats: Formats;
  texts: Texts;
  print(value: Value, column: Column): string;
}

/**
 * A plain table of all shown rows in place of the grid while the page is printed, because a virtual one has only the
 * visible rows. Its header repeats on each page.
 */
export class PrintTable {
  readonly #state: () => PrintState;
  #grid: HTMLElement | undefined;
  #printed: HTMLElement | undefined;
  #stop: AbortController | undefined;

  constructor(state: () => PrintState) {
    this.#state = state;
  }

  /** Listens for printing of the page with this grid. */
  connect(grid: HTMLElement): void {
    if (grid === this.#grid) return;
    this.disconnect();
    this.#grid = grid;
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    addEventListener('beforeprint', () => this.#insert(), { signal });
    addEventListener('afterprint', () => this.#remove(), { signal });
    // Emulated print media, as in developer tools, dispatch no print events.
    const media = matchMedia('print');
    media.addEventListener('change', ({ matches }) => (matches ? this.#insert() : this.#remove()), { signal });
    if (media.matches) this.#insert();
  }

  disconnect(): void {
    this.#stop?.abort();
    this.#remove();
    this.#grid = undefined;
  }

  #insert(): void {
    this.#remove();
    this.#printed = makeTable(this.#state());
    this.#grid!.after(this.#printed);
  }

  #remove(): void {
    this.#printed?.remove();
    this.#printed = undefined;
  }
}

/** Width of A4 paper between its margins and the widget's padding, and the padding of a cell, in pixels. */
const [PAPER_WIDTH, CELL_PADDING] = [680, 10];
/** Width of `1ch` as a part of the font size. */
const CH = 0.7;
/** Least and greatest font size in pixels. */
const [MIN_FONT_SIZE, MAX_FONT_SIZE] = [6, 12];
/** Greatest widths of text columns in `ch`, to try in this order: longer texts wrap. */
const TEXT_WIDTHS = [20, 14, 10];

/** Sets widths in proportion to the content, and the greatest font size at which numbers fit without a break. */
function fitToPaper(table: HTMLTableElement, columns: ColumnState[]): void {
  let [size, widths]: [number, number[]] = [0, []];
  for (const most of TEXT_WIDTHS) {
    const chars = columns.map((column) => (isNumeric(column) ? column.chars : Math.min(column.chars, most)));
    const total = chars.reduce((sum, each) => sum + each, 0);
    size = Math.min(MAX_FONT_SIZE, (PAPER_WIDTH - columns.length * CELL_PADDING) / (total * CH));
    widths = chars.map((each) => each * CH * Math.max(size, MIN_FONT_SIZE) + CELL_PADDING);
    if (size >= MIN_FONT_SIZE) break;
  }
  table.style.fontSize = `${Math.max(MIN_FONT_SIZE, size).toFixed(1)}px`;
  const total = widths.reduce((sum, each) => sum + each, 0);
  const group = document.createElement('colgroup');
  for (const width of widths) {
    const col = document.createElement('col');
    col.style.width = `${((100 * width) / total).toFixed(2)}%`;
    group.append(col);
  }
  table.append(group);
}

function makeTable({ data, rows, columns, formats, texts, print }: PrintState): HTMLElement {
  const printed = document.createElement('div');
  printed.className = 'printed';
  const table = document.createElement('table');
  fitToPaper(table, columns);
  const header = table.createTHead().insertRow();
  for (const column of columns) header.append(makeCell('th', column.title, isNumeric(column) ? 'numeric' : ''));
  const body = table.createTBody();
  const count = Math.min(rows.count, MAX_ROWS);
  for (let position = 0; position < count; position++) {
    const row = body.insertRow();
    for (const column of columns) {
      const value = data.value(rows.rowAt(position), column.index);
      row.append(
        makeCell(
          'td',
          value === null ? (rows.isGroup(position) ? '' : '–') : print(value, column),
          isNumeric(column) ? 'numeric' : '',
        ),
      );
    }
  }
  printed.append(table);
  if (rows.count > count) {
    const note = document.createElement('p');
    note.textContent = texts.printed(rows.count, formats.number(rows.count), formats.number(count));
    printed.append(note);
  }
  return printed;
}

function makeCell(tag: 'td' | 'th', text: string, className: string): HTMLElement {
  const cell = document.createElement(tag);
  if (className) cell.className = className;
  cell.textContent = text;
  return cell;
}
