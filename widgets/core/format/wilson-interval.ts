/** Confidence interval of a share, in per cent. */
export interface Interval {
  low: number;
  high: number;
}

/** 97.5th percentile of the standard normal distribution: 95 % are within ± Z. */
const Z = 1.959964;

/** Half the width, in percentage points, below which an interval says nothing that matters. */
const NARROW = 2;

/** Share of a whole in per cent. */
export interface Share {
  percent: number;
  total: number;
}

/**
 * Wilson's score interval with 95 % confidence. Unlike the normal approximation it never leaves 0 to 100 % and holds for
 * small totals. The part is derived from the percentage, which queries round to one decimal.
 *
 * @returns null if the share can't be one of so many
 */
export function wilsonInterval({ percent, total }: Share): Interval | null {
  if (!(total >= 1) || !(percent >= 0 && percent <= 100)) return null;
  const share = Math.round((percent / 100) * total) / total;
  const spread = Z * Math.sqrt((share * (1 - share)) / total + Z ** 2 / (4 * total ** 2));
  const middle = share + Z ** 2 / (2 * total);
  const scale = 100 / (1 + Z ** 2 / total);
  return { low: Math.max(0, (middle - spread) * scale), high: Math.min(100, (middle + spread) * scale) };
}

/** True if an interval is wide enough to be shown: at least ± 2 percentage points. */
export const isWide = (interval: Interval | null): interval is Interval =>
  interval !== null && interval.high - interval.low >= 2 * NARROW;

/**
 * True if two shares differ with 95 % confidence: Newcombe's interval of the difference, which combines both Wilson
 * intervals, leaves out zero.
 */
export function isClearChange(now: Share, before: Share): boolean {
  const [a, b] = [wilsonInterval(now), wilsonInterval(before)];
  if (!a || !b) return true;
  const difference = now.percent - before.percent;
  const [towards, away] =
    difference > 0 ? [now.percent - a.low, b.high - before.percent] : [a.high - now.percent, before.percent - b.low];
  return Math.abs(difference) > Math.hypot(towards, away);
}
