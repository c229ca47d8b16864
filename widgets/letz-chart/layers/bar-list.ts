import { isPercent } from '../../core/format/column-roles.ts';
import { fill } from '../../core/format/translations.ts';
import { attributeError } from '../../core/visual/attribute-error.ts';
import type { ChartView } from '../chart-settings.ts';
import type { Points } from '../points.ts';
import type { Texts } from './texts/en.ts';

/** Number of bars, without the one of all others. */
const MOST_BARS = 10;

/** Largest values of a series of categories, and the sum of all others. @throws {GatewayError} for other data */
export function topBars(points: Points, { data, formats }: ChartView, texts: Texts): Points {
  const series = points.series[0];
  if (points.kind !== 'category' || !series) {
    const advice = 'needs a text column and a number. Choose another type, or name a text column with x.';
    throw attributeError('letz-chart', 'type', 'bar-list', advice);
  }
  const valueAt = (index: number) => series.values[index] ?? Number.NEGATIVE_INFINITY;
  const sorted = [...points.x.keys()].sort((a, b) => valueAt(b) - valueAt(a));
  const top = sorted.length > MOST_BARS + 1 ? sorted.slice(0, MOST_BARS) : sorted;
  const rest = sorted.slice(top.length);
  const rowAt = (index: number) => series.rows?.[index] ?? points.rows?.[index] ?? index;
  const values = top.map((index) => series.values[index] ?? null);
  const labels = top.map((index) => points.labels[index] ?? formats.number(index + 1));
  const rows = top.map(rowAt);
  // Of a truncated result the number of others is not known.
  if (rest.length && !data.truncated) {
    // Shares don't add up: their others have no value.
    const sums = !isPercent(data.columns[series.column]!);
    values.push(sums ? rest.reduce((sum, index) => sum + (series.values[index] ?? 0), 0) : null);
    labels.push(fill(texts.others, formats.number(rest.length)));
    rows.push(-1);
  }
  return {
    ...points,
    x: [...labels.keys()],
    labels,
    rows: Int32Array.from(rows),
    series: [{ ...series, values, gaps: values.includes(null), rows: Int32Array.from(rows) }],
    partialFrom: labels.length,
  };
}
