import { isFlat } from '../core/visual/numbers.ts';
import { niceStep, round } from './ticks.ts';

/** Greatest value on a scale: the difference of two must be finite. */
const LARGEST = Number.MAX_VALUE / 4;

export interface ValueScale {
  /** True if the range includes zero. */
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
