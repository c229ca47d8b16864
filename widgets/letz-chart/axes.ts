import type uPlot from 'uplot';
import type { Drawing, Setting } from './drawing.ts';
import type { Look } from './look.ts';
import { categoryTicks, numberTicks, type Offset, offsetOf, type TickUnit, timeTicks } from './scales.ts';

const FONT_SIZE = 11;
/** Heights and widths that a label needs, in CSS pixels. */
const LINE = 18;
const LABEL = 62;
const GAP = 8;
/** Room below the plot for its labels. */
const BELOW = 26;
const WHOLE_STEPS = Array.from({ length: 22 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat();

const TIME_FORMATS: Record<TickUnit, Intl.DateTimeFormatOptions> = {
  minute: { hour: 'numeric', minute: '2-digit' },
  hour: { hour: 'numeric', minute: '2-digit' },
  day: { day: 'numeric', month: 'short' },
  month: { month: 'short' },
  year: { year: 'numeric' },
};

const fontOf = ({ font }: Look) => `${FONT_SIZE}px ${font}`;

/** The width of the widest of some texts, in CSS pixels. */
function widest({ ctx }: uPlot, look: Look, texts: readonly unknown[]): number {
  // When uPlot first asks for a size, it has not set the axis' font yet.
  const { font } = ctx;
  ctx.font = fontOf(look);
  const width = Math.max(0, ...texts.map((text) => ctx.measureText(String(text)).width));
  ctx.font = font;
  return width;
}

function shorten(plot: uPlot, look: Look, text: string, room: number): string {
  if (widest(plot, look, [text]) <= room) return text;
  let end = text.length;
  while (end > 1 && widest(plot, look, [`${text.slice(0, end)}…`]) > room) end--;
  return `${text.slice(0, end).trimEnd()}…`;
}

/** Ticks are written as the wall clock of the zone: the offset has been added, so `UTC` leaves them alone. */
function writeTimes(locale: string, offset: Offset, ticks: readonly number[], unit: TickUnit): string[] {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  const own = format(TIME_FORMATS[unit]);
  const larger = format(unit === 'month' ? TIME_FORMATS.year : TIME_FORMATS.day);
  return ticks.map((tick) => {
    const wall = new Date(tick + offset(tick));
    const begins =
      unit === 'month'
        ? wall.getUTCMonth() === 0
        : (unit === 'hour' || unit === 'minute') && wall.getUTCHours() + wall.getUTCMinutes() === 0;
    return (begins ? larger : own).format(wall);
  });
}

/** What uPlot works out of an axis, and its types don't tell. */
interface LaidOut {
  _values?: string[] | null;
  _size?: number;
}

/** Room beside the plot: the labels below it stand out by half of their width. The other axis is at its `start`. */
export const roomBeside =
  ({ horizontal, look }: Setting, least: number, start: boolean): uPlot.PaddingSide =>
  (plot) => {
    const [below, beside] = (horizontal ? plot.axes.toReversed() : plot.axes) as [LaidOut, LaidOut];
    const half = Math.ceil(widest(plot, look, below._values ?? []) / 2) + 2;
    return Math.max(least, half - ((start && beside._size) || 0));
  };

/** Days, categories or numbers: a few labels, no grid, a hairline to stand on. */
export function xAxis(drawing: Drawing, { horizontal, look }: Setting): uPlot.Axis {
  const { points } = drawing;
  const { kind, labels } = points;
  const offset = drawing.tz === 'UTC' ? () => 0 : offsetOf(drawing.tz);
  let unit: TickUnit = 'day';
  return {
    side: horizontal ? (look.rtl ? 1 : 3) : 2,
    stroke: look.muted,
    font: fontOf(look),
    grid: { show: false },
    ticks: { show: false },
    border: { show: !horizontal, stroke: look.grid, width: 1 },
    gap: 8,
    space: 1,
    // One step that always fits. uPlot writes nothing at one below 5 whose decimals it doesn't know.
    incrs: (_plot, _axis, min, max) => [Math.max(5, max - min)],
    splits: (plot, _axis, min, max) => {
      const room = (horizontal ? plot.bbox.height / LINE : plot.bbox.width / LABEL) / devicePixelRatio;
      const most = Math.max(2, Math.floor(room));
      if (kind === 'category') return categoryTicks(labels.length, most, Math.ceil(min), Math.floor(max));
      if (kind === 'number') return numberTicks(min, max, most);
      const ticks = timeTicks(min, max, most, offset, kind === 'date' ? 'day' : 'minute');
      unit = ticks.unit;
      return ticks.at;
    },
    values: (plot, ticks) => {
      if (kind === 'date' || kind === 'timestamp') return writeTimes(drawing.locale, offset, ticks, unit);
      if (kind === 'number') return ticks.map(drawing.formatValue);
      const room = horizontal ? plot.width * 0.4 : plot.bbox.width / devicePixelRatio / ticks.length - GAP;
      return ticks.map((tick) => shorten(plot, look, labels[tick] ?? '', room));
    },
    size: horizontal ? (plot, texts) => widest(plot, look, texts ?? []) + 12 : BELOW,
  };
}

/** Values: a hairline for each of a few round ones. */
export function yAxis({ whole, formatValue }: Drawing, { horizontal, look }: Setting): uPlot.Axis {
  return {
    side: horizontal ? 2 : look.rtl ? 1 : 3,
    stroke: look.muted,
    font: fontOf(look),
    grid: { stroke: look.grid, width: 1 },
    ticks: { show: false },
    gap: 8,
    space: horizontal ? 56 : 44,
    ...(whole && { incrs: WHOLE_STEPS }),
    values: (_plot, ticks) => ticks.map(formatValue),
    size: horizontal ? BELOW : (plot, texts) => widest(plot, look, texts ?? []) + 12,
  };
}

/** A copy of the axis below bars that lie, which stays in sight while they are scrolled. */
export function keepAxis({ root, ctx: { canvas } }: uPlot): void {
  const axis = root.querySelector<HTMLCanvasElement>(':scope > canvas') ?? document.createElement('canvas');
  const height = BELOW * devicePixelRatio;
  Object.assign(axis, { width: canvas.width, height });
  axis.getContext('2d')!.drawImage(canvas, 0, height - canvas.height);
  root.append(axis);
}
