import type { Result } from '../../server/contract.ts';

export interface Step {
  name: string;
  count: number;
  /** Part of the first step, 0 to 1; null when nobody started. */
  ofStart: number | null;
  /** How many of the step before are missing here; below zero when the funnel widens. Null for the first step. */
  lost: number | null;
  /** The same as a part of the step before, 0 to 1; null when nobody was there to lose. */
  lostShare: number | null;
}

/** A funnel's steps: the first text column names them, the first number after it counts them. */
export function toSteps({ columns, rows }: Pick<Result, 'columns' | 'rows'>): Step[] {
  const name = columns.findIndex(({ type }) => type === 'text');
  const count = columns.findIndex(({ type }) => type === 'integer' || type === 'number');
  if (count < 0) return [];
  const counts = rows.map((row) => Number(row[count] ?? 0));
  const start = counts[0] ?? 0;
  return rows.map((row, index) => {
    const before = index > 0 ? counts[index - 1]! : null;
    const here = counts[index]!;
    return {
      name: String(row[name] ?? index + 1),
      count: here,
      ofStart: start > 0 ? here / start : null,
      lost: before === null ? null : before - here,
      lostShare: before ? (before - here) / before : null,
    };
  });
}

/** Index of the step before which most are lost; -1 when nothing is. */
export function largestLoss(steps: readonly Step[]): number {
  let worst = -1;
  steps.forEach(({ lost }, index) => {
    if ((lost ?? 0) > (steps[worst]?.lost ?? 0)) worst = index;
  });
  return worst;
}
