import type uPlot from 'uplot';
import { roomBeside, xAxis, yAxis } from './axes.ts';
import type { Drawing, Setting } from './drawing.ts';
import { colorOf, dashOf, strengthOf } from './keys.ts';
import type { Look } from './look.ts';
import { barPaths, drawPartial, isolated, linePaths, smallestStep } from './marks.ts';
import { valueRange } from './scales.ts';

/** From where the pointer is to the nearest point. */
const toPoint = (plot: uPlot, left: number): number => plot.valToPos(plot.data[0][plot.posToIdx(left)] ?? 0, 'x');

const DAY = 86_400_000;
/** Points from which on a thin line is drawn: it is quicker, and a broad one hides what moves. */
const DENSE = 1000;

/** What uPlot is told, but for its size and what is done when the cursor moves. */
export function optionsFor(drawing: Drawing, setting: Setting): Omit<uPlot.Options, 'width' | 'height'> {
  const { points, type } = drawing;
  const { horizontal, look, tiny } = setting;
  const { rtl } = look;
  const bars = type === 'bars';
  const usual = points.kind === 'date' || points.kind === 'timestamp' ? DAY : 1;
  const step = bars ? smallestStep(points.x, usual) : usual;
  const half = step / 2;
  // Bars and the names of categories are as wide as their place.
  const apart = bars || points.kind === 'category';
  // Names of categories keep to their own place.
  const ownPlace = points.kind === 'category' && !horizontal;
  const start = ownPlace ? 6 : roomBeside(setting, 6, true);
  const end = ownPlace ? 14 : roomBeside(setting, 14, false);
  return {
    padding: tiny ? [4, 4, 4, 4] : rtl ? [10, start, 0, end] : [10, end, 0, start],
    legend: { show: false },
    axes: tiny ? [{ show: false }, { show: false }] : [xAxis(drawing, setting), yAxis(drawing, setting)],
    series: [{}, ...points.series.map((_, index) => seriesOptions(drawing, look, index, step))],
    scales: {
      x: {
        time: false,
        ori: horizontal ? 1 : 0,
        dir: horizontal || rtl ? -1 : 1,
        range: (_plot, min, max) => {
          // Around a single point, uPlot would show a range of its own.
          const [low, high] = points.x.length > 1 ? [min, max] : [points.x[0]!, points.x[0]!];
          if (!apart && low !== high) return [low, high];
          // Below the last bar that lies there is an edge that fades.
          return [low - half, high + half + (horizontal ? 0.5 : 0)];
        },
      },
      y: {
        ori: horizontal ? 0 : 1,
        dir: horizontal && rtl ? -1 : 1,
        range: (_plot, min, max) => valueRange(min, max, type !== 'line'),
      },
    },
    cursor: {
      x: !bars,
      y: false,
      dataIdx: (_plot, _series, index) => index,
      // The crosshair stands on the point that the tooltip is about.
      ...(!horizontal && { move: (plot, left, top) => [left < 0 ? left : toPoint(plot, left), top] }),
      points: { ...(bars && { show: false }), size: 12, width: 2, stroke: () => look.surface },
      // The chart tells a click from a drag itself.
      drag: { x: !horizontal, y: false, setScale: false, dist: 6, click: () => {} },
    },
    hooks: {
      drawSeries: [
        (plot, series) =>
          drawPartial(plot, series, points, look.series[colorOf(series - 1)]!, look.surface, bars ? step : undefined),
      ],
    },
  };
}

function seriesOptions({ points, type, hidden }: Drawing, look: Look, index: number, step: number): uPlot.Series {
  const { name, values, gaps } = points.series[index]!;
  const stroke = look.series[colorOf(index)]!;
  const shared = { show: !hidden.has(name), stroke };
  if (type === 'bars') {
    const fill = `color-mix(in srgb, ${stroke} ${strengthOf(index)}%, ${look.surface})`;
    return { ...shared, fill, width: 0, paths: barPaths(points, step), points: { show: false } };
  }
  const alone = gaps || points.partialFrom < 2 ? isolated(values, points.partialFrom) : [];
  return {
    ...shared,
    width: points.x.length > DENSE ? 1 : 2,
    dash: [...dashOf(index, look.dashed)],
    paths: linePaths(points),
    ...(type === 'area' && { fill: `color-mix(in srgb, ${stroke} 14%, transparent)` }),
    points: { show: false, filter: () => (alone.length ? alone : null), size: 6, width: 0, fill: stroke },
  };
}
