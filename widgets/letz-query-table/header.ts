import { html, nothing, type TemplateResult } from 'lit';
import { fill } from '../core/translations.ts';
import { type ColumnState, isNumeric } from './columns.ts';
import type { SortKey } from './sort.ts';
import type { Texts } from './texts.ts';

export interface HeaderState {
  /** Those that are shown. */
  columns: ColumnState[];
  keys: SortKey[];
  /** The title that has the keyboard's focus, by its place on the screen. */
  focus: number | undefined;
  /** What is typed above each column; undefined while there are no fields. */
  filters: ReadonlyMap<number, string> | undefined;
  /** The title that is dragged, and the one that it would stand before. */
  drop: { column: number; before: number } | undefined;
  texts: Texts;
}

/** Columns by their places on the screen. */
export interface HeaderEvents {
  /** A title was chosen; `more` keeps the other columns in the order. */
  onSort(place: number, more: boolean): void;
  onFilter(place: number, text: string): void;
  /** The handle at a title's end was taken. */
  onResize(place: number, event: PointerEvent): void;
  onPress(place: number, event: PointerEvent): void;
}

/** Titles, and under them the fields to filter by. */
export function renderHeader(
  state: HeaderState,
  { onSort, onFilter, onResize, onPress }: HeaderEvents,
): TemplateResult {
  const { columns, keys, focus, filters, drop, texts } = state;
  // One listener for all titles: a page of many tables would add thousands.
  const onClick = (event: MouseEvent) => {
    const { place, onHandle } = aim(event);
    if (!onHandle) onSort(place, event.shiftKey);
  };
  const onPointer = (event: PointerEvent) => {
    const { place, onHandle } = aim(event);
    (onHandle ? onResize : onPress)(place, event);
  };
  return html`
    <tr role="row" aria-rowindex="1" @click=${onClick} @pointerdown=${onPointer}>
      ${columns.map((column, place) => {
        const { index, title, description } = column;
        const at = keys.findIndex((key) => key.column === index);
        const descending = keys[at]?.descending;
        return html`<th
          role="columnheader"
          id="h${place}"
          class="${isNumeric(column) ? 'numeric' : ''} ${focus === place ? 'focus' : ''} ${drop ? dropClass(drop, place, columns.length) : ''}"
          aria-colindex=${place + 1}
          aria-sort=${at < 0 ? nothing : descending ? 'descending' : 'ascending'}
          title=${description || title}
        >
          <span class="title">${title}</span
          ><span class="order" aria-hidden="true"
            >${at < 0 ? '' : descending ? '↓' : '↑'}${at >= 0 && keys.length > 1 ? at + 1 : ''}</span
          ><i class="handle"></i>
        </th>`;
      })}
    </tr>
    ${
      filters
        ? html`<tr role="row" aria-rowindex="2">
            ${columns.map(
              ({ index, title }, place) => html`<td role="gridcell">
                <input
                  type="search"
                  aria-label=${fill(texts.filter, title)}
                  title=${texts.filterHint}
                  .value=${filters.get(index) ?? ''}
                  @input=${(event: Event) => onFilter(place, (event.target as HTMLInputElement).value)}
                />
              </td>`,
            )}
          </tr>`
        : nothing
    }
  `;
}

/** The title that an event is about, and whether it is about its handle. */
function aim({ target }: Event): { place: number; onHandle: boolean } {
  const element = target as Element;
  return { place: element.closest('th')!.cellIndex, onHandle: element.matches('.handle') };
}

/** Marks the title that is dragged, and the side of another where it would go, unless it is there already. */
function dropClass({ column, before }: { column: number; before: number }, place: number, count: number): string {
  if (place === column) return 'dragged';
  if (before === column || before === column + 1) return '';
  if (place === before) return 'drop-before';
  return place === count - 1 && before === count ? 'drop-after' : '';
}
