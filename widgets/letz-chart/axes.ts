import type uPlot from 'uplot';
import { cutToWidth } from '../core/visual/graphemes.ts';
import type { CanvasTheme } from './canvas-theme.ts';
import type { ChartSpec, Layout } from './chart-spec.ts';
import { usualStep } from './spacing.ts';
import { categoryTicks, numberTicks, valueTicks } from './ticks.ts';
import { formatTicks, offsetOf, type TimeTicks, timeTicks } from './time-ticks.ts';

const DAY = 86_400_000;
const FONT_SIZE = 11;
/** Height and width that a label needs, in CSS pixels. */
const LINE_HEIGHT = 18;
const LABEL_WIDTH = 62;
const LABEL_GAP = 8;
/** Height of an axis below the plot. */
const AXIS_HEIGHT = 26;
/** Distances between the ticks of a value axis, in CSS pixels. */
const VERTICAL_SPACE = 44;
const HORIZONTAL_SPACE = 56;

const fontOf = ({ font }: CanvasTheme) => `${FONT_SIZE}px ${font}`;

/** Greatest width of some texts, in CSS pixels. */
function widest({ ctx }: uPlot, theme: CanvasTheme, texts: readonly unknown[]): number {
  // When uPlot first measures an axis, it has not set its font yet.
  const { font } = ctx;
  ctx.font = fontOf(theme);
  const width = texts.reduce<number>((most, text) => Math.max(most, ctx.measureText(String(text)).width), 0);
  ctx.font = font;
  return width;
}

/** Members of a uPlot axis that its types lack. */
interface AxisInternals {
  _values?: string[] | null;
  _size?: number;
}

/** Padding beside the plot, so that half of the first or last label below it fits. The other axis is at its `start`. */
export const paddingBeside =
  ({ horizontal, theme }: Layout, least: number, start: boolean): uPlot.PaddingSide =>
  (plot) => {
    const [below, beside] = (horizontal ? plot.axes.toReversed() : plot.axes) as [AxisInternals, AxisInternals];
    const half = Math.ceil(widest(plot, theme, below._values ?? []) / 2) + 2;
    return Math.max(least, half - ((start && beside._size) || 0));
  };

/** One step that fits every range: ticks are our own, and uPlot labels none at steps below 5 of unknown decimals. */
const anyStep: uPlot.Axis.Incrs = (_plot, _axis, min, max) => [Math.max(5, max - min)];

/** Number of ticks of the value axis that there is room for. */
export const valueTickCount = ({ width, height }: uPlot, { horizontal }: Layout): number =>
  Math.max(2, Math.floor(horizontal ? width / HORIZONTAL_SPACE : (height - AXIS_HEIGHT) / VERTICAL_SPACE));

/** Axis of dates, categories or numbers: a few labels and a baseline, no grid. */
export function xAxis(spec: ChartSpec, { horizontal, theme }: Layout): uPlot.Axis {
  const { points, locale } = spec;
  const { kind, labels } = points;
  const offset = spec.tz === 'UTC' ? () => 0 : offsetOf(spec.tz);
  const finest = usualStep(points.x, kind === 'date' ? DAY : 1);
  let texts: string[] = [];

  /** As many ticks as fit side by side: labels of far years are wide. */
  const timeTicksThatFit = (plot: uPlot, min: number, max: number, most: number): TimeTicks => {
    const width = plot.bbox.width / devicePixelRatio;
    for (let count = most; ; count--) {
      const ticks = timeTicks(min, max, count, offset, finest);
      texts = formatTicks(ticks, locale, offset);
      const spacing = (width * minDistance(ticks.at)) / Math.max(1, max - min);
      if (count <= 2 || spacing >= widest(plot, theme, texts) + LABEL_GAP) return ticks;
    }
  };

  return {
    side: horizontal ? (theme.rtl ? 1 : 3) : 2,
    stroke: theme.muted,
    font: fontOf(theme),
    grid: { show: false },
    ticks: { show: false },
    border: { show: !horizontal, stroke: theme.grid, width: 1 },
    gap: 8,
    space: 1,
    incrs: anyStep,
    splits: (plot, _axis, min, max) => {
      const room = horizontal ? plot.bbox.height / LINE_HEIGHT : plot.bbox.width / LABEL_WIDTH;
      const most = Math.max(2, Math.floor(room / devicePixelRatio));
      if (kind === 'category') return categoryTicks(labels.length, most, Math.ceil(min), Math.floor(max));
      if (kind === 'number') return numberTicks(min, max, most);
      return timeTicksThatFit(plot, min, max, most).at;
    },
    values: (plot, ticks) => {
      if (kind === 'date' || kind === 'timestamp') return texts;
      if (kind === 'number') return ticks.map(spec.formatX);
      const room = horizontal ? plot.width * 0.4 : plot.bbox.width / devicePixelRatio / ticks.length - LABEL_GAP;
      return ticks.map((tick) => cutToWidth(labels[tick] ?? '', room, (text) => widest(plot, theme, [text])));
    },
    size: horizontal ? (plot, values) => widest(plot, theme, values ?? []) + 12 : AXIS_HEIGHT,
  };
}

function minDistance(at: readonly number[]): number {
  let distance = Number.POSITIVE_INFINITY;
  for (let index = 1; index < at.length; index++) distance = Math.min(distance, at[index]! - at[index - 1]!);
  return distance;
}

/** Axis of values: a grid line at each of a few round values. */
export function yAxis({ whole, axis, list, formatValue }: ChartSpec, layout: Layout): uPlot.Axis {
  const { horizontal, theme } = layout;
  return {
    // The bars of a list have their values beside them.
    show: !list,
    side: horizontal ? 2 : theme.rtl ? 1 : 3,
    stroke: theme.muted,
    font: fontOf(theme),
    grid: { stroke: theme.grid, width: 1 },
    ticks: { show: false },
    gap: 8,
    incrs: anyStep,
    splits: (plot, _axis, min, max) => {
      const most = valueTickCount(plot, layout);
      return axis ? axis.ticks(min, max, most) : valueTicks(min, max, most, whole);
    },
    // uPlot leaves out labels of a logarithmic axis.
    ...(axis && { filter: (_plot: uPlot, ticks: number[]) => ticks }),
    values: (_plot, ticks) => ticks.map(formatValue),
    size: horizontal ? AXIS_HEIGHT : (plot, values) => widest(plot, theme, values ?? []) + 12,
  };
}

/** Copies the axis below horizontal bars to a canvas that stays in view while the bars are scrolled. */
export function copyAxis({ root, ctx: { canvas } }: uPlot): void {
  const axis = root.querySelector<HTMLCanvasElement>(':scope > canvas') ?? document.createElement('canvas');
  const height = AXIS_HEIGHT * devicePixelRatio;
  Object.assign(axis, { width: canvas.width, height });
  axis.getContext('2d')!.drawImage(canvas, 0, height - canvas.height);
  root.append(axis);
}
