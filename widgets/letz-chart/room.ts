import type { Drawing } from './drawing.ts';

/** In CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Categories from which on bars lie, and the width of a letter of their names, roughly. */
const MANY_BARS = 12;
const LETTER = 6.5;
/** Height of a bar that lies, with the space to the next, and the highest canvas. */
const LYING_BAR = 28;
const HIGHEST = 8000;

/** Whether bars lie, because categories are many or their names too long to stand below them. */
export function liesBetter({ type, points }: Drawing, { width }: Size): boolean {
  const { kind, labels } = points;
  if (type !== 'bars' || kind !== 'category' || labels.length < 2) return false;
  const longest = Math.max(...labels.map(({ length }) => length));
  return labels.length > MANY_BARS || longest * LETTER > (width - 40) / labels.length;
}

/** The picture's size in a box, in whole pixels: bars that lie take the height they need, and the box scrolls. */
export function sizeOf({ points }: Drawing, { width, height }: Size, horizontal: boolean): Size {
  const bars = horizontal ? (points.x.length + 1) * LYING_BAR : 0;
  return { width: Math.floor(width), height: Math.floor(Math.max(height, Math.min(HIGHEST, bars))) };
}
