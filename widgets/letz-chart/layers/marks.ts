import type uPlot from 'uplot';
import { warn } from '../../core/element/warn.ts';
import { fill } from '../../core/format/translations.ts';
import { formatValue, knownZone } from '../../core/format/values.ts';
import { cutToWidth } from '../../core/visual/graphemes.ts';
import { truncationText } from '../../core/visual/truncation.ts';
import type { CanvasTheme } from '../canvas-theme.ts';
import type { ChartModel } from '../model.ts';
import { isTime } from '../points.ts';
import { usualStep } from '../spacing.ts';
import { offsetOf } from '../time-ticks.ts';
import { toTime, valuesOf } from '../values.ts';
import { labelFont, writeLabel } from './draw.ts';
import type { Layer } from './layer.ts';
import type { Texts } from './texts/en.ts';

const DAY = 86_400_000;
/** Number of marks in the sentence. */
const MAX_MARKS = 5;
/** Greatest width of a label on the picture, in CSS pixels. */
const LABEL_WIDTH = 120;

/** Event on the time axis. */
interface Mark {
  /** Positions on the x axis, in order; equal for a moment. */
  from: number;
  to: number;
  label: string;
  /** Label with its time or period. */
  text: string;
}

/** Marks of a query on a time axis: lines at moments and shaded periods, with labels. */
export function marksLayer(model: ChartModel, texts: Texts): Layer | undefined {
  const { points, view } = model;
  const { marksData: data, marks: name } = view;
  if (!data || !isTime(points)) return undefined;
  if (data instanceof Error) return { notes: [texts.marksFailed] };
  const all = marksOf(model);
  if (!all) {
    warn(
      'letz-chart',
      'marks',
      name ?? data.query,
      'a query with a date or timestamp, optionally a second one, and a text',
    );
    return undefined;
  }
  const step = usualStep(points.x, DAY);
  const ends = [points.x[0]!, points.x.at(-1)! + step] as const;
  const marks = all.filter(({ from, to }) => to >= ends[0] && from < ends[1]);
  const truncation = truncationText(data, view.formats, model.texts);
  const notes = truncation ? [`${texts.marks}: ${truncation}`] : [];
  if (!marks.length) return { notes };
  const at = marksByPoint(marks, points.x, step);
  const more = marks.length - MAX_MARKS;
  const named = marks.slice(0, MAX_MARKS).map(({ text }) => text);
  if (more > 0) named.push(fill(texts.moreMarks, view.formats.number(more)));
  return {
    notes,
    sentence: [fill(texts.marksOf, named.join(', '))],
    events: (index) => (at.get(index) ?? []).map(({ text }) => text),
    columns: [
      {
        title: texts.marks,
        numeric: false,
        cell: (index) => (at.get(index) ?? []).map(({ label }) => label).join(', '),
      },
    ],
    drawBelow: (plot, theme) => drawPeriods(plot, theme, marks),
    drawAbove: (plot, theme) => drawMoments(plot, theme, marks),
  };
}

/** Marks of a result in order: its first date or timestamp, a second one as their end, its first text. Null without them. */
function marksOf({ points, view }: ChartModel): Mark[] | null {
  const data = view.marksData;
  if (!data || data instanceof Error) return null;
  const { columns } = data;
  const values = valuesOf(data);
  const times = [...columns.keys()].filter((index) => ['date', 'timestamp'].includes(columns[index]!.type));
  const text = columns.findIndex(({ type }) => type === 'text');
  const [from, to] = times;
  if (from === undefined || text < 0) return null;
  const tz = String(view.data.params.tz ?? view.formats.tz);
  const offset = offsetOf(knownZone(tz));
  /** Position of a moment: axes of days and of local times show the clock of the zone. */
  const position = (value: string, time: number) => {
    const isMoment = value.endsWith('Z');
    if (isMoment) return points.zoned ? time : time + offset(time);
    return points.zoned ? time - offset(time) : time;
  };
  return Array.from({ length: data.rowCount }, (_, row): Mark | null => {
    const start = values[from]![row] ?? null;
    const time = toTime(start);
    if (time === null) return null;
    const end = to === undefined ? null : (values[to]![row] ?? null);
    const endTime = toTime(end);
    const label = String(values[text]![row] ?? '');
    const first = position(String(start), time);
    const last = endTime === null ? first : position(String(end), endTime);
    const period = [formatValue(view.formats, start, columns[from]!)];
    if (endTime !== null && end !== start) period.push(formatValue(view.formats, end, columns[to!]!));
    return { from: first, to: Math.max(first, last), label, text: `${label} (${period.join(' – ')})` };
  })
    .filter((mark) => mark !== null)
    .sort((a, b) => a.from - b.from);
}

