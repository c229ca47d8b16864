import type uPlot from 'uplot';
import type { SeriesValues } from './layers/layer.ts';

/** Greatest width of a bar, in CSS pixels. */
const MAX_WIDTH = 48;
/** Part of the distance between two points that their bars fill. */
const FILLED = 0.72;
/** Width in CSS pixels below which a bar is striped across: diagonal hatching would fill it. */
const NARROW = 9;

export interface BarLayout {
  /** Usual distance between two points. */
  step: number;
  /** Number of series that are bars; further ones belong to layers. */
  count: number;
  partialFrom: number;
  /** Lower ends of stacked bars, which stand one on the other; undefined: side by side. */
  base: readonly SeriesValues[] | undefined;
}

/** Rectangle of a bar in canvas pixels; null without a value. Bars of the series shown stand side by side, or are stacked. */
export function barRect(plot: uPlot, series: number, index: number, layout: BarLayout): DOMRect | null {
  const { step, count, base } = layout;
  const value = plot.data[series]![index];
  if (value === null || value === undefined) return null;
  const shown = base ? [series] : plot.series.flatMap(({ show }, i) => (i > 0 && i <= count && show ? [i] : []));
  const at = plot.data[0][index]!;
  const ratio = devicePixelRatio;
  const room = Math.abs(plot.valToPos(at + step, 'x', true) - plot.valToPos(at, 'x', true));
  const group = Math.min(room * FILLED, shown.length * MAX_WIDTH * ratio);
  const width = Math.max(1, Math.round(group / shown.length - (shown.length > 1 ? ratio : 0)));
  const middle = plot.valToPos(at, 'x', true) - group / 2 + ((shown.indexOf(series) + 0.5) * group) / shown.length;
  const side = Math.round(middle - width / 2);
  // A logarithmic axis has no zero.
  const bottom = base?.[series - 1]?.[index] ?? (plot.scales.y!.distr === 3 ? plot.scales.y!.min! : 0);
  const [zero, end] = [bottom, value].map((y) => Math.round(plot.valToPos(y, 'y', true))) as [number, number];
  const from = Math.min(zero, end);
  const length = Math.abs(end - zero);
  return plot.scales.x!.ori === 0 ? new DOMRect(side, from, width, length) : new DOMRect(from, side, length, width);
}

/** Outline of a bar, with rounded corners at its end. */
function barOutline(plot: uPlot, rect: DOMRect, value: number, { base }: BarLayout): Path2D {
  const path = new Path2D();
  if (base) {
    path.rect(rect.x, rect.y, rect.width, rect.height);
    return path;
  }
  const radius = Math.min(3 * devicePixelRatio, Math.min(rect.width, rect.height) / 3);
  const horizontal = plot.scales.x!.ori === 1;
  const endsRight = horizontal === (plot.scales.y!.dir === 1) ? value > 0 : value < 0;
  // Top left, top right, bottom right, bottom left.
  const corners = horizontal
    ? endsRight
      ? [0, radius, radius, 0]
      : [radius, 0, 0, radius]
    : value > 0
      ? [radius, radius, 0, 0]
      : [0, 0, radius, radius];
  path.roundRect(rect.x, rect.y, rect.width, rect.height, corners);
  return path;
}

/** Path builder for the bars of all complete points. */
export function barPaths(layout: BarLayout): uPlot.Series.PathBuilder {
  const { partialFrom } = layout;
  return (plot, series, first, last) => {
    const fill = new Path2D();
    for (let i = first; i <= Math.min(last, partialFrom - 1); i++) {
      const rect = barRect(plot, series, i, layout);
      if (rect) fill.addPath(barOutline(plot, rect, plot.data[series]![i]!, layout));
    }
    return { fill, stroke: null };
  };
}

/** Draws the bar of a partial point, hatched. */
export function drawPartialBar(plot: uPlot, series: number, index: number, layout: BarLayout): void {
  const { ctx } = plot;
  const rect = barRect(plot, series, index, layout);
  if (!rect) return;
  const outline = barOutline(plot, rect, plot.data[series]![index]!, layout);
  const width = plot.scales.x!.ori === 0 ? rect.width : rect.height;
  ctx.save();
  ctx.clip(outline);
  if (width < NARROW * devicePixelRatio) stripe(plot, rect);
  else hatch(ctx, rect, outline);
  ctx.restore();
}

function hatch(ctx: CanvasRenderingContext2D, rect: DOMRect, outline: Path2D): void {
  const gap = 5 * devicePixelRatio;
  ctx.lineWidth = 1.5 * devicePixelRatio;
  ctx.beginPath();
  for (let from = rect.left - rect.height; from < rect.right; from += gap) {
    ctx.moveTo(from, rect.bottom);
    ctx.lineTo(from + rect.height, rect.top);
  }
  ctx.stroke();
  ctx.lineWidth = 3 * devicePixelRatio; // Half of it is clipped.
  ctx.stroke(outline);
}

function stripe({ ctx, scales }: uPlot, rect: DOMRect): void {
  const period = 4 * devicePixelRatio;
  ctx.fillStyle = ctx.strokeStyle;
  const vertical = scales.x!.ori === 0;
  const [from, to] = vertical ? [rect.top, rect.bottom] : [rect.left, rect.right];
  for (let at = from; at < to; at += period) {
    if (vertical) ctx.fillRect(rect.left, at, rect.width, period / 2);
    else ctx.fillRect(at, rect.top, period / 2, rect.height);
  }
}
