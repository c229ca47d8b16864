import { html, nothing } from 'lit';
import { labelOf } from '../core/format/labels.ts';
import { colorClass, colorStops } from './color-scale.ts';
import type { CellPosition } from './keyboard.ts';
import { companions } from './matrix.ts';
import type { HeatmapModel } from './model.ts';

/** Rectangle relative to the viewport or, divided by the page's scale, to the widget. */
export type Box = Pick<DOMRect, 'left' | 'top' | 'width' | 'height'>;

/** Colour scale with the value at the end of each colour; hatching and dashes if cells have them. */
export function renderLegend({ matrix, labels, texts, scale, extent, hasPartial }: HeatmapModel): unknown {
  if (!matrix.rows.length) return nothing;
  const blank = matrix.ages ? texts.tooEarly : texts.noValue;
  return html`<ul part="legend">
    ${
      extent
        ? html`<li class="scale" aria-hidden="true">
            ${colorStops(scale).map(
              ({ color, value }) =>
                html`<span><i class="swatch ${colorClass(color)}"></i><small>${labels.scale(value, matrix)}</small></span>`,
            )}
          </li>`
        : nothing
    }
    ${extent?.blanks === 0 ? nothing : html`<li><span class="swatch blank"></span>${blank}</li>`}
    ${hasPartial ? html`<li><span class="swatch open"></span>${texts.partial}</li>` : nothing}
  </ul>`;
}

/**
 * Values of a cell, placed beside it on the side with more space.
 *
 * @param box the cell's and the frame's, in CSS pixels of the widget
 */
export function renderTooltip(model: HeatmapModel, { row, column }: CellPosition, box: Box, frame: Box): unknown {
  const { matrix, labels, texts, columns } = model;
  const cell = matrix.cells[row]?.[column];
  if (!cell) return nothing;
  const head = matrix.columns[column]!;
  const title = [labels.head(matrix.rows[row]!), head.isName ? [] : labels.head(head)].flat().join(', ');
  const [left, top] = [box.left - frame.left, box.top - frame.top];
  const across = left > frame.width / 2 ? `calc(${left - 6}px - 100%)` : `${left + box.width + 6}px`;
  const down = `clamp(0px, ${top + box.height / 2}px - 50%, ${frame.height}px - 100%)`;
  const open = model.isPartialRow(row) || model.isPartialCell(row, column);
  const valueAt = (of: number) =>
    cell.value === null && matrix.ages && of === cell.column
      ? texts.tooEarly
      : labels.withInterval({ ...cell, column: of });
  return html`<div part="tooltip" aria-hidden="true" .style=${`translate: ${across} ${down}`}>
    <strong>${title}</strong>
    ${open ? html`<span class="muted">${texts.partial}</span>` : nothing}
    ${companions(columns, cell.column).map(
      (of) => html`<div>
        <span class="muted">${labelOf(columns[of]!)}</span>
        <span>${valueAt(of)}</span>
      </div>`,
    )}
  </div>`;
}
