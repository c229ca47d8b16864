import { html, nothing, type TemplateResult } from 'lit';
import { fill } from '../core/format/translations.ts';
import type { ColumnState } from './columns.ts';
import type { Texts } from './texts/en.ts';

export interface HeaderState {
  /** Those that are shown. */
  columns: ColumnState[];
  /** What is typed above each column; undefined while there are no fields. */
  filters: ReadonlyMap<number, string> | undefined;
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

/** The row of the titles, which are drawn by hand, and under them the fields to filter by. */
export function renderHeader(
  { columns, filters, texts }: HeaderState,
  { onSort, onFilter, onResize, onPress }: HeaderEvents,
): TemplateResult {
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
    <tr role="row" aria-rowindex="1" @click=${onClick} @pointerdown=${onPointer}></tr>
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
