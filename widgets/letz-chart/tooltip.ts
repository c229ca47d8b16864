import { html, nothing, type TemplateResult } from 'lit';
import { swatch } from './legend.ts';
import type { ChartModel } from './model.ts';
import type { Offset } from './plot-geometry.ts';

/** Least distance to the point, and the greatest that keeps its neighbours visible, in CSS pixels. */
const GAP = 14;
const MAX_GAP = 90;

export interface TooltipPosition {
  /** Offset of the point in the frame. */
  point: Offset;
  /** Distance to the next point. */
  step: number;
  /** True if points are one below the other. */
  vertical: boolean;
  frame: Pick<Element, 'clientWidth' | 'clientHeight'>;
}

/** Offset along an axis on the side with more space, beyond the neighbouring points if it fits. */
function beyond(at: number, gap: number, space: number): string {
  return at > space / 2
    ? `min(${at - GAP}px - 100%, max(0px, ${at - gap}px - 100%))`
    : `max(${at + GAP}px, min(${at + gap}px, ${space}px - 100%))`;
}

const centred = (at: number, space: number) => `clamp(0px, ${at}px - 50%, ${space}px - 100%)`;

/** Values at a point, the greatest first, placed beside the point. */
export function renderTooltip(model: ChartModel, index: number, position: TooltipPosition): TemplateResult {
  const { points, drawn, labels, texts } = model;
  const { point, step, vertical, frame } = position;
  const gap = GAP + Math.min(MAX_GAP, 1.5 * step);
  const x = vertical ? centred(point.left, frame.clientWidth) : beyond(point.left, gap, frame.clientWidth);
  const y = vertical ? beyond(point.top, gap, frame.clientHeight) : centred(point.top, frame.clientHeight);
  const valueAt = (series: number) => points.series[series]!.values[index] ?? Number.NEGATIVE_INFINITY;
  const sorted = [...drawn].sort((a, b) => valueAt(b) - valueAt(a));
  return html`<div part="tooltip" aria-hidden="true" .style=${`translate: ${x} ${y}`}>
    <strong>${labels.x(index)}</strong>
    ${index >= points.partialFrom ? html`<span class="muted">${texts.partial}</span>` : nothing}
    ${sorted.map(
      (series) => html`<div>
        ${swatch(series)}
        <span class="muted">${labels.series(series)}</span>
        <span>${model.valueText(series, index)}</span>
      </div>
      ${model.comparisons(series, index).map((text) => html`<div class="muted">${text}</div>`)}`,
    )}
    ${model.events(index).map((text) => html`<div class="muted">${text}</div>`)}
  </div>`;
}
