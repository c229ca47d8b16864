import type { Result } from '../../server/contract/result.ts';
import type { Value } from '../../server/contract/value.ts';
import { columnTitle } from '../core/format/column-roles.ts';
import { fill } from '../core/format/translations.ts';
import type { Texts } from '../core/visual/texts/en.ts';

export interface Step {
  name: string;
  /** As the result has it: with all digits, where no double has them. */
  value: Value;
  /** Null where there is no value: nothing is reckoned from it. */
  count: number | null;
  /** Part of the first step, 0 to 1; null when nobody started, or who is not known. */
  ofStart: number | null;
  /** How many of the step before are missing here; below zero when the funnel widens. Null for the first step. */
  lost: number | bigint | null;
  /** The same as a part of the step before, 0 to 1; null when nobody was there to lose. */
  lostShare: number | null;
}

type Table = Pick<Result, 'columns' | 'rows'>;

/** Index of the column that counts: the first number; -1 when there is none. */
export const countColumn = ({ columns }: Pick<Result, 'columns'>): number =>
  columns.findIndex(({ type }) => type === 'integer' || type === 'number');

/** A funnel's steps: the first text column names them, the first number counts them. */
export function toSteps({ columns, rows }: Table): Step[] {
  const name = columns.findIndex(({ type }) => type === 'text');
  const count = countColumn({ columns });
  if (count < 0) return [];
  const values = rows.map((row) => row[count] ?? null);
  const counts = values.map(toNumber);
  const start = counts[0] ?? 0;
  return rows.map((row, index) => {
    const before = counts[index - 1] ?? null;
    const here = counts[index]!;
    const known = before !== null && here !== null;
    return {
      name: stepTitle(String(row[name] ?? index + 1)),
      value: values[index]!,
      count: here,
      ofStart: start > 0 && here !== null ? here / start : null,
      lost: known ? difference(values[index - 1]!, values[index]!) : null,
      lostShare: known && before ? (before - here) / before : null,
    };
  });
}

function toNumber(value: Value): number | null {
  const number = Number(value ?? Number.NaN);
  return Number.isFinite(number) ? number : null;
}

/** Whole numbers that no double holds come as text, and are exact as such. */
function difference(before: Value, here: Value): number | bigint {
  const both = [before, here].map(String);
  const exact = both.every((text) => /^-?\d+$/.test(text)) && !both.every((text) => Number.isSafeInteger(Number(text)));
  return exact ? BigInt(both[0]!) - BigInt(both[1]!) : Number(before) - Number(here);
}

/** Index of the step before which most are lost; -1 when nothing is. */
export function largestLoss(steps: readonly Step[]): number {
  let worst = -1;
  steps.forEach(({ lost }, index) => {
    if ((lost ?? 0) > (steps[worst]?.lost ?? 0)) worst = index;
  });
  return worst;
}

/** Names as programs write them, as `signed_up`, are made readable; others stay as they are. */
const stepTitle = (name: string) => (/^[a-z][a-z0-9_]*$/.test(name) ? columnTitle(name) : name);

export interface FunnelWording {
  title: string;
  texts: Texts;
  number(value: Value | bigint): string;
  percent(part: number): string;
}

/** How many reach a step. */
export const sayCount = ({ value }: Step, { texts, number }: FunnelWording): string =>
  value === null ? texts.noValue : number(value);

/** What became of those who were there a step before; empty for the first step and where nobody left. */
export function sayLoss({ lost, lostShare }: Step, { texts, number, percent }: FunnelWording): string {
  if (!lost) return '';
  return lost < 0 ? fill(texts.gained, number(-lost)) : fill(texts.lost, number(lost), percent(lostShare ?? 0));
}

/** What a funnel shows, in one sentence: how many reach each step, and before which most are lost. */
export function sayFunnel(steps: readonly Step[], wording: FunnelWording): string {
  const { title, texts, number, percent } = wording;
  const parts = steps.map((step, index) => {
    const { name, ofStart } = step;
    const share = index && ofStart !== null ? `, ${fill(texts.ofStart, percent(ofStart))}` : '';
    return `${name} ${sayCount(step, wording)}${share}`;
  });
  const worst = steps[largestLoss(steps)];
  if (worst) parts.push(fill(texts.mostLost, worst.name, `${number(worst.lost!)} (${percent(worst.lostShare!)})`));
  return `${title}: ${parts.join('; ')}.`;
}
