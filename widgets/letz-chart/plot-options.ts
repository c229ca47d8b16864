import type uPlot from 'uplot';
import { paddingBeside, valueTickCount, xAxis, yAxis } from './axes.ts';
import { type BarLayout, barPaths, drawPartialBar } from './bars.ts';
import type { CanvasTheme } from './canvas-theme.ts';
import type { ChartSpec, Layout } from './chart-spec.ts';
import { drawPartialPoint, isolatedPoints, lineGaps, linePaths } from './lines.ts';
import { localPointer } from './pointer.ts';
import { isTime } from './points.ts';
import { colorOf, dashOf, strengthOf } from './series-style.ts';
import { gapsBefore, usualStep } from './spacing.ts';
import { valueRange } from './value-range.ts';

const DAY = 86_400_000;
/** Number of points above which lines are thin: they are faster to draw and hide less. */
const DENSE = 1000;

/** Inputs of the drawing of series beside the specification. */
interface Spacing {
  bars: BarLayout;
  /** Indexes of points before which the series lacks some. */
  breaks: ReadonlySet<number>;
}

/** uPlot's options, without size and events. */
export function plotOptions(spec: ChartSpec, layout: Layout): Omit<uPlot.Options, 'width' | 'height'> {
  const { points, type, layers } = spec;
  const { horizontal, theme, tiny } = layout;
  const { rtl } = theme;
  const step = usualStep(points.x, isTime(points) ? DAY : 1);
  const spacing = {
    bars: barLayout(spec, step),
    breaks: isTime(points) && type !== 'bars' ? gapsBefore(points.x, step) : new Set<number>(),
  };
  // A category's label stays within its own width.
  const ownWidth = points.kind === 'category' && !horizontal;
  const start = ownWidth ? 6 : paddingBeside(layout, 6, true);
  const end = ownWidth ? 14 : paddingBeside(layout, 14, false);
  const bands = layers.flatMap(({ stack }) => stack?.bands ?? []);
  return {
    padding: tiny ? [4, 4, 4, 4] : rtl ? [10, start, 0, end] : [10, end, 0, start],
    legend: { show: false },
    axes: tiny ? [{ show: false }, { show: false }] : [xAxis(spec, layout), yAxis(spec, layout)],
    series: [
      {},
      ...points.series.map((_, index) => seriesOptions(spec, theme, index, spacing)),
      ...layers.flatMap((layer) => layer.series?.map(({ options }) => options(theme)) ?? []),
    ],
    ...(bands.length && { bands: bands.map(([upper, lower]) => ({ series: [upper, lower] })) }),
    scales: {
      x: { time: false, ori: horizontal ? 1 : 0, dir: horizontal || rtl ? -1 : 1, range: xRange(spec, layout, step) },
      y: {
        ori: horizontal ? 0 : 1,
        dir: horizontal && rtl ? -1 : 1,
        ...(spec.axis && { distr: 3 }),
        range: (plot, min, max) => yRange(spec, plot, layout, min, max),
      },
    },
    cursor: cursorOptions(layout),
    hooks: {
      drawAxes: layers.map((layer) => (plot) => layer.drawBelow?.(plot, theme)),
      drawSeries: [(plot, series) => drawPartial(plot, series, spec, theme, spacing)],
      draw: layers.map((layer) => (plot) => layer.drawAbove?.(plot, theme)),
    },
  };
}

const barLayout = ({ points, layers }: ChartSpec, step: number): BarLayout => ({
  step,
  count: points.series.length,
  partialFrom: points.partialFrom,
  base: layers.find(({ stack }) => stack)?.stack?.base,
});

/** Range of the value axis, with what the layers add. */
function yRange(spec: ChartSpec, plot: uPlot, layout: Layout, min: number, max: number): [number, number] {
  const { axis, layers } = spec;
  // Without a value uPlot passes null.
  let [low, high] = [min ?? Number.POSITIVE_INFINITY, max ?? Number.NEGATIVE_INFINITY];
  for (const value of layers.flatMap(({ extent }) => extent ?? [])) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (axis) return axis.range(low, high);
  return valueRange(low, high, { ...spec, most: valueTickCount(plot, layout) });
}

