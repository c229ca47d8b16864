import { html, nothing } from 'lit';
import type { Value } from '../../server/contract/value.ts';
import { type RoleColumn, roleOf } from '../core/format/column-roles.ts';
import type { Formats } from '../core/format/formats.ts';
import { fill } from '../core/format/translations.ts';
import { formatRounded } from '../core/format/values.ts';
import type { Texts } from './texts/en.ts';
import { textsFor } from './texts/index.ts';

/** Change of a value against the one before. */
export interface Change {
  arrow: '↑' | '↓' | '→';
  difference: number;
  /** Difference divided by the earlier value; null if that was 0. */
  ratio: number | null;
  /** True if it is for the better, if that is known. */
  tone: 'better' | 'worse' | '';
}

/** @param higherIs `better` or `worse` */
export function changeOf(value: number, previous: number, higherIs?: string): Change {
  const judged = value !== previous && (higherIs === 'better' || higherIs === 'worse');
  return {
    arrow: value > previous ? '↑' : value < previous ? '↓' : '→',
    difference: value - previous,
    ratio: previous === 0 ? null : (value - previous) / Math.abs(previous),
    tone: judged ? (value > previous === (higherIs === 'better') ? 'better' : 'worse') : '',
  };
}

/** One decimal, or one significant digit of a small change: 0.04 %. */
const DIGITS = {
  maximumFractionDigits: 1,
  maximumSignificantDigits: 1,
  roundingPriority: 'morePrecision',
} satisfies Intl.NumberFormatOptions;

/** Greatest change that is shown in per cent. */
const MAX_RATIO = 9.99;

type SignDisplay = 'never' | 'exceptZero';

/** Text of a change: percentage points for a share, else per cent, or the difference if the earlier value was 0. */
function changeText(
  { difference, ratio }: Change,
  isShare: boolean,
  sign: SignDisplay,
  formats: Formats,
  texts: Texts,
) {
  if (isShare) return fill(texts.points, formats.number(difference, { ...DIGITS, signDisplay: sign }));
  if (ratio === null) return formats.number(difference, { maximumFractionDigits: 20, signDisplay: sign });
  const percent = { ...DIGITS, style: 'percent', signDisplay: sign } as const;
  return Math.abs(ratio) <= MAX_RATIO
    ? formats.number(ratio, percent)
    : fill(texts.moreThan, formats.number(Math.sign(ratio) * MAX_RATIO, percent));
}

interface ChangeHost {
  readonly higherIs?: string | undefined;
  requestUpdate(): void;
}

/**
 * Change since `previous`: an arrow and the amount, with sign and meaning in its accessible name.
 *
 * @param isClear false for a change that may be chance: it has neither arrow nor amount
 */
export function renderChange(
  metric: ChangeHost,
  value: Value,
  previous: Value,
  column: RoleColumn,
  formats: Formats,
  isClear = true,
): unknown {
  if (typeof value !== 'number' || typeof previous !== 'number') return nothing;
  const texts = textsFor(formats.locale, () => metric.requestUpdate());
  const before = html`<span>${fill(texts.previously, formatRounded(formats, previous, column))}</span>`;
  if (!isClear) return html`<span>${texts.noClearChange}</span> ${before}`;
  const change = changeOf(value, previous, metric.higherIs);
  const { arrow, tone } = change;
  const isShare = roleOf(column) === 'percent';
  const label = changeText(change, isShare, 'exceptZero', formats, texts) + (tone && `, ${texts[tone]}`);
  return html`<bdi role="img" class=${tone} aria-label=${label}
      >${arrow} ${changeText(change, isShare, 'never', formats, texts)}</bdi
    >
    ${before}`;
}
