import type uPlot from 'uplot';
import { fill } from '../../core/format/translations.ts';
import { attributeError } from '../../core/visual/attribute-error.ts';
import type { CanvasTheme } from '../canvas-theme.ts';
import type { ChartModel } from '../model.ts';
import { labelFont, writeLabel } from './draw.ts';
import type { Layer } from './layer.ts';
import { shareText } from './stack.ts';
import type { Texts } from './texts/en.ts';

interface Line {
  value: number;
  /** Text of the line in notes and sentence. */
  text: string;
  /** Text on the picture; blank for none. */
  label: string;
  /** Dash pattern in CSS pixels. */
  dash: readonly number[];
}

const GOAL = [6, 4];
const THRESHOLD = [2, 3];

/** Numbers with optional names, such as `400 limit, 500 alarm`. @throws {GatewayError} for anything else */
function parseThresholds(list: string): { value: number; name: string }[] {
  return list.split(',').map((part) => {
    const [, number, name = ''] = /^\s*([-+]?[\d.]+(?:e[-+]?\d+)?)(?:\s+(.*?))?\s*$/i.exec(part) ?? [];
    const value = Number(number);
    if (number !== undefined && Number.isFinite(value)) return { value, name };
    const advice = 'is not a list of numbers. Allowed: numbers with names, such as 400 limit, 500 alarm.';
    throw attributeError('letz-chart', 'thresholds', list, advice);
  });
}

/** Dashed lines across the picture: the goal, and thresholds with their names. @throws {GatewayError} for wrong values */
export function referenceLayer(model: ChartModel, texts: Texts): Layer | undefined {
  const { view, labels } = model;
  const { goal, thresholds } = view;
  if (goal === undefined && !thresholds) return undefined;
  if (Number.isNaN(goal)) {
    throw attributeError('letz-chart', 'goal', 'NaN', 'is not a number. Allowed: a number such as 500.');
  }
  const text =
    view.stack === 'percent' ? (value: number) => shareText(model, value / 100) : (value: number) => labels.tick(value);
  const lines: Line[] = [];
  if (goal !== undefined) lines.push({ value: goal, text: fill(model.texts.goal, text(goal)), label: '', dash: GOAL });
  for (const { value, name } of thresholds ? parseThresholds(thresholds) : []) {
    const named = name ? `${name} ${text(value)}` : fill(texts.threshold, text(value));
    lines.push({ value, text: named, label: name || text(value), dash: THRESHOLD });
  }
  // A logarithmic axis has no place for the others.
  const drawn = view.scale === 'log' ? lines.filter(({ value }) => value > 0) : lines;
  return {
    extent: drawn.map(({ value }) => value),
    notes: lines.map((line) => line.text),
    sentence: lines.map((line) => (line.dash === THRESHOLD ? aboveText(model, line, texts) : line.text)),
    drawBelow: (plot, theme) => {
      for (const line of drawn) drawLine(plot, theme, line);
    },
    drawAbove: (plot, theme) => {
      for (const { label, value } of drawn) if (label) writeBeside(plot, theme, label, value);
    },
  };
}

/** `3 of 30 above alarm 500`; of several series only the threshold. */
function aboveText({ points, drawn, view }: ChartModel, { value, text }: Line, texts: Texts): string {
  const [first, second] = drawn;
  if (first === undefined || second !== undefined || view.stack === 'percent') return text;
  const values = points.series[first]!.values.filter((each) => each !== null);
  const above = values.filter((each) => each > value).length;
  return fill(texts.above, view.formats.number(above), view.formats.number(values.length), text);
}

function drawLine(plot: uPlot, theme: CanvasTheme, { value, dash }: Line): void {
  const { ctx, bbox } = plot;
  const at = Math.round(plot.valToPos(value, 'y', true));
  ctx.save();
  ctx.strokeStyle = theme.text;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash(dash.map((length) => length * devicePixelRatio));
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

/** Writes the name of a threshold at the start of its line. */
function writeBeside(plot: uPlot, theme: CanvasTheme, label: string, value: number): void {
  const { ctx, bbox } = plot;
  const gap = 3 * devicePixelRatio;
  const at = plot.valToPos(value, 'y', true);
  ctx.save();
  ctx.font = labelFont(theme);
  if (plot.scales.y!.ori === 1) {
    ctx.textBaseline = 'bottom';
    ctx.textAlign = theme.rtl ? 'right' : 'left';
    writeLabel(ctx, theme, label, theme.rtl ? bbox.left + bbox.width - gap : bbox.left + gap, at - gap / 2);
  } else {
    ctx.textBaseline = 'top';
    ctx.textAlign = at > bbox.left + bbox.width / 2 ? 'right' : 'left';
    writeLabel(ctx, theme, label, ctx.textAlign === 'right' ? at - gap : at + gap, bbox.top);
  }
  ctx.restore();
}
