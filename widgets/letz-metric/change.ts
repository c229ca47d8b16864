import { html, nothing } from 'lit';
import type { Value } from '../../server/contract/value.ts';
import type { Formats } from '../core/format/formats.ts';
import { fill } from '../core/format/translations.ts';
import { textsFor } from './texts/index.ts';

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

/** A small change is none the less one: 0.04 %, where others have one decimal. */
const PERCENT = {
  style: 'percent',
  maximumFractionDigits: 1,
  maximumSignificantDigits: 1,
  roundingPriority: 'morePrecision',
} satisfies Intl.NumberFormatOptions;

interface ChangeHost {
  readonly higherIs?: string | undefined;
  requestUpdate(): void;
}

/** The change since `previous`: an arrow and how much for the eye, a sign and what it means for the ear. */
export function renderChange(metric: ChangeHost, value: Value, previous: Value, formats: Formats): unknown {
  if (typeof value !== 'number' || typeof previous !== 'number') return nothing;
  const texts = textsFor(formats.locale, () => metric.requestUpdate());
  const { arrow, ratio, tone } = changeOf(value, previous, metric.higherIs);
  const change = (signDisplay: 'never' | 'exceptZero') =>
    formats.number(ratio ?? value - previous, { signDisplay, ...(ratio !== null && PERCENT) });
  const said = change('exceptZero') + (tone && `, ${texts[tone]}`);
  return html`<bdi role="img" class=${tone} aria-label=${said}>${arrow} ${change('never')}</bdi>
    <span>${fill(texts.previously, formats.number(previous))}</span>`;
}
