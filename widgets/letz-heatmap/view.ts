import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import type { Result } from '../../server/contract/result.ts';
import { type AddressHost, AddressState } from '../core/address/address-state.ts';
import { LetzSelectEvent } from '../core/element/events.ts';
import type { ProblemMessage } from '../core/element/problem-message.ts';
import { GatewayError } from '../core/gateway/gateway-client.ts';
import { addStyles } from '../core/styles/add-styles.ts';
import { TableState } from '../core/visual/table-state.ts';
import { type PictureHost, type PictureView, tableTool } from '../core/visual/table-toggle.ts';
import type { Texts } from '../core/visual/texts/en.ts';
import { textsFor } from '../core/visual/texts/index.ts';
import { renderTruncation } from '../core/visual/truncation.ts';
import { renderGrid } from './grid.ts';
import { type CellPosition, moveCell } from './keyboard.ts';
import { type Box, renderLegend, renderTooltip } from './legend.ts';
import { HeatmapModel } from './model.ts';
import { styles } from './view.styles.ts';

/** View of a heatmap: renders legend and cells, and handles pointer and keyboard. */
export class View {
  readonly #host: PictureHost;
  #view!: PictureView<Result>;
  #model!: HeatmapModel;
  /** Values that the model was made from. */
  #inputs: readonly unknown[] = [];
  #problem: GatewayError | undefined;
  /** Cell that the keyboard is at. */
  #cursor: CellPosition = { row: 0, column: 0 };
  /** Cell that the tooltip describes. */
  #shown: CellPosition | null = null;

  constructor(host: PictureHost & AddressHost) {
    addStyles(host, styles);
    this.#host = host;
    const table = new TableState(host);
    new AddressState(host, { read: () => this.#model && table.read(), restore: (texts) => table.restore(texts) });
  }

  /** Takes data and settings. @returns the reason why they can't be shown */
  show(view: PictureView<Result>): GatewayError | undefined {
    this.#view = view;
    const { data, heading, formats } = view;
    const inputs = [data, heading, formats, this.#texts, this.#host.asTable];
    if (inputs.every((value, index) => value === this.#inputs[index])) return this.#problem;
    this.#inputs = inputs;
    this.#shown = null;
    try {
      this.#model = new HeatmapModel(view, this.#texts, this.#host.asTable);
      this.#problem = undefined;
      const { row, column } = this.#cursor;
      if (!this.#model.matrix.cells[row]?.[column]) this.#cursor = { row: 0, column: 0 };
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      this.#problem = error;
    }
    return this.#problem;
  }

  /** Message for a problem that `show` returned. */
  problemMessage(_problem: GatewayError): ProblemMessage {
    return { title: this.#texts.wrongSettings, hint: '', canRetry: false };
  }

  get #texts(): Texts {
    return textsFor(this.#view.formats.locale, () => this.#host.requestUpdate());
  }

  #positionOf(event: Event): CellPosition | null {
    const cell = (event.target as Element).closest('td');
    return cell && { row: (cell.parentElement as HTMLTableRowElement).rowIndex - 1, column: cell.cellIndex - 1 };
  }

  #cell({ row, column }: CellPosition): HTMLElement | undefined {
    return this.#host.renderRoot.querySelector('table')?.rows[row + 1]?.cells[column + 1];
  }

  #select(position: CellPosition | null): void {
    const { columns, rows } = this.#view.data;
    const cell = position && this.#model.matrix.cells[position.row]![position.column]!;
    const row = rows[cell?.row ?? -1];
    if (!row) return;
    this.#host.dispatchEvent(
      new LetzSelectEvent(
        Object.fromEntries(columns.map(({ name }, index) => [name, row[index]!])),
        columns[cell!.column]!.name,
      ),
    );
  }

  #showAt(position: CellPosition | null): void {
    this.#shown = position;
    this.#host.requestUpdate();
  }

  #moveTo(position: CellPosition): void {
    this.#cursor = position;
    this.#host.requestUpdate();
  }

  readonly #onClick = (event: Event): void => {
    const position = this.#positionOf(event);
    if (position) this.#moveTo(position);
    this.#select(position);
  };

  readonly #onPointerOver = (event: Event): void => this.#showAt(this.#positionOf(event));

  readonly #onLeave = (): void => this.#showAt(null);

  readonly #onKey = async (event: KeyboardEvent): Promise<void> => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { rows, columns } = this.#model.matrix;
    const rtl = getComputedStyle(this.#host).direction === 'rtl';
    const moved = moveCell(event.key, this.#cursor, { rows: rows.length, columns: columns.length, rtl });
    if (moved) this.#moveTo(moved);
    else if (event.key === 'Enter' || event.key === ' ') this.#select(this.#cursor);
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
    const model = this.#model;
    return html`
      ${renderTruncation(model.truncation, model.texts, this.#view.download)}
      ${guard([model], () => (asTable ? nothing : renderLegend(model)))}
      <div class="frame">
        <div
          class="scroller"
          @click=${this.#onClick}
          @keydown=${this.#onKey}
          @pointerover=${this.#onPointerOver}
          @pointerleave=${this.#onLeave}
          @focusin=${this.#onPointerOver}
          @focusout=${this.#onLeave}
        >
          ${guard([model, this.#cursor], () => renderGrid(model, this.#cursor, asTable))}
        </div>
        ${asTable ? nothing : this.#renderTooltip()}
      </div>
    `;
  }

  #renderTooltip(): unknown {
    const cell = this.#shown && this.#cell(this.#shown)?.getBoundingClientRect();
    const frame = this.#host.renderRoot.querySelector<HTMLElement>('.frame');
    if (!cell || !frame) return nothing;
    const box = frame.getBoundingClientRect();
    // Inside CSS zoom or a scaled box, distances in the viewport differ from the widget's CSS pixels.
    const scale = frame.offsetWidth / box.width || 1;
    const local = ({ left, top, width, height }: DOMRect): Box => ({
      left: left * scale,
      top: top * scale,
      width: width * scale,
      height: height * scale,
    });
    return renderTooltip(this.#model, this.#shown!, local(cell), local(box));
  }
}
