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
