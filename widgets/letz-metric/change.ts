/** How a figure compares with the one before. */
export interface Change {
  arrow: '↑' | '↓' | '→';
  /** The difference over the earlier figure; null when that was 0. */
  ratio: number | null;
  /** What it is, if somebody said which way is better. */
  tone: 'better' | 'worse' | '';
}

/** @param higherIs `better` or `worse` */
export function changeOf(value: number, previous: number, higherIs?: string): Change {
  const judged = value !== previous && (higherIs === 'better' || higherIs === 'worse');
  return {
    arrow: value > previous ? '↑' : value < previous ? '↓' : '→',
    ratio: previous === 0 ? null : (value - previous) / Math.abs(previous),
    tone: judged ? (value > previous === (higherIs === 'better') ? 'better' : 'worse') : '',
  };
}
