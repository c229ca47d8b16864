import type uPlot from 'uplot';
import { barRect } from '../bars.ts';
import type { Points } from '../points.ts';
import { usualStep } from '../spacing.ts';
import type { SeriesValues } from './layer.ts';

/** Draws a tick across each bar of a series, at another value. */
export function drawTicks(plot: uPlot, color: string, points: Points, series: number, values: SeriesValues): void {
  const { ctx } = plot;
  const layout = { step: usualStep(points.x, 1), count: points.series.length, partialFrom: 0, base: undefined };
  const beyond = 2 * devicePixelRatio;
  ctx.save();
  ctx.lineWidth = 2 * devicePixelRatio;
  ctx.strokeStyle = color;
  ctx.beginPath();
  values.forEach((value, index) => {
    const rect = value === null ? null : barRect(plot, series + 1, index, layout);
    if (value === null || !rect) return;
    const at = Math.round(plot.valToPos(value, 'y', true));
    if (plot.scales.x!.ori === 1) {
      ctx.moveTo(at, rect.top - beyond);
      ctx.lineTo(at, rect.bottom + beyond);
    } else {
      ctx.moveTo(rect.left - beyond, at);
      ctx.lineTo(rect.right + beyond, at);
    }
  });
  ctx.stroke();
  ctx.restore();
}
