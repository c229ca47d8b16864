import { fill } from '../core/format/translations.ts';
import type { Texts } from '../core/visual/texts/en.ts';
import type { Labels } from './labels.ts';
import type { Points } from './points.ts';

export interface SeriesFacts {
  /** Indexes of points; `latest` is the last complete one with a value. */
  latest: number;
  highest: number;
  lowest: number;
  /** Mean of the last third compared with that of the first; null if there are too few points. */
  trend: 'rising' | 'falling' | 'steady' | null;
}

/** Relative difference of means below which a series is steady. */
const STEADY = 0.05;
/** Number of series in the sentence; the table has all. */
const MAX_SERIES = 4;

function meanOf(values: readonly (number | null)[], from: number, to: number): number | null {
  let sum = 0;
  let count = 0;
  for (let i = from; i < to; i++) {
    const value = values[i];
    if (value !== null && value !== undefined) {
      sum += value;
      count++;
    }
  }
  return count ? sum / count : null;
}

function trendOf(values: readonly (number | null)[], end: number): SeriesFacts['trend'] {
  const third = Math.floor(end / 3);
  const first = meanOf(values, 0, third);
  const last = meanOf(values, end - third, end);
  if (first === null || last === null) return null;
  const change = last - first;
  if (Math.abs(change) <= STEADY * Math.max(Math.abs(first), Math.abs(last))) return 'steady';
  return change > 0 ? 'rising' : 'falling';
}

/** Latest value, extremes and trend of a series, without the points from `end` on, which are partial. Null without a value. */
export function factsOf(values: readonly (number | null)[], end: number): SeriesFacts | null {
  let latest = -1;
  let highest = -1;
  let lowest = -1;
  for (let i = 0; i < end; i++) {
    const value = values[i];
    if (value === null || value === undefined) continue;
    latest = i;
    if (highest < 0 || value > values[highest]!) highest = i;
    if (lowest < 0 || value < values[lowest]!) lowest = i;
  }
  return latest < 0 ? null : { latest, highest, lowest, trend: trendOf(values, end) };
}

interface SentenceOptions {
  /** Note on missing rows; a truncated result has no known latest value or extremes. */
  truncation?: string;
  /** Parts instead of the facts of each series. */
  summary?: readonly string[] | undefined;
  /** Further parts, such as a goal or a comparison. */
  further?: readonly string[];
}

/**
 * One sentence about a chart: its range, and of each series the latest value, the extremes and the trend.
 */
export function sentenceOf(
  points: Points,
  title: string,
  labels: Pick<Labels, 'x' | 'y' | 'series'>,
  texts: Texts,
  { truncation = '', summary, further = [] }: SentenceOptions = {},
): string {
  const { kind, series, partialFrom } = points;
  const last = points.x.length - 1;
  if (last < 0) return title;
  if (truncation) return `${title}: ${truncation}.`;
  const named = (index: number, text: string) => (series.length > 1 ? `${labels.series(index)} ${text}` : text);
  const factsOfSeries = series.slice(0, MAX_SERIES).flatMap(({ values }, index) => {
    const facts = factsOf(values, partialFrom);
    if (!facts) return [];
    const valueAt = (text: string, at: number) => fill(text, labels.y(index, at), labels.x(at));
    const phrases = [valueAt(texts.highest, facts.highest), valueAt(texts.lowest, facts.lowest)];
    if (kind !== 'category') {
      phrases.unshift(valueAt(texts.latest, facts.latest));
      if (facts.trend) phrases.push(texts[facts.trend]);
    }
    return named(index, phrases.join(', '));
  });
  const parts = summary ? [...summary] : factsOfSeries;
  if (series.length && !parts.length) parts.push(texts.noValue);
  for (let i = partialFrom; i <= last; i++) {
    const values = series.slice(0, MAX_SERIES).map((_, index) => named(index, labels.y(index, i)));
    parts.push(fill(texts.soFar, labels.x(i), values.join(', ')));
  }
  parts.push(...further);
  const range = kind === 'category' ? '' : `, ${labels.x(0)} – ${labels.x(last)}`;
  return `${title}${range}${parts.length ? `: ${parts.join('; ')}` : ''}.`;
}
