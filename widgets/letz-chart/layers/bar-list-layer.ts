import type uPlot from 'uplot';
import { isAmount, isPercent } from '../../core/format/column-roles.ts';
import type { CanvasTheme } from '../canvas-theme.ts';
import type { ChartModel } from '../model.ts';
import { rowOf } from '../points.ts';
import { labelFont, writeLabel } from './draw.ts';
import type { Layer } from './layer.ts';
import { shareText } from './stack.ts';

/** Length of the value axis, in lengths of the longest bar. */
const ROOM = 1.25;

/** Number of values in the sentence. */
const IN_SENTENCE = 3;

/** Value and share beside each bar of a list. A truncated result has no known total, so no shares. */
export function barListLayer(model: ChartModel): Layer {
  const { points, columns, view, labels } = model;
  const values = points.series[0]!.values;
  const column = columns[0]!;
  const addsUp = isAmount(column) && !isPercent(column) && values.every((value) => value === null || value >= 0);
  const total = values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  const hasShares = addsUp && total > 0 && !view.data.truncated;
  const share = (index: number) => {
    const value = values[index] ?? null;
    return value === null || !hasShares ? '' : shareText(model, value / total);
  };
  const texts = values.map((_, index) => labels.y(0, index) + (share(index) && ` (${share(index)})`));
  // The sum of all others has no bar, which would be longer than those of single values.
  const drawn = values.map((value, index) => (rowOf(points, index) < 0 ? null : value));
  const greatest = drawn.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
  const named = (index: number) => `${labels.x(index)} ${texts[index]}`;
  const last = points.x.length - 1;
  const hasOthers = rowOf(points, last) < 0;
  const listed = [...points.x.keys()].filter((index) => index < IN_SENTENCE || (hasOthers && index === last));
  return {
    values: [drawn],
    // Room for the text beside the longest bar.
    extent: [greatest * ROOM],
    summary: listed.map(named),
    qualifier: (_series, index) => share(index),
    drawAbove: (plot, theme) => {
      texts.forEach((text, index) => {
        if (values[index] !== null) writeValue(plot, theme, text, drawn[index] ?? 0, index);
      });
    },
  };
}

/** Writes a text beside the end of a horizontal bar, or inside if there is no room. */
function writeValue(plot: uPlot, theme: CanvasTheme, text: string, value: number, index: number): void {
  const { ctx, bbox } = plot;
  const gap = 6 * devicePixelRatio;
  const end = plot.valToPos(value, 'y', true);
  const middle = plot.valToPos(index, 'x', true);
  ctx.save();
  ctx.font = labelFont(theme);
  ctx.textBaseline = 'middle';
  const width = ctx.measureText(text).width + gap;
  const fits = theme.rtl ? end - width > bbox.left : end + width < bbox.left + bbox.width;
  ctx.textAlign = fits === theme.rtl ? 'right' : 'left';
  const at = ctx.textAlign === 'left' ? end + gap : end - gap;
  if (fits) writeLabel(ctx, theme, text, at, middle);
  else {
    ctx.fillStyle = theme.surface;
    ctx.fillText(text, at, middle);
  }
  ctx.restore();
}
