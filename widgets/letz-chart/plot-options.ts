import type uPlot from 'uplot';
import { paddingBeside, valueTickCount, xAxis, yAxis } from './axes.ts';
import { barPaths, drawPartialBar } from './bars.ts';
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

/** uPlot's options, without size and events. */
export function plotOptions(spec: ChartSpec, layout: Layout): Omit<uPlot.Options, 'width' | 'height'> {
  const { points, type } = spec;
  const { horizontal, theme, tiny } = layout;
  const { rtl } = theme;
  const bars = type === 'bars';
  const step = usualStep(points.x, isTime(points) ? DAY : 1);
  const breaks = isTime(points) && !bars ? gapsBefore(points.x, step) : new Set<number>();
  // A category's label stays within its own width.
  const ownWidth = points.kind === 'category' && !horizontal;
  const start = ownWidth ? 6 : paddingBeside(layout, 6, true);
  const end = ownWidth ? 14 : paddingBeside(layout, 14, false);
  return {
    padding: tiny ? [4, 4, 4, 4] : rtl ? [10, start, 0, end] : [10, end, 0, start],
    legend: { show: false },
    axes: tiny ? [{ show: false }, { show: false }] : [xAxis(spec, layout), yAxis(spec, layout)],
    series: [{}, ...points.series.map((_, index) => seriesOptions(spec, theme, index, step, breaks))],
    scales: {
      x: { time: false, ori: horizontal ? 1 : 0, dir: horizontal || rtl ? -1 : 1, range: xRange(spec, layout, step) },
      y: {
        ori: horizontal ? 0 : 1,
        dir: horizontal && rtl ? -1 : 1,
        range: (plot, min, max) => {
          const { goal = min } = spec;
          const most = valueTickCount(plot, layout);
          return valueRange(Math.min(min, goal), Math.max(max, goal), { ...spec, most });
        },
      },
    },
    cursor: cursorOptions(layout),
    hooks: {
      drawAxes: spec.goal === undefined ? [] : [(plot) => drawGoal(plot, spec.goal!, theme)],
      drawSeries: [(plot, series) => drawPartial(plot, series, spec, theme, step, breaks)],
    },
  };
}

/** Range of the x axis: half a step is added for bars and categories, which are as wide as their step. */
function xRange({ points, type }: ChartSpec, { horizontal }: Layout, step: number): uPlot.Range.Function {
  const padded = type === 'bars' || points.kind === 'category';
  return (_plot, min, max) => {
    // For a single point uPlot passes a range of its own.
    const [low, high] = points.x.length > 1 ? [min, max] : [points.x[0]!, points.x[0]!];
    if (!padded && low !== high) return [low, high];
    const half = Math.max(step / 2, Math.abs(low) * 1e-9);
    // The canvas fades out below the last horizontal bar.
    return [low - half, high + half + (horizontal ? 0.5 : 0)];
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
  { points, type, hidden }: ChartSpec,
  theme: CanvasTheme,
  index: number,
  step: number,
  breaks: ReadonlySet<number>,
): uPlot.Series {
  const { name, values, gaps } = points.series[index]!;
  const stroke = theme.series[colorOf(index)]!;
  const shared = { show: !hidden.has(name), stroke };
  if (type === 'bars') {
    const fill = `color-mix(in srgb, ${stroke} ${strengthOf(index)}%, ${theme.surface})`;
    return { ...shared, fill, width: 0, paths: barPaths(points, step), points: { show: false } };
  }
  const mayBeIsolated = gaps || breaks.size > 0 || points.partialFrom < 2;
  const isolated = mayBeIsolated ? isolatedPoints(values, points.partialFrom, breaks) : [];
  return {
    ...shared,
    width: points.x.length > DENSE ? 1 : 2,
    dash: [...dashOf(index, theme.dashed)],
    paths: linePaths(points),
    gaps: lineGaps(breaks),
    ...(type === 'area' && { fill: `color-mix(in srgb, ${stroke} 14%, transparent)` }),
    points: { show: false, filter: () => (isolated.length ? isolated : null), size: 6, width: 0, fill: stroke },
  };
}

/** Draws the partial points of a series: hatched bars, or dashed lines to hollow dots. */
function drawPartial(
  plot: uPlot,
  series: number,
  { points, type }: ChartSpec,
  theme: CanvasTheme,
  step: number,
  breaks: ReadonlySet<number>,
): void {
  const { ctx } = plot;
  const { values } = points.series[series - 1]!;
  const dot = 8 * devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(plot.bbox.left - dot, 0, plot.bbox.width + 2 * dot, ctx.canvas.height);
  ctx.clip();
  ctx.strokeStyle = theme.series[colorOf(series - 1)]!;
  for (let i = points.partialFrom; i < points.x.length; i++) {
    if (type === 'bars') drawPartialBar(plot, series, i, step);
    else drawPartialPoint(plot, points.x, values, i, theme.surface, !breaks.has(i));
  }
  ctx.restore();
}

/** Draws the goal line. */
function drawGoal(plot: uPlot, goal: number, theme: CanvasTheme): void {
  const { ctx, bbox } = plot;
  const at = Math.round(plot.valToPos(goal, 'y', true));
  ctx.save();
  ctx.strokeStyle = theme.text;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([6, 4].map((length) => length * devicePixelRatio));
  ctx.beginPath();
  if (plot.scales.y!.ori === 1) {
    ctx.moveTo(bbox.left, at);
    ctx.lineTo(bbox.left + bbox.width, at);
  } else {
    ctx.moveTo(at, bbox.top);
    ctx.lineTo(at, bbox.top + bbox.height);
  }
  ctx.stroke();
  ctx.restore();
}
