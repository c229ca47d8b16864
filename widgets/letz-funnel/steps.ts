import type { Column } from '../../server/contract/column.ts';
import type { Result } from '../../server/contract/result.ts';
import type { Value } from '../../server/contract/value.ts';
import { isPlotted } from '../core/format/column-roles.ts';
import { nameInWords, valueLabel } from '../core/format/labels.ts';
import { fill } from '../core/format/translations.ts';
import type { Texts } from '../core/visual/texts/en.ts';

export interface Step {
  name: string;
  /** Value of the result, with all digits. */
  value: Value;
  /** The same as a double; null without a value. */
  count: number | null;
  /** Share of the first step, 0 to 1; null if that is zero or one of both is not known. */
  ofStart: number | null;
  /** Difference to the step before; negative if the funnel widens. Null for the first step. */
  lost: number | bigint | null;
  /** Share of the step before that was lost, 0 to 1; null if that step is zero. */
  lostShare: number | null;
}

type Table = Pick<Result, 'columns' | 'rows'>;

/** Index of the column of counts, the first numeric one; -1 if there is none. */
export const countColumn = ({ columns }: Pick<Result, 'columns'>): number =>
  columns.findIndex((column) => (column.type === 'integer' || column.type === 'number') && isPlotted(column));

/** Steps of a funnel: the first text column has their names, the first numeric one their counts. */
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
      name: stepTitle(columns[name], row[name] ?? index + 1),
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

/** Difference of two counts, exact also for integers beyond those of a double, which are strings. */
function difference(before: Value, here: Value): number | bigint {
  const both = [before, here].map(String);
  const exact = both.every((text) => /^-?\d+$/.test(text)) && !both.every((text) => Number.isSafeInteger(Number(text)));
  return exact ? BigInt(both[0]!) - BigInt(both[1]!) : Number(before) - Number(here);
}

/** Index of the step with the largest loss; -1 if there is none. */
export function largestLoss(steps: readonly Step[]): number {
  let worst = -1;
  steps.forEach(({ lost }, index) => {
    if ((lost ?? 0) > (steps[worst]?.lost ?? 0)) worst = index;
  });
  return worst;
}

/** Title of a step: its label, else `Signed up` for `signed_up`; other names are left unchanged. */
function stepTitle(column: Column | undefined, value: Value): string {
  const name = String(value);
  return valueLabel(column ?? {}, value) ?? (/^[a-z][a-z0-9_]*$/.test(name) ? nameInWords(name) : name);
}

/** Title, texts and formats of a funnel. */
export interface FunnelFormats {
  title: string;
  texts: Texts;
  number(value: Value | bigint): string;
  percent(share: number): string;
}

/** Count of a step. */
export const formatCount = ({ value }: Step, { texts, number }: FunnelFormats): string =>
  value === null ? texts.noValue : number(value);

/** Loss before a step; blank for the first step and for no loss. */
export function formatLoss({ lost, lostShare }: Step, { texts, number, percent }: FunnelFormats): string {
  if (!lost) return '';
  return lost < 0 ? fill(texts.gained, number(-lost)) : texts.lost(lost, number(lost), percent(lostShare ?? 0));
}

/** One sentence about a funnel: count and share of each step, and the largest loss. */
export function sentenceOf(steps: readonly Step[], formats: FunnelFormats): string {
  const { title, texts, number, percent } = formats;
  const parts = steps.map((step, index) => {
    const { name, ofStart } = step;
    const share = index && ofStart !== null ? `, ${fill(texts.ofStart, percent(ofStart))}` : '';
    return `${name} ${formatCount(step, formats)}${share}`;
  });
  const worst = steps[largestLoss(steps)];
  if (worst) parts.push(fill(texts.mostLost, worst.name, `${number(worst.lost!)} (${percent(worst.lostShare!)})`));
  return `${title}: ${parts.join('; ')}.`;
}
