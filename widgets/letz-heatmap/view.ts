import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Result } from '../../server/contract/result.ts';
import { LetzSelectEvent } from '../core/element/events.ts';
import { addStyles } from '../core/styles/add-styles.ts';
import { type PictureHost, type PictureView, tableTool } from '../core/visual/table-toggle.ts';
import type { Texts } from '../core/visual/texts/en.ts';
import { textsFor } from '../core/visual/texts/index.ts';
import { Heatmap } from './heatmap.ts';
import { moveCell, type Spot } from './matrix.ts';
import { renderLegend, renderTable, renderTooltip } from './parts.ts';
import { styles } from './view.styles.ts';

/** The cells: what they show, and what the reader does with them. */
export class HeatmapBody {
  readonly #host: PictureHost;
  #view!: PictureView<Result>;
  #heatmap!: Heatmap;
  /** What the heatmap was made of. */
  #of: readonly unknown[] = [];
  /** The keyboard's cell. */
  #cursor: Spot = { row: 0, column: 0 };
  /** The cell that the tooltip is about. */
  #shown: Spot | null = null;

  constructor(host: PictureHost) {
    addStyles(host, styles);
    this.#host = host;
  }

  show(view: PictureView<Result>): void {
    this.#view = view;
    const { data, heading, formats } = view;
    const of = [data, heading, formats, this.#texts, this.#host.asTable];
    if (of.every((value, index) => value === this.#of[index])) return;
    this.#of = of;
    this.#heatmap = new Heatmap(view, this.#texts, this.#host.asTable);
    const { row, column } = this.#cursor;
    if (!this.#heatmap.matrix.cells[row]?.[column]) this.#cursor = { row: 0, column: 0 };
    this.#shown = null;
  }

  get #texts(): Texts {
    return textsFor(this.#view.formats.locale, () => this.#host.requestUpdate());
  }

  #spot(event: Event): Spot | null {
    const cell = (event.target as Element).closest('td');
    return cell && { row: (cell.parentElement as HTMLTableRowElement).rowIndex - 1, column: cell.cellIndex - 1 };
  }

  #cell({ row, column }: Spot): HTMLElement | undefined {
    return this.#host.renderRoot.querySelector('table')?.rows[row + 1]?.cells[column + 1];
  }

  #choose(spot: Spot | null): void {
    const { columns, rows } = this.#view.data;
    const cell = spot && this.#heatmap.matrix.cells[spot.row]![spot.column]!;
    const row = rows[cell?.row ?? -1];
    if (!row) return;
    this.#host.dispatchEvent(
      new LetzSelectEvent(
        Object.fromEntries(columns.map(({ name }, index) => [name, row[index]!])),
        columns[cell!.column]!.name,
      ),
    );
  }

  #showAt(spot: Spot | null): void {
    this.#shown = spot;
    this.#host.requestUpdate();
  }

  #moveTo(spot: Spot): void {
    this.#cursor = spot;
    this.#host.requestUpdate();
  }

  readonly #onClick = (event: Event): void => {
    const spot = this.#spot(event);
    if (spot) this.#moveTo(spot);
    this.#choose(spot);
  };

  readonly #onPoint = (event: Event): void => this.#showAt(this.#spot(event));

  readonly #onLeave = (): void => this.#showAt(null);

  readonly #onKey = async (event: KeyboardEvent): Promise<void> => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { rows, columns } = this.#heatmap.matrix;
    const rtl = getComputedStyle(this.#host).direction === 'rtl';
    const moved = moveCell(event.key, this.#cursor, { rows: rows.length, columns: columns.length, rtl });
    if (moved) this.#moveTo(moved);
    else if (event.key === 'Enter' || event.key === ' ') this.#choose(this.#cursor);
    else if (event.key === 'Escape') this.#showAt(null);
    else return;
    event.preventDefault();
    await this.#host.updateComplete;
    if (moved) this.#cell(moved)?.focus();
  };

  renderTools(): TemplateResult {
    return tableTool(this.#host, this.#texts);
  }

  render(): TemplateResult {
    const { asTable } = this.#host;
    const heatmap = this.#heatmap;
    return html`
      ${guard([heatmap], () => (asTable ? nothing : renderLegend(heatmap)))}
      <div class="frame">
        <div
          class="scroller"
          @click=${this.#onClick}
          @keydown=${this.#onKey}
          @pointerover=${this.#onPoint}
          @pointerleave=${this.#onLeave}
          @focusin=${this.#onPoint}
          @focusout=${this.#onLeave}
        >
          ${guard([heatmap, this.#cursor], () => renderTable(heatmap, this.#cursor, asTable))}
        </div>
        ${asTable ? nothing : this.#renderTooltip()}
      </div>
    `;
  }

  #renderTooltip(): unknown {
    const cell = this.#shown && this.#cell(this.#shown)?.getBoundingClientRect();
    const frame = this.#host.renderRoot.querySelector('.frame')?.getBoundingClientRect();
    return cell && frame ? renderTooltip(this.#heatmap, this.#shown!, cell, frame) : nothing;
  }
}
