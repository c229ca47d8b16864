import type { Value } from '../../server/contract/value.ts';

/** A column as it is shown. */
export interface ShownColumn {
  /** Its place in the data. */
  index: number;
  /** The class of its cells: numbers stand on the right, JSON runs from left to right. */
  look: string;
  print(value: Value): string;
}

/** A row that shows one of the data's rows after the other. */
export interface Slot {
  row: HTMLTableRowElement;
  cells: Cell[];
}

interface Cell {
  cell: HTMLTableCellElement;
  text: Text;
  /** What it says; kept, because to ask the page costs as much as to tell it. */
  written: string;
  isNull: boolean;
}

const toCell = (cell: Node): Cell => ({
  cell: cell as HTMLTableCellElement,
  text: cell.firstChild as Text,
  written: ' ',
  isNull: false,
});

function makeCells(columns: ShownColumn[]): DocumentFragment {
  const made = document.createDocumentFragment();
  for (const { look } of columns) {
    const cell = document.createElement('td');
    cell.setAttribute('role', 'gridcell');
    cell.setAttribute('part', 'cell');
    if (look) cell.className = look;
    cell.append(' ');
    made.append(cell);
  }
  return made;
}

/** Rows that show nothing yet: one is made, the others are copies. */
export function makeSlots(columns: ShownColumn[], count: number): Slot[] {
  const template = document.createElement('tr');
  template.setAttribute('role', 'row');
  template.setAttribute('part', 'row');
  template.append(makeCells(columns));
  return Array.from({ length: count }, () => {
    const row = template.cloneNode(true) as HTMLTableRowElement;
    return { row, cells: Array.from(row.cells, toCell) };
  });
}

/** Puts cells of more columns behind those that are there. */
export function addCells(slots: Slot[], columns: ShownColumn[]): void {
  const made = makeCells(columns);
  for (const { row, cells } of slots) {
    const more = made.cloneNode(true);
    cells.push(...Array.from(more.childNodes, toCell));
    row.append(more);
  }
}

/**
 * Writes what a row shows, from one column on.
 *
 * @param valueAt a column's value, by its place in the data
 * @param noValue what null is called; it is shown as a dash
 */
export function writeSlot(
  { cells }: Slot,
  columns: ShownColumn[],
  from: number,
  valueAt: (index: number) => Value,
  noValue: string,
): void {
  for (let column = from; column < columns.length; column++) {
    const { index, print } = columns[column]!;
    const shown = cells[column]!;
    const value = valueAt(index);
    const isNull = value === null;
    const written = isNull ? '–' : print(value);
    if (shown.written !== written) {
      shown.written = written;
      shown.text.data = written;
    }
    if (shown.isNull === isNull) continue;
    shown.isNull = isNull;
    shown.cell.classList.toggle('null', isNull);
    shown.cell.ariaLabel = isNull ? noValue : null;
  }
}
