import './browser-language.ts';
import uPlot from 'uplot';
import type { Points } from './series.ts';

/** Widest bar, in CSS pixels. */
const WIDEST = 48;
/** Part of the distance between two points that their bars fill. */
const FILLED = 0.72;

/** The smallest distance between two points, in units of x. */
export function smallestStep(x: readonly number[], fallback: number): number {
  let step = Number.POSITIVE_INFINITY;
  for (let i = 1; i < x.length; i++) {
    const distance = x[i]! - x[i - 1]!;
    if (distance > 0 && distance < step) step = distance;
  }
  return Number.isFinite(step) ? step : fallback;
}

/** A bar's box in canvas pixels, or null where there is no value. Series that are shown stand side by side. */
export function barBox(plot: uPlot, series: number, index: number, step: number): DOMRect | null {
  const value = plot.data[series]![index];
  if (value === null || value === undefined) return null;
  const shown = plot.series.flatMap(({ show }, i) => (i > 0 && show ? [i] : []));
  const at = plot.data[0][index]!;
  const ratio = devicePixelRatio;
  const room = Math.abs(plot.valToPos(at + step, 'x', true) - plot.valToPos(at, 'x', true));
  const group = Math.min(room * FILLED, shown.length * WIDEST * ratio);
  const thick = Math.max(1, Math.round(group / shown.length - (shown.length > 1 ? ratio : 0)));
  const middle = plot.valToPos(at, 'x', true) - group / 2 + ((shown.indexOf(series) + 0.5) * group) / shown.length;
  const across = Math.round(middle - thick / 2);
  const [zero, end] = [0, value].map((y) => Math.round(plot.valToPos(y, 'y', true))) as [number, number];
  const low = Math.min(zero, end);
  const long = Math.abs(end - zero);
  return plot.scales.x!.ori === 0 ? new DOMRect(across, low, thick, long) : new DOMRect(low, across, long, thick);
}

function barPath(plot: uPlot, box: DOMRect, value: number): Path2D {
  const path = new Path2D();
  const radius = Math.min(3 * devicePixelRatio, Math.min(box.width, box.height) / 3);
  const horizontal = plot.scales.x!.ori === 1;
  const toEnd = horizontal === (plot.scales.y!.dir === 1) ? value > 0 : value < 0;
  // Only the value's end is round: top left, top right, bottom right, bottom left.
  const corners = horizontal
    ? toEnd
      ? [0, radius, radius, 0]
      : [radius, 0, 0, radius]
    : value > 0
      ? [radius, radius, 0, 0]
      : [0, 0, radius, radius];
  path.roundRect(box.x, box.y, box.width, box.height, corners);
  return path;
}

/** Bars of all complete points; the others are drawn by `drawPartial`. */
export function barPaths({ partialFrom }: Points, step: number): uPlot.Series.PathBuilder {
  return (plot, series, first, last) => {
    const fill = new Path2D();
    for (let i = first; i <= Math.min(last, partialFrom - 1); i++) {
      const box = barBox(plot, series, i, step);
      if (box) fill.addPath(barPath(plot, box, plot.data[series]![i]!));
    }
    return { fill, stroke: null };
  };
}

/** A line through all complete points. */
export function linePaths({ partialFrom }: Points): uPlot.Series.PathBuilder {
  const linear = uPlot.paths.linear!();
  return (plot, series, first, last) => {
    const end = Math.min(last, partialFrom - 1);
    return end < first ? null : linear(plot, series, first, end);
  };
}

/** Points that no line reaches because their neighbours are gaps: drawn as dots, or they would be lost. */
export function isolated(values: readonly (number | null)[], end: number): number[] {
  const found: number[] = [];
  for (let i = 0; i < end; i++) {
    const alone = (values[i - 1] ?? null) === null && (i + 1 >= end || (values[i + 1] ?? null) === null);
    if (alone && values[i] !== null) found.push(i);
  }
  return found;
}

/** What is drawn of points that aren't complete: a hatched bar, a dashed line to a hollow dot. */
export function drawPartial(
  plot: uPlot,
  series: number,
  points: Points,
  color: string,
  surface: string,
  step?: number,
) {
  const { ctx } = plot;
  const values = points.series[series - 1]!.values;
  const dot = 8 * devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(plot.bbox.left - dot, 0, plot.bbox.width + 2 * dot, ctx.canvas.height);
  ctx.clip();
  ctx.strokeStyle = color;
  for (let i = points.partialFrom; i < points.x.length; i++) {
    if (step === undefined) dashedPoint(plot, points.x, values, i, surface);
    else hatchedBar(plot, series, i, step);
  }
  ctx.restore();
}

function dashedPoint(
  plot: uPlot,
  x: readonly number[],
  values: readonly (number | null)[],
  i: number,
  surface: string,
) {
  const { ctx } = plot;
  const value = values[i] ?? null;
  const before = values[i - 1] ?? null;
  if (value === null) return;
  const [left, top] = [plot.valToPos(x[i]!, 'x', true), plot.valToPos(value, 'y', true)];
  ctx.lineWidth = 2 * devicePixelRatio;
  if (before !== null) {
    ctx.setLineDash([2, 4].map((length) => length * devicePixelRatio));
    ctx.lineCap = 'round';
    ctx.beginPath();
    ctx.moveTo(plot.valToPos(x[i - 1]!, 'x', true), plot.valToPos(before, 'y', true));
    ctx.lineTo(left, top);
    ctx.stroke();
  }
  ctx.setLineDash([]);
  ctx.fillStyle = surface;
  ctx.beginPath();
  ctx.arc(left, top, 3.5 * devicePixelRatio, 0, 2 * Math.PI);
  ctx.fill();
  ctx.stroke();
}

function hatchedBar(plot: uPlot, series: number, i: number, step: number) {
  const { ctx } = plot;
  const box = barBox(plot, series, i, step);
  if (!box) return;
  const path = barPath(plot, box, plot.data[series]![i]!);
  const gap = 5 * devicePixelRatio;
  ctx.save();
  ctx.clip(path);
  ctx.lineWidth = 1.5 * devicePixelRatio;
  ctx.beginPath();
  for (let from = box.left - box.height; from < box.right; from += gap) {
    ctx.moveTo(from, box.bottom);
    ctx.lineTo(from + box.height, box.top);
  }
  ctx.stroke();
  ctx.lineWidth = 3 * devicePixelRatio; // half of it is clipped away
  ctx.stroke(path);
  ctx.restore();
}
