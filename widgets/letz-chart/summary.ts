import { columnTitle } from '../core/format/column-roles.ts';
import { fill } from '../core/format/translations.ts';
import type { Texts } from '../core/visual/texts/en.ts';
import type { Labels } from './labels.ts';
import type { Points } from './series.ts';

export interface SeriesFacts {
  /** Indexes of points; `latest` is the last one that is complete and has a value. */
  latest: number;
  highest: number;
  lowest: number;
  /** Where the series went: its last third beside its first; null when there are too few points to say. */
  trend: 'rising' | 'falling' | 'steady' | null;
}

/** Means that differ by less than a twentieth are the same. */
const STEADY = 0.05;
/** More series than these are told in the table, not in a sentence. */
const MOST_SERIES = 4;

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

/** What is worth saying about a series; points from `end` on aren't complete and say nothing. Null without a value. */
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

/** What a chart shows, in one sentence: from when to when, and of each series the latest, the extremes and the trend. */
export function sentenceOf(points: Points, title: string, labels: Pick<Labels, 'x' | 'y'>, texts: Texts): string {
  const { kind, series, partialFrom } = points;
  const last = points.x.length - 1;
  if (last < 0) return title;
  const named = (name: string, words: string) => (series.length > 1 ? `${columnTitle(name)} ${words}` : words);
  const parts = series.slice(0, MOST_SERIES).flatMap(({ name, values }, index) => {
    const facts = factsOf(values, partialFrom);
    if (!facts) return [];
    const say = (text: string, at: number) => fill(text, labels.y(index, at), labels.x(at));
    const words = [say(texts.highest, facts.highest), say(texts.lowest, facts.lowest)];
    if (kind !== 'category') {
      words.unshift(say(texts.latest, facts.latest));
      if (facts.trend) words.push(texts[facts.trend]);
    }
    return named(name, words.join(', '));
  });
  if (series.length && !parts.length) parts.push(texts.noValue);
  for (let i = partialFrom; i <= last; i++) {
    const values = series.slice(0, MOST_SERIES).map(({ name }, index) => named(name, labels.y(index, i)));
    parts.push(fill(texts.soFar, labels.x(i), values.join(', ')));
  }
  const range = kind === 'category' ? '' : `, ${labels.x(0)} – ${labels.x(last)}`;
  return `${title}${range}${parts.length ? `: ${parts.join('; ')}` : ''}.`;
}
