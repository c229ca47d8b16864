import { html, type LitElement, nothing } from 'lit';
import type { Column } from '../../server/contract/column.ts';
import type { Result } from '../../server/contract/result.ts';
import { indexOfRole, isPlotted } from '../core/format/column-roles.ts';
import type { Formats } from '../core/format/formats.ts';
import { fill } from '../core/format/translations.ts';
import { formatRounded, formatValue } from '../core/format/values.ts';
import { textsFor as visualTextsFor } from '../core/visual/texts/index.ts';
import { truncationText } from '../core/visual/truncation.ts';
import { extent, sparkline } from './sparkline.ts';
import { textsFor } from './texts/index.ts';

interface TrendHost extends LitElement {
  readonly trend?: string | undefined;
}

/**
 * Sparkline of a result's first quantity with the range of its rows, or the reason why there is none. A last row that is
 * partial is dotted, since it would look like a fall. A truncated result has neither a known maximum nor an end.
 */
export function renderTrend(metric: TrendHost, trend: Result | Error, formats: Formats): unknown {
  if (trend instanceof Error) return html`<span class="detail" lang="en">${metric.trend}: ${trend.message}</span>`;
  const { title, columns, rows, params } = trend;
  const texts = textsFor(formats.locale, () => metric.requestUpdate());
  const index = columns.findIndex((each) => isNumeric(each) && isPlotted(each));
  const column = columns[index];
  const values = rows.map((row) => (typeof row[index] === 'number' ? row[index] : null));
  const [min, max] = extent(values);
  if (!column || min > max) return nothing;
  const partial = indexOfRole(columns, 'partial');
  const [closed, open] = splitLast(sparkline(values), rows.at(-1)?.[partial] === true);
  const tz = params.tz ? `, ${fill(texts.daysIn, String(params.tz))}` : '';
  const visualTexts = visualTextsFor(formats.locale, () => metric.requestUpdate());
  const truncation = truncationText(trend, formats, visualTexts);
  const ends = [min, max].map((value) => formatRounded(formats, value, column));
  const between = truncation || fill(texts.trend, ...ends);
  const range = truncation || rangeOf(trend, formats);
  return html`<svg part="trend" role="img" viewBox="0 0 100 24" preserveAspectRatio="none">
      <title>${title}: ${between}${tz}</title>
      <path d=${closed}></path>
      <path class="open" d=${open}></path>
    </svg>
    ${range ? html`<div class="range">${range}</div>` : nothing}`;
}

const isNumeric = ({ type }: Column) => type === 'integer' || type === 'number';

/** Splits the last line of a path off if its end is partial. */
function splitLast(path: string, isPartial: boolean): [closed: string, open: string] {
  const last = isPartial ? path.lastIndexOf('L') : -1;
  if (last < 0) return [path, ''];
  return [path.slice(0, last), `M${path.split(/[ML]/).slice(-2).join('L')}`];
}

/** First and last value of the first date, timestamp or text, as `Nov 1, 2026 – Nov 30, 2026`. */
function rangeOf({ columns, rows }: Result, formats: Formats): string {
  const index = columns.findIndex(({ type }) => type === 'date' || type === 'timestamp' || type === 'text');
  const column = columns[index];
  if (!column) return '';
  const text = (row: (typeof rows)[number] | undefined) => formatValue(formats, row?.[index] ?? null, column);
  return rows.length > 1 ? `${text(rows[0])} – ${text(rows.at(-1))}` : text(rows[0]);
}
