import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
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
  texts: Texts;
}

export interface HeaderEvents {
  /** A title was chosen; `more` keeps the other columns in the order. */
  onSort(index: number, more: boolean): void;
  onFilter(index: number, text: string): void;
  /** The handle at a title's end was taken. */
  onResize(index: number, event: PointerEvent): void;
}

/** Titles, and under them the fields to filter by. */
export function renderHeader(state: HeaderState, { onSort, onFilter, onResize }: HeaderEvents): TemplateResult {
  const { columns, keys, focus, filters, texts } = state;
  return html`
    <tr role="row" aria-rowindex="1">
      ${columns.map((column, place) => {
        const { index, title, description } = column;
        const at = keys.findIndex((key) => key.column === index);
        const descending = keys[at]?.descending;
        return html`<th
          role="columnheader"
          id="h${place}"
          class="${isNumeric(column) ? 'numeric' : ''} ${focus === place ? 'focus' : ''}"
          aria-colindex=${place + 1}
          aria-sort=${at < 0 ? nothing : descending ? 'descending' : 'ascending'}
          title=${description || title}
          @click=${(event: MouseEvent) => onSort(index, event.shiftKey)}
        >
          <span class="title">${title}</span
          ><span class="order" aria-hidden="true"
            >${at < 0 ? '' : descending ? '↓' : '↑'}${at >= 0 && keys.length > 1 ? at + 1 : ''}</span
          ><i
            class="handle"
            @click=${(event: Event) => event.stopPropagation()}
            @pointerdown=${(event: PointerEvent) => onResize(index, event)}
          ></i>
        </th>`;
      })}
    </tr>
    ${
      filters
        ? html`<tr role="row" aria-rowindex="2">
            ${columns.map(
              ({ index, title }) => html`<td role="gridcell">
                <input
                  type="search"
                  aria-label=${fill(texts.filter, title)}
                  title=${texts.filterHint}
                  .value=${live(filters.get(index) ?? '')}
                  @input=${(event: Event) => onFilter(index, (event.target as HTMLInputElement).value)}
                />
              </td>`,
            )}
          </tr>`
        : nothing
    }
  `;
}
