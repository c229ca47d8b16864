import { css, html, type LitElement, nothing } from 'lit';
import type { Result } from '../../server/contract/result.ts';
import type { Formats } from '../core/format/formats.ts';
import { fill } from '../core/format/translations.ts';
import { addStyles } from '../core/styles/add-styles.ts';
import { sparkline } from './sparkline.ts';
import { textsFor } from './texts/index.ts';

const styles = css`
  svg {
    display: block;
    width: 100%;
    height: 32px;
    overflow: visible;
  }

  svg:dir(rtl) {
    transform: scaleX(-1);
  }

  path {
    fill: none;
    stroke: var(--_accent);
    stroke-width: 1.5;
    stroke-linejoin: round;
    vector-effect: non-scaling-stroke;
  }

  .open {
    stroke-dasharray: 2 3;
  }
`;

interface TrendHost extends LitElement {
  readonly trend?: string | undefined;
}

/**
 * The course of a result's first number, as a line; what is not over yet is dotted, since it would look like a fall. Or
 * why there is none.
 */
export function renderTrend(metric: TrendHost, trend: Result | Error, formats: Formats): unknown {
  if (trend instanceof Error) return html`<span class="detail" lang="en">${metric.trend}: ${trend.message}</span>`;
  const { title, columns, rows, params } = trend;
  const texts = textsFor(formats.locale, () => metric.requestUpdate());
  const number = columns.findIndex(({ type }) => type === 'integer' || type === 'number');
  const partial = columns.findIndex(({ name }) => name === 'partial');
  const values = rows.map((row) => (typeof row[number] === 'number' ? row[number] : null));
  const known = values.filter((value) => value !== null);
  if (!known.length) return nothing;
  addStyles(metric, styles);
  const { line } = sparkline(values);
  const last = partial >= 0 && rows.at(-1)?.[partial] === true ? line.lastIndexOf('L') : -1;
  const [closed, open] = last < 0 ? [line, ''] : [line.slice(0, last), `M${line.split(/[ML]/).slice(-2).join('L')}`];
  const tz = params.tz ? `, ${fill(texts.daysIn, String(params.tz))}` : '';
  const label = `${title}: ${fill(texts.trend, formats.number(Math.min(...known)), formats.number(Math.max(...known)))}${tz}`;
  return html`<svg part="trend" role="img" viewBox="0 0 100 24" preserveAspectRatio="none">
    <title>${label}</title>
    <path d=${closed}></path>
    <path class="open" d=${open}></path>
  </svg>`;
}
