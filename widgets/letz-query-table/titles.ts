import { type ColumnState, isNumeric } from './columns.ts';
import type { SortKey } from './sort.ts';

export interface TitlesState {
  keys: SortKey[];
  /** The title that has the keyboard's focus, by its place on the screen. */
  focus: number | undefined;
  /** The title that is dragged, and the one that it would stand before. */
  drop: { column: number; before: number } | undefined;
}

/** Columns' titles, drawn by hand as the rows are: a page of many tables has hundreds. */
export class Titles {
  readonly #row: HTMLTableRowElement;

  constructor(row: HTMLTableRowElement) {
    this.#row = row;
  }

  /** @param columns those that are shown, or the first of them @param count how many are shown */
  draw(columns: ColumnState[], count: number, { keys, focus, drop }: TitlesState): void {
    const { cells } = this.#row;
    while (cells.length > columns.length) cells[columns.length]!.remove();
    while (cells.length < columns.length) this.#row.append(blank.cloneNode(true));
    columns.forEach((column, place) => {
      const { index, title, description } = column;
      const cell = cells[place]!;
      const at = keys.findIndex((key) => key.column === index);
      const descending = keys[at]?.descending;
      cell.id = `h${place}`;
      cell.className = [
        isNumeric(column) && 'numeric',
        focus === place && 'focus',
        drop && dropClass(drop, place, count),
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
}

const blank = document.createElement('th');
blank.setAttribute('role', 'columnheader');
for (const [tag, name] of [
  ['span', 'title'],
  ['span', 'order'],
  ['i', 'handle'],
] as const) {
  const part = document.createElement(tag);
  part.className = name;
  blank.append(part);
}
blank.children[1]!.ariaHidden = 'true';

/** Marks the title that is dragged, and the side of another where it would go, unless it is there already. */
function dropClass({ column, before }: { column: number; before: number }, place: number, count: number): string {
  if (place === column) return 'dragged';
  if (before === column || before === column + 1) return '';
  if (place === before) return 'drop-before';
  return place === count - 1 && before === count ? 'drop-after' : '';
}
