import { html, nothing, type TemplateResult } from 'lit';
import { type HeaderEvents, type HeaderRowsState, renderHeaderRows } from '../columns/filter-row.ts';

export interface GridTemplateState extends HeaderRowsState {
  label: string;
  /** Number of rows shown. */
  count: number;
  /** True while more rows arrive. */
  arriving: boolean;
  /** True if no row passes the filters. */
  noMatch: boolean;
}

export interface GridTemplateEvents extends HeaderEvents {
  onKey(event: KeyboardEvent): void;
  onPointer(event: PointerEvent): void;
  onClick(event: MouseEvent): void;
  onClear(): void;
}

/** The grid without header cells and rows, which the grid renderer draws. */
export function renderGrid(state: GridTemplateState, on: GridTemplateEvents): TemplateResult {
  const { label, columns, count, filters, arriving, noMatch, texts } = state;
  return html`
    <div
      part="table"
      role="grid"
      tabindex="0"
      aria-label=${label}
      aria-rowcount=${arriving ? -1 : count + (filters ? 2 : 1)}
      aria-colcount=${columns.length}
      aria-multiselectable="true"
      @keydown=${on.onKey}
      @pointerdown=${on.onPointer}
      @pointermove=${on.onPointer}
      @pointerover=${setTooltip}
      @click=${on.onClick}
    >
      <table class="head" role="none">
        <colgroup></colgroup>
        <thead role="rowgroup">
          ${renderHeaderRows(state, on)}
        </thead>
      </table>
      <div class="space" role="none">
        <table role="none">
          <colgroup></colgroup>
          <tbody role="rowgroup"></tbody>
        </table>
      </div>
    </div>
    ${
      noMatch
        ? html`<div class="nothing">
            <span>${texts.noMatch}</span>
            <button type="button" @click=${on.onClear}>${texts.clear}</button>
          </div>`
        : nothing
    }
  `;
}

/** Sets the tooltip of a cell that is cut. */
function setTooltip({ target }: Event): void {
  const cell = (target as Element).closest<HTMLElement>('td[part="cell"]');
  if (cell) cell.title = cell.scrollWidth > cell.clientWidth ? (cell.textContent ?? '') : '';
}
