import type { Value } from '../../../server/contract/value.ts';

/** A column as its cells are drawn. */
export interface CellColumn {
  /** Column index in the data. */
  index: number;
  /** Label before the value, where rows are cards. */
  label?: string;
  /** Class of the cells. */
  className: string;
  /** Text of a cell. @param valueAt returns the row's value of a column by index */
  print(value: Value, valueAt: (index: number) => Value): string;
  /** Length of a cell's bar from 0 to 1; absent for columns without bars. */
  bar?(value: Value): number;
}

/** A reusable row element; scrolling writes other data into it. */
export interface PooledRow {
  row: HTMLTableRowElement;
  cells: PooledCell[];
}

export interface PooledCell {
  cell: HTMLTableCellElement;
  text: Text;
  /** Current text, kept because reading the DOM costs as much as writing it. */
  written: string;
  isNull: boolean;
}

const pooledCell = (cell: Node): PooledCell => ({
  cell: cell as HTMLTableCellElement,
  text: cell.firstChild as Text,
  written: ' ',
  isNull: false,
});

/** Makes blank rows, as clones of one. */
export function makeRows(columns: CellColumn[], count: number): PooledRow[] {
  const template = document.createElement('tr');
  template.setAttribute('role', 'row');
  template.setAttribute('part', 'row');
  for (const { className, label } of columns) {
    const cell = document.createElement('td');
    cell.setAttribute('role', 'gridcell');
    cell.setAttribute('part', 'cell');
    if (className) cell.className = className;
    if (label) cell.dataset.label = label;
    cell.append(' ');
    template.append(cell);
  }
  return Array.from({ length: count }, () => {
    const row = template.cloneNode(true) as HTMLTableRowElement;
    return { row, cells: Array.from(row.cells, pooledCell) };
  });
}

/** Writes a text that is no value of the data, without bar and null. */
export function resetCell(pooled: PooledCell, text: string): void {
  pooled.written = text;
  pooled.text.data = text;
  pooled.isNull = false;
  pooled.cell.classList.remove('null');
  pooled.cell.ariaLabel = null;
  pooled.cell.style.setProperty('--_bar', '0');
}

/**
 * Writes values into a row's cells.
 *
 * @param valueAt returns a column's value by column index
 * @param noValue accessible name of null, which is shown as a dash
 */
export function writeRow(
  { cells }: PooledRow,
  columns: CellColumn[],
  valueAt: (index: number) => Value,
  noValue: string,
): void {
  columns.forEach(({ index, print, bar }, at) => {
    const pooled = cells[at]!;
    const value = valueAt(index);
    const isNull = value === null;
    const written = isNull ? '–' : print(value, valueAt);
    if (pooled.written !== written) {
      pooled.written = written;
      pooled.text.data = written;
      if (bar) pooled.cell.style.setProperty('--_bar', String(isNull ? 0 : bar(value)));
    }
    if (pooled.isNull === isNull) return;
    pooled.isNull = isNull;
    pooled.cell.classList.toggle('null', isNull);
    pooled.cell.ariaLabel = isNull ? noValue : null;
  });
}
