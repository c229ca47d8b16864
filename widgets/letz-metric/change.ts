/** How a figure compares with the one before. */
export interface Change {
  direction: 'up' | 'down' | 'same';
  /** The difference over the earlier figure; null when that was 0. */
  ratio: number | null;
  /** Whether it is for the better; null when nobody said which way is. */
  better: boolean | null;
}

/** @param higherIs which way is better, if one is */
export function changeOf(value: number, previous: number, higherIs?: string): Change {
  const direction = value > previous ? 'up' : value < previous ? 'down' : 'same';
  const judged = direction !== 'same' && (higherIs === 'better' || higherIs === 'worse');
  return {
    direction,
    ratio: previous === 0 ? null : (value - previous) / Math.abs(previous),
    better: judged ? (direction === 'up') === (higherIs === 'better') : null,
  };
}
