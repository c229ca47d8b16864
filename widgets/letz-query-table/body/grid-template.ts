import { html, nothing, type TemplateResult } from 'lit';
import { isNumeric } from '../columns/column-state.ts';
import { type HeaderEvents, type HeaderRowsState, renderHeaderRows } from '../columns/filter-row.ts';

export interface GridTemplateState extends HeaderRowsState {
  label: string;
  /** Number of rows shown. */
  count: number;
  /** True while more rows arrive. */
  arriving: boolean;
  /** True if no row passes the filters. */
  noMatch: boolean;
  /** Texts of the row of totals, by column position; undefined if it is not shown. */
  totals: string[] | undefined;
}

export interface GridTemplateEvents extends HeaderEvents {
  onKey(event: KeyboardEvent): void;
  onPointer(event: PointerEvent): void;
  onClick(event: MouseEvent): void;
  onClear(): void;
  /** Called when the pointer enters a cell. */
  onHover(event: Event): void;
}

/** The grid without header cells and rows, which the grid renderer draws. */
export function renderGrid(state: GridTemplateState, on: GridTemplateEvents): TemplateResult {
  const { label, columns, count, filters, arriving, noMatch, totals, texts } = state;
  const rowCount = count + 1 + (filters ? 1 : 0) + (totals ? 1 : 0);
  return html`
    <div
      part="table"
      role="grid"
      tabindex="0"
      aria-label=${label}
      aria-rowcount=${arriving ? -1 : rowCount}
      aria-colcount=${columns.length}
      aria-multiselectable="true"
      @keydown=${on.onKey}
      @pointerdown=${on.onPointer}
      @pointermove=${on.onPointer}
      @pointerover=${(event: Event) => {
        setTooltip(event);
        on.onHover(event);
      }}
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
      ${
        totals
          ? html`<table class="totals" role="none">
              <colgroup></colgroup>
              <tfoot role="rowgroup">
                <tr role="row" aria-rowindex=${rowCount}>
                  ${totals.map(
                    (total, position) =>
                      html`<td role="gridcell" data-label=${columns[position]!.title} class=${isNumeric(columns[position]!) ? 'numeric' : ''}>${total}</td>`,
                  )}
                </tr>
              </tfoot>
            </table>`
          : nothing
      }
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
