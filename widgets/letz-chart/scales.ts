/** Relative difference below which values count as equal: doubles have 16 digits, and a scale needs some between ticks. */
const PRECISION = 1e-12;
/** Greatest value on a scale: the difference of two must be finite. */
const LARGEST = Number.MAX_VALUE / 4;

/** Whether a range is too narrow, for the magnitude of its ends, to be divided into ticks. */
export const isFlat = (min: number, max: number): boolean =>
  !(max - min > PRECISION * Math.max(Math.abs(min), Math.abs(max)));

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

export interface ValueScale {
  /** Whether the range includes zero. */
  fromZero: boolean;
  /** Upper end that is not exceeded unless a value does, such as 100 for a share. */
  ceiling?: number;
  whole?: boolean;
  /** Number of ticks that there is room for. */
  most?: number;
}

/** Range of the value axis: from tick to tick, beyond the lowest and the highest value. */
export function valueRange(min: number, max: number, scale: ValueScale): [number, number] {
  if (!(min <= max)) return [0, 1];
  const { fromZero, ceiling = Number.POSITIVE_INFINITY, whole = false, most = 5 } = scale;
  let low = Math.max(-LARGEST, fromZero ? Math.min(0, min) : min);
  let high = Math.min(LARGEST, fromZero ? Math.max(0, max) : max);
  if (low === 0 && high === 0) return [0, 1];
  if (isFlat(low, high)) {
    const margin = Math.abs(high) * 0.08;
    [low, high] = [low - margin, high + margin];
  }
  let step = niceStep((high - low) / most, whole);
  const atZero = (value: number) => fromZero && value === 0;
  const below = () => (atZero(low) ? 0 : (Math.ceil(low / step - 1e-9) - 1) * step);
  const above = () => (atZero(high) ? 0 : (Math.floor(high / step + 1e-9) + 1) * step);
  // With a tick beyond both ends, a larger step may be needed.
  for (let attempt = 0; attempt < 3 && (above() - below()) / step > most + 1.01; attempt++) {
    step = niceStep(step * 1.5, whole);
  }
  const top = round(above());
  return [round(below()), high <= ceiling ? Math.min(ceiling, top) : top];
}

/** Lowest and highest value of several series; null without any. */
export function extentOf(series: readonly (readonly (number | null)[])[]): [number, number] | null {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const values of series) {
    for (let index = 0; index < values.length; index++) {
      const value = values[index];
      if (value === null || value === undefined) continue;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  return min <= max ? [min, max] : null;
}

/**
 * Usual distance between two neighbours, in units of x: the lower quartile of the distances, of which a sample is measured.
 * A stray point changes it as little as a gap does.
 */
export function usualStep(x: readonly number[], fallback: number): number {
  const sample = Math.max(1, Math.floor((x.length - 1) / 2000));
  const distances: number[] = [];
  for (let index = 1; index < x.length; index += sample) {
    const distance = x[index]! - x[index - 1]!;
    if (distance > 0) distances.push(distance);
  }
  distances.sort((a, b) => a - b);
  return distances[Math.floor((distances.length - 1) / 4)] ?? fallback;
}

/** Part of the distances that must be about the usual one for a time series to count as regular. */
const REGULAR = 0.6;

/**
 * Indexes of points before which a regular time series lacks some: the distance is a multiple of the usual one. Months count
 * as equal. Empty for irregular series.
 */
export function gapsBefore(x: readonly number[], step: number): Set<number> {
  const gaps = new Set<number>();
  let regular = 0;
  for (let index = 1; index < x.length; index++) {
    const ratio = (x[index]! - x[index - 1]!) / step;
    if (ratio > 0.85 && ratio < 1.2) regular++;
    else if (ratio > 1.7) gaps.add(index);
  }
  return regular >= REGULAR * (x.length - 1) ? gaps : new Set();
}

/** Index of the value nearest to a time, by binary search; -1 if all are more than a step away. */
export function nearestIndex(x: readonly number[], time: number): number {
  let [low, high] = [0, x.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (x[middle]! < time) low = middle + 1;
    else high = middle;
  }
  const before = Math.max(0, low - 1);
  const nearest = Math.abs(x[before]! - time) < Math.abs(x[low]! - time) ? before : low;
  return x.length && Math.abs(x[nearest]! - time) < usualStep(x, 1) ? nearest : -1;
}
