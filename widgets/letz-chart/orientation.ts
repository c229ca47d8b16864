import type { ChartSpec } from './chart-spec.ts';
import type { Size } from './resize.ts';

/** Number of categories above which bars are horizontal, and the approximate width of a character of their labels. */
const MANY_BARS = 12;
const CHARACTER = 6.5;
/** Height of a horizontal bar with its gap, in a list without an axis, and the greatest height of a canvas. */
const BAR_HEIGHT = 28;
const LIST_HEIGHT = 21;
const MAX_HEIGHT = 8000;

/** True if bars are horizontal: there are many categories, or their labels are too long to stand side by side. */
export function isHorizontal({ type, points, list }: ChartSpec, { width }: Size): boolean {
  const { kind, labels } = points;
  if (list) return true;
  if (type !== 'bars' || kind !== 'category' || labels.length < 2) return false;
  const longest = labels.reduce((length, label) => Math.max(length, label.length), 0);
  return labels.length > MANY_BARS || longest * CHARACTER > (width - 40) / labels.length;
}

/** Size of the drawing in a box, in whole pixels. Horizontal bars may be higher than the box, which scrolls. */
export function drawingSize({ points, list }: ChartSpec, { width, height }: Size, horizontal: boolean): Size {
  const bars = !horizontal ? 0 : list ? points.x.length * LIST_HEIGHT : (points.x.length + 1) * BAR_HEIGHT;
  return { width: Math.floor(width), height: Math.floor(Math.max(height, Math.min(MAX_HEIGHT, bars))) };
}
