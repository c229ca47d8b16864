import type uPlot from 'uplot';
import { formatInterval, shownInterval, totalOf } from '../../core/format/share-interval.ts';
import type { Interval } from '../../core/format/wilson-interval.ts';
import { barRect } from '../bars.ts';
import type { CanvasTheme } from '../canvas-theme.ts';
import type { ChartModel } from '../model.ts';
import { rowOf } from '../points.ts';
import { colorOf } from '../series-style.ts';
import { usualStep } from '../spacing.ts';
import type { Layer } from './layer.ts';
import type { Texts } from './texts/en.ts';

/** Half the length of a whisker's ends, in CSS pixels. */
const CAP = 4;

/** 95 % intervals of shares whose total is a column of the result: whiskers on bars, bands along lines. */
export function intervalLayer(model: ChartModel, texts: Texts): Layer | undefined {
  const { points, drawn, view } = model;
  const all = points.series.map((_, series) => intervalsOf(model, series));
  const shown = drawn.flatMap((series) => all[series]!.filter((interval) => interval !== null));
  if (!shown.length) return undefined;
  return {
    extent: [Math.min(...ends(shown, 'low')), Math.max(...ends(shown, 'high'))],
    notes: [texts.interval],
    qualifier(series, index) {
      const interval = all[series]?.[index];
      return interval ? formatInterval(view.formats, interval) : '';
    },
    [model.type === 'bars' ? 'drawAbove' : 'drawBelow'](plot: uPlot, theme: CanvasTheme) {
      const draw = model.type === 'bars' ? drawWhiskers : drawBand;
      for (const series of drawn) draw(plot, theme, model, series, all[series]!);
    },
  };
}

/** Least or greatest end, as one value: there may be too many to pass as arguments. */
function ends(intervals: readonly Interval[], end: keyof Interval): [number] {
  const pick = end === 'low' ? Math.min : Math.max;
  return [intervals.reduce((most, interval) => pick(most, interval[end]), intervals[0]![end])];
}

/** Intervals of a series, one a point; null for narrow ones and where there is none. */
function intervalsOf({ points, columns, view, labels }: ChartModel, series: number): (Interval | null)[] {
  const total = totalOf(view.data.columns, columns[series]!);
  if (total < 0) return [];
  return points.x.map((_, index) => {
    const row = rowOf(points, index, series);
    return row < 0 ? null : shownInterval(labels.raw(series, index), points.values[total]?.[row] ?? null);
  });
}

function drawWhiskers(
  plot: uPlot,
  theme: CanvasTheme,
  { points }: ChartModel,
  series: number,
  intervals: readonly (Interval | null)[],
): void {
  const { ctx, scales } = plot;
  const vertical = scales.x!.ori === 0;
  const layout = { step: usualStep(points.x, 1), count: points.series.length, partialFrom: 0, base: undefined };
  ctx.save();
  ctx.strokeStyle = theme.text;
  ctx.lineWidth = devicePixelRatio;
  ctx.beginPath();
  intervals.forEach((interval, index) => {
    const rect = interval && barRect(plot, series + 1, index, layout);
    const at = points.x[index]!;
    if (!rect || at < scales.x!.min! || at > scales.x!.max!) return;
    const breadth = vertical ? rect.width : rect.height;
    const middle = vertical ? rect.x + rect.width / 2 : rect.y + rect.height / 2;
    const cap = Math.min(CAP * devicePixelRatio, breadth / 2);
    const [low, high] = [interval.low, interval.high].map((value) => plot.valToPos(value, 'y', true)) as [
      number,
      number,
    ];
    const line = (x1: number, y1: number, x2: number, y2: number) => {
      ctx.moveTo(...(vertical ? ([x1, y1] as const) : ([y1, x1] as const)));
      ctx.lineTo(...(vertical ? ([x2, y2] as const) : ([y2, x2] as const)));
    };
    line(middle, low, middle, high);
    for (const end of [low, high]) line(middle - cap, end, middle + cap, end);
  });
  ctx.stroke();
  ctx.restore();
}

/** Fills the area between the ends of the intervals, apart on both sides of points without one. */
function drawBand(
  plot: uPlot,
  theme: CanvasTheme,
  { points }: ChartModel,
  series: number,
  intervals: readonly (Interval | null)[],
): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.fillStyle = theme.series[colorOf(series)]!;
  ctx.globalAlpha = 0.16;
  const left = (index: number) => plot.valToPos(points.x[index]!, 'x', true);
  const top = (value: number) => plot.valToPos(value, 'y', true);
  for (let first = 0; first < intervals.length; first++) {
    let last = first - 1;
    while (intervals[last + 1]) last++;
    if (last < first) continue;
    ctx.beginPath();
    for (let i = first; i <= last; i++) ctx.lineTo(left(i), top(intervals[i]!.high));
    for (let i = last; i >= first; i--) ctx.lineTo(left(i), top(intervals[i]!.low));
    // A single point has a stroke for a band.
    if (first === last)
      ctx.rect(
        left(first) - 1,
        top(intervals[first]!.high),
        3,
        top(intervals[first]!.low) - top(intervals[first]!.high),
      );
    ctx.fill();
    first = last;
  }
  ctx.restore();
}