/** Range of the x axis: half a step is added for bars and categories, which are as wide as their step. */
function xRange({ points, type, span, list }: ChartSpec, { horizontal }: Layout, step: number): uPlot.Range.Function {
  const padded = type === 'bars' || points.kind === 'category';
  return (_plot, min, max) => {
    // For a single point uPlot passes a range of its own.
    let [low, high] = points.x.length > 1 ? [min, max] : [points.x[0]!, points.x[0]!];
    if (span && low === points.x[0] && high === points.x.at(-1)) [low, high] = span;
    if (!padded && low !== high) return [low, high];
    const half = Math.max(step / 2, Math.abs(low) * 1e-9);
    // The canvas fades out below the last horizontal bar.
    return [low - half, high + half + (horizontal && !list ? 0.5 : 0)];
  };
}

function cursorOptions({ horizontal, theme }: Layout): uPlot.Cursor {
  /** Position of the nearest point. */
  const snap = (plot: uPlot, at: number) => (at < 0 ? at : plot.valToPos(plot.data[0][plot.posToIdx(at)] ?? 0, 'x'));
  return {
    x: true,
    y: false,
    dataIdx: (_plot, _series, index) => index,
    move: (plot, left, top) => (horizontal ? [left, snap(plot, top)] : [snap(plot, left), top]),
    bind: { mousemove: localPointer, mousedown: localPointer, mouseup: localPointer },
    points: { size: 12, width: 2, stroke: () => theme.surface },
    // The view tells a click from a drag.
    drag: { x: !horizontal, y: false, setScale: false, dist: 6, click: () => {} },
  };
}

function seriesOptions(
  { points, values, type, hidden, layers }: ChartSpec,
  theme: CanvasTheme,
  index: number,
  { bars, breaks }: Spacing,
): uPlot.Series {
  const { name, gaps } = points.series[index]!;
  const stroke = theme.series[colorOf(index)]!;
  const shared = { show: !hidden.has(name), stroke };
  if (type === 'bars') {
    const fill = `color-mix(in srgb, ${stroke} ${strengthOf(index)}%, ${theme.surface})`;
    return { ...shared, fill, width: 0, paths: barPaths(bars), points: { show: false } };
  }
  const mayBeIsolated = gaps || breaks.size > 0 || points.partialFrom < 2;
  const isolated = mayBeIsolated ? isolatedPoints(values[index]!, points.partialFrom, breaks) : [];
  const strength = layers.some(({ stack }) => stack) ? strengthOf(index) * 0.7 : 14;
  return {
    ...shared,
    width: points.x.length > DENSE ? 1 : 2,
    dash: [...dashOf(index, theme.dashed)],
    paths: linePaths(points),
    gaps: lineGaps(breaks),
    ...(type === 'area' && { fill: `color-mix(in srgb, ${stroke} ${strength}%, transparent)` }),
    points: { show: false, filter: () => (isolated.length ? isolated : null), size: 6, width: 0, fill: stroke },
  };
}

/** Draws the partial points of a series: hatched bars, or dashed lines to hollow dots. */
function drawPartial(
  plot: uPlot,
  series: number,
  { points, values, type }: ChartSpec,
  theme: CanvasTheme,
  { bars, breaks }: Spacing,
): void {
  const { ctx } = plot;
  const drawn = values[series - 1];
  if (!drawn) return;
  const dot = 8 * devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(plot.bbox.left - dot, 0, plot.bbox.width + 2 * dot, ctx.canvas.height);
  ctx.clip();
  ctx.strokeStyle = theme.series[colorOf(series - 1)]!;
  for (let i = points.partialFrom; i < points.x.length; i++) {
    if (type === 'bars') drawPartialBar(plot, series, i, bars);
    else drawPartialPoint(plot, points.x, drawn, i, theme.surface, !breaks.has(i));
  }
  ctx.restore();
}
