import { isFlat } from '../core/visual/numbers.ts';

/** Removes the rounding error of a sum or product: 0.6 for 0.6000000000000001. Adds 0 because -0 is shown with its sign. */
export const round = (value: number): number => Number(value.toPrecision(12)) + 0;

/** Smallest of 1, 2, 5, 10, 20 … (times a power of ten) that is at least `exact`. */
export function niceStep(exact: number, whole = false): number {
  if (!(exact > 0) || !Number.isFinite(exact)) return 1;
  const power = 10 ** Math.floor(Math.log10(exact));
  if (!power) return exact;
  const factor = [1, 2, 5, 10].find((each) => each * power >= exact * (1 - 1e-9)) ?? 10;
  return whole ? Math.max(1, round(factor * power)) : factor * power;
}

/** At most `most` + 1 round numbers within a range. The number of iterations is bounded, whatever the range. */
export function numberTicks(min: number, max: number, most: number, whole = false): number[] {
  if (!Number.isFinite(min) || !Number.isFinite(max)) return [];
  if (isFlat(min, max)) return [min];
  const step = niceStep((max - min) / Math.max(1, most), whole);
  const first = Math.ceil(min / step - 1e-9);
  const count = Math.min(Math.max(1, most), Math.floor(max / step + 1e-9) - first) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => round((first + index) * step));
}

/** Ticks of a range from `valueRange`: the most for which both ends are ticks, so that the last one is above the values. */
export function valueTicks(low: number, high: number, most: number, whole = false): number[] {
  for (let count = most + 1; count > 0; count--) {
    const step = niceStep((high - low) / count, whole);
    const isMultiple = (value: number) => Math.abs(value / step - Math.round(value / step)) < 1e-6;
    if (isMultiple(low) && isMultiple(high)) return numberTicks(low, high, Math.round((high - low) / step), whole);
  }
  return numberTicks(low, high, most, whole);
}

/** Indexes of the categories to label when there is room for `most` labels. */
export function categoryTicks(count: number, most: number, first = 0, last = count - 1): number[] {
  const from = Math.max(0, first);
  const to = Math.min(count - 1, last);
  const step = Math.max(1, Math.ceil((to - from + 1) / Math.max(1, most)));
  return Array.from({ length: Math.max(0, Math.floor((to - from) / step) + 1) }, (_, index) => from + index * step);
}
