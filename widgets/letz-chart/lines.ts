import './browser-language.ts';
import uPlot from 'uplot';
import type { Points } from './points.ts';

/** Path builder for a line through all complete points. */
export function linePaths({ partialFrom }: Points): uPlot.Series.PathBuilder {
  const linear = uPlot.paths.linear!();
  return (plot, series, first, last) => {
    const end = Math.min(last, partialFrom - 1);
    return end < first ? null : linear(plot, series, first, end);
  };
}

/** Width at both ends of a break that is still drawn: of points at one pixel the line is not wider. */
const STUB = 1;

/** Breaks of a line where the time series lacks points, beside those where values are null. */
export const lineGaps =
  (breaks: ReadonlySet<number>): uPlot.Series.GapsRefiner =>
  (plot, _series, first, last, nullGaps) => {
    const found = [...breaks].flatMap((index): [number, number][] => {
      if (index <= first || index > last) return [];
      const ends = [index - 1, index].map((at) => Math.round(plot.valToPos(plot.data[0][at]!, 'x', true)));
      const [from, to] = [Math.min(...ends) + STUB, Math.max(...ends) - STUB];
      return from < to ? [[from, to]] : [];
    });
    return [...nullGaps, ...found].sort(([a], [b]) => a - b);
  };

/** Indexes of points without a neighbour to draw a line to: they are drawn as dots. @param breaks breaks of the line */
export function isolatedPoints(
  values: readonly (number | null)[],
  end: number,
  breaks: ReadonlySet<number> = new Set(),
): number[] {
  const found: number[] = [];
  const isMissing = (index: number) => (values[index] ?? null) === null;
  for (let i = 0; i < end; i++) {
    const startsHere = isMissing(i - 1) || breaks.has(i);
    const endsHere = i + 1 >= end || isMissing(i + 1) || breaks.has(i + 1);
    if (startsHere && endsHere && !isMissing(i)) found.push(i);
  }
  return found;
}

/** Draws a partial point: a hollow dot at the end of a dashed line. */
export function drawPartialPoint(
  plot: uPlot,
  x: readonly number[],
  values: readonly (number | null)[],
  index: number,
  surface: string,
  joined: boolean,
): void {
  const { ctx } = plot;
  const value = values[index] ?? null;
  const before = joined ? (values[index - 1] ?? null) : null;
  if (value === null) return;
  const [left, top] = [plot.valToPos(x[index]!, 'x', true), plot.valToPos(value, 'y', true)];
  ctx.lineWidth = 2 * devicePixelRatio;
  if (before !== null) {
    ctx.setLineDash([2, 4].map((length) => length * devicePixelRatio));
    ctx.lineCap = 'round';
    ctx.beginPath();
    ctx.moveTo(plot.valToPos(x[index - 1]!, 'x', true), plot.valToPos(before, 'y', true));
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