/** Marks by the point in whose period they fall. */
function marksByPoint(marks: readonly Mark[], x: readonly number[], step: number): Map<number, Mark[]> {
  const found = new Map<number, Mark[]>();
  for (const mark of marks) {
    for (let index = firstAfter(x, mark.from - step); index < x.length && x[index]! <= mark.to; index++) {
      found.set(index, [...(found.get(index) ?? []), mark]);
    }
  }
  return found;
}

/** Index of the first value above a time, by binary search. */
function firstAfter(x: readonly number[], time: number): number {
  let [low, high] = [0, x.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (x[middle]! > time) high = middle;
    else low = middle + 1;
  }
  return low;
}

function clip({ ctx, bbox }: uPlot): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
}

function drawPeriods(plot: uPlot, theme: CanvasTheme, marks: readonly Mark[]): void {
  const { ctx, bbox } = plot;
  clip(plot);
  ctx.fillStyle = theme.muted;
  ctx.globalAlpha = 0.14;
  for (const { from, to } of marks) {
    if (from === to) continue;
    const [a, b] = [from, to].map((time) => plot.valToPos(time, 'x', true)) as [number, number];
    ctx.fillRect(Math.min(a, b), bbox.top, Math.max(1, Math.abs(b - a)), bbox.height);
  }
  ctx.restore();
}

/** Draws the starts of all marks as lines, with the labels that have room. */
function drawMoments(plot: uPlot, theme: CanvasTheme, marks: readonly Mark[]): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const gap = 4 * ratio;
  clip(plot);
  ctx.font = labelFont(theme);
  ctx.textBaseline = 'top';
  const sign = theme.rtl ? -1 : 1;
  const positions = marks.map(({ from }) => Math.round(plot.valToPos(from, 'x', true)));
  const [start, end] = theme.rtl ? [bbox.left + bbox.width, bbox.left] : [bbox.left, bbox.left + bbox.width];
  /** Ends of the labels that are written. */
  const taken: [number, number][] = [];
  marks.forEach(({ label }, index) => {
    const at = positions[index]!;
    if (at < bbox.left || at > bbox.left + bbox.width) return;
    ctx.strokeStyle = theme.text;
    ctx.lineWidth = ratio;
    ctx.setLineDash([1, 2].map((length) => length * ratio));
    ctx.beginPath();
    ctx.moveTo(at, bbox.top);
    ctx.lineTo(at, bbox.top + bbox.height);
    ctx.stroke();
    if (!label) return;
    // Up to the next mark, or if that is too near, back to the one before.
    const after = Math.abs((positions[index + 1] ?? end) - at) - 2 * gap;
    const before = Math.abs(at - (positions[index - 1] ?? start)) - 2 * gap;
    const width = Math.min(ctx.measureText(label).width, LABEL_WIDTH * ratio);
    const isAfter = width <= after || after >= before;
    const room = Math.min(isAfter ? after : before, LABEL_WIDTH * ratio);
    if (room < 3 * gap) return;
    const side = isAfter ? sign : -sign;
    ctx.textAlign = side > 0 ? 'left' : 'right';
    const text = cutToWidth(label, room, (each) => ctx.measureText(each).width);
    const [near, far] = [at + side * gap, at + side * (gap + ctx.measureText(text).width)];
    const [low, high] = [Math.min(near, far), Math.max(near, far)];
    // A label that runs back may meet that of the mark before; pointer and keyboard reach both.
    if (taken.some(([from, to]) => low < to + gap && high > from - gap)) return;
    taken.push([low, high]);
    writeLabel(ctx, theme, text, at + side * gap, bbox.top + 1);
  });
  ctx.restore();
}
