import { html, nothing, type TemplateResult } from 'lit';
import { swatch } from './legend.ts';
import type { ChartModel } from './model.ts';
import type { Offset } from './plot.ts';

/** Least distance to the point, and the greatest that keeps its neighbours visible, in CSS pixels. */
const GAP = 14;
const MAX_GAP = 90;

export interface TooltipPosition {
  /** Offset of the point in the frame. */
  point: Offset;
  /** Distance to the next point along the x axis; 0 if the points are one below the other. */
  step: number;
  frame: Pick<Element, 'clientWidth' | 'clientHeight'>;
}

/** Values at a point, the greatest first. Placed on the side with more space, beyond the neighbouring points if it fits. */
export function renderTooltip(model: ChartModel, index: number, position: TooltipPosition): TemplateResult {
  const { points, drawn, labels, texts } = model;
  const { left, top } = position.point;
  const { clientWidth: width, clientHeight: height } = position.frame;
  const gap = GAP + Math.min(MAX_GAP, 1.5 * position.step);
  const x =
    left > width / 2
      ? `min(${left - GAP}px - 100%, max(0px, ${left - gap}px - 100%))`
      : `max(${left + GAP}px, min(${left + gap}px, ${width}px - 100%))`;
  const y = `clamp(0px, ${top}px - 50%, ${height}px - 100%)`;
  const valueAt = (series: number) => points.series[series]!.values[index] ?? Number.NEGATIVE_INFINITY;
  const sorted = [...drawn].sort((a, b) => valueAt(b) - valueAt(a));
  return html`<div part="tooltip" aria-hidden="true" .style=${`translate: ${x} ${y}`}>
    <strong>${labels.x(index)}</strong>
    ${index >= points.partialFrom ? html`<span class="muted">${texts.partial}</span>` : nothing}
    ${sorted.map(
      (series) => html`<div>
        ${swatch(series)}
        <span class="muted">${labels.series(series)}</span>
        <span>${labels.y(series, index)}</span>
      </div>`,
    )}
  </div>`;
}
