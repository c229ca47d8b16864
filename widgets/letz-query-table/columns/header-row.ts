import type { SortKey } from '../rows/sort.ts';
import { type ColumnState, isNumeric } from './column-state.ts';

export interface HeaderState {
  keys: SortKey[];
  /** Position of the header with the keyboard cursor. */
  focus: number | undefined;
  /** Position of the dragged column, and the position it would be dropped before. */
  drop: { column: number; before: number } | undefined;
}

/** Updates the column headers by hand, as the rows are: a page of many tables has hundreds of them. */
export function drawHeader(row: HTMLTableRowElement, columns: ColumnState[], { keys, focus, drop }: HeaderState): void {
  const { cells } = row;
  while (cells.length > columns.length) cells[columns.length]!.remove();
  while (cells.length < columns.length) row.append(template.cloneNode(true));
  columns.forEach((column, position) => {
    const { index, title, description } = column;
    const cell = cells[position]!;
    const at = keys.findIndex((key) => key.column === index);
    const descending = keys[at]?.descending;
    cell.id = `h${position}`;
    cell.className = [
      isNumeric(column) && 'numeric',
      focus === position && 'focus',
      drop && dropClass(drop, position, columns.length),
    ]
      .filter(Boolean)
      .join(' ');
    cell.title = description || title;
    cell.ariaSort = at < 0 ? null : descending ? 'descending' : 'ascending';
    const [name, order] = cell.children as unknown as HTMLElement[];
    name!.textContent = title;
    order!.textContent = at < 0 ? '' : `${descending ? '↓' : '↑'}${keys.length > 1 ? at + 1 : ''}`;
  });
}

const template = document.createElement('th');
template.setAttribute('role', 'columnheader');
for (const [tag, name] of [
  ['span', 'title'],
  ['span', 'order'],
  ['i', 'handle'],
] as const) {
  const part = document.createElement(tag);
  part.className = name;
  template.append(part);
}
template.children[1]!.ariaHidden = 'true';

/** Class of the dragged header, and of the edge where it would be dropped unless it is there already. */
function dropClass({ column, before }: { column: number; before: number }, position: number, count: number): string {
  if (position === column) return 'dragged';
  if (before === column || before === column + 1) return '';
  if (position === before) return 'drop-before';
  return position === count - 1 && before === count ? 'drop-after' : '';
}
