import type uPlot from 'uplot';
import type { ChartSpec } from './chart-spec.ts';
import type { Range } from './keyboard.ts';

/** Offset of a point from the top left corner of a box, in CSS pixels. */
export interface Offset {
  left: number;
  top: number;
}

/** Offset of a point in the area of the plot. */
export function offsetInPlot(plot: uPlot, { points, values }: ChartSpec, index: number, series: number): Offset {
  const along = plot.valToPos(points.x[index]!, 'x');
  const up = plot.valToPos(values[series]?.[index] ?? 0, 'y');
  return plot.scales.x!.ori === 1 ? { left: up, top: along } : { left: along, top: up };
}

/** The series nearest to the pointer, of those that are shown and have a value there. */
export function nearestSeries(plot: uPlot, spec: ChartSpec): number {
  const { idx, left = 0, top = 0 } = plot.cursor;
  const horizontal = plot.scales.x!.ori === 1;
  let nearest = 0;
  let closest = Number.POSITIVE_INFINITY;
  spec.values.forEach((values, series) => {
    if (idx === null || idx === undefined || !plot.series[series + 1]!.show || values[idx] === null) return;
    const at = offsetInPlot(plot, spec, idx, series);
    const distance = Math.abs(horizontal ? at.left - left : at.top - top);
    if (distance < closest) [nearest, closest] = [series, distance];
  });
  return nearest;
}

/** Points in the selection of a drag, which is removed; null for fewer than two. */
export function takeSelection(plot: uPlot): Range | null {
  const { left, width } = plot.select;
  if (width <= 0) return null;
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  const ends = [plot.posToIdx(left), plot.posToIdx(left + width)] as const;
  const [first, last] = [Math.min(...ends), Math.max(...ends)];
  return last > first ? [first, last] : null;
}
