import { isTime, type Points } from '../points.ts';
import { usualStep } from '../spacing.ts';

/**
 * Index of the earlier point for each point, -1 without one: at the same time but for the shift, within half a step, so
 * that months and weeks find theirs; or with the same category or number.
 */
export function alignPoints(points: Points, earlier: Points, shift: number): Int32Array {
  const found = new Int32Array(points.x.length).fill(-1);
  if (!isTime(points)) {
    const keys = (each: Points): readonly unknown[] => (each.kind === 'category' ? each.labels : each.x);
    const byKey = new Map(keys(earlier).map((key, index) => [key, index]));
    keys(points).forEach((key, index) => {
      found[index] = byKey.get(key) ?? -1;
    });
    return found;
  }
  const tolerance = usualStep(points.x, 86_400_000) / 2;
  let at = 0;
  points.x.forEach((time, index) => {
    const wanted = time - shift;
    const distance = (candidate: number) => Math.abs((earlier.x[candidate] ?? Number.POSITIVE_INFINITY) - wanted);
    while (at + 1 < earlier.x.length && distance(at + 1) <= distance(at)) at++;
    if (distance(at) <= tolerance) found[index] = at;
  });
  return found;
}
