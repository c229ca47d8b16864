import { html, nothing, type TemplateResult } from 'lit';
import { fill } from '../../core/format/translations.ts';
import type { Texts } from '../texts/en.ts';
import type { ColumnState } from './column-state.ts';

export interface HeaderRowsState {
  /** Visible columns. */
  columns: ColumnState[];
  /** Filter texts by column index; undefined while the filter row is hidden. */
  filters: ReadonlyMap<number, string> | undefined;
  texts: Texts;
}

/** Callbacks of the header; columns by position among the visible ones. */
export interface HeaderEvents {
  /** Called for a click on a header; `add` keeps the other sort keys. */
  onSort(position: number, add: boolean): void;
  onFilter(position: number, text: string): void;
  /** Called when the resize handle is pressed. */
  onResize(position: number, event: PointerEvent): void;
  /** Called when a header is pressed. */
  onPress(position: number, event: PointerEvent): void;
}

/** The row of column headers, which are drawn by `drawHeader`, and below it the row of filter fields. */
export function renderHeaderRows(
  { columns, filters, texts }: HeaderRowsState,
  { onSort, onFilter, onResize, onPress }: HeaderEvents,
): TemplateResult {
  // One listener for all headers: a page of many tables would add thousands.
  const onClick = (event: MouseEvent) => {
    const { position, onHandle } = headerAt(event);
    if (!onHandle) onSort(position, event.shiftKey);
  };
  const onPointer = (event: PointerEvent) => {
    const { position, onHandle } = headerAt(event);
    (onHandle ? onResize : onPress)(position, event);
  };
  return html`
    <tr role="row" aria-rowindex="1" @click=${onClick} @pointerdown=${onPointer}></tr>
    ${
      filters
        ? html`<tr role="row" aria-rowindex="2">
            ${columns.map(
              ({ index, title }, position) => html`<td role="gridcell">
                <input
                  type="search"
                  aria-label=${fill(texts.filter, title)}
                  title=${texts.filterHint}
                  .value=${filters.get(index) ?? ''}
                  @input=${(event: Event) => onFilter(position, (event.target as HTMLInputElement).value)}
                />
              </td>`,
            )}
          </tr>`
        : nothing
    }
  `;
}

/** The header that an event is about, and whether it is about its resize handle. */
function headerAt({ target }: Event): { position: number; onHandle: boolean } {
  const element = target as Element;
  return { position: element.closest('th')!.cellIndex, onHandle: element.matches('.handle') };
}
