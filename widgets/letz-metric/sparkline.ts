import { isFlat } from '../core/visual/numbers.ts';

const WIDTH = 100;
const HEIGHT = 24;
const MARGIN = 2;

/** Path of a sparkline in a box of 100 x 24, with gaps where a value is missing. @param values in order */
export function sparkline(values: readonly (number | null)[]): string {
  const [min, max] = extent(values);
  // Differences below the precision of doubles are no change.
  const span = isFlat(min, max) ? Number.POSITIVE_INFINITY : max - min;
  const step = WIDTH / Math.max(1, values.length - 1);
  const points = values.map((value, index) => {
    if (value === null) return '';
    const y = round(HEIGHT - MARGIN - ((value - min) / span) * (HEIGHT - 2 * MARGIN));
    const command = index > 0 && values[index - 1] !== null ? 'L' : 'M';
    return `${command}${round(index * step)} ${y}`;
  });
  return points.join('');
}

/** Least and greatest value; infinities without a value. */
export function extent(values: readonly (number | null)[]): [min: number, max: number] {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value === null) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return [min, max];
}

const round = (value: number) => Math.round(value * 100) / 100;
