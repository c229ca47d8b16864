import { html, nothing, type TemplateResult } from 'lit';
import type { Params } from '../../server/contract.ts';
import type { Formats } from './formats.ts';
import type { GatewayError } from './gateway-client.ts';
import type { StateTexts } from './state-texts.ts';
import { formatTimestamp } from './values.ts';

export { stateTextsFor } from './state-texts.ts';

/** What happened, and what to change. */
export type ProblemWords = [title: string, hint: string];

export function problemWords({ code, message }: GatewayError, texts: StateTexts): ProblemWords {
  if (code === 'token-expired') return [texts.expired, texts.expiredHint];
  if (code === 'network') return [texts.unreachable, `${message} ${texts.unreachableHint}`];
  return [code === 'forbidden' || code === 'unauthorized' ? texts.denied : texts.failed, message];
}

export const renderProblem = (
  { code }: GatewayError,
  [title, hint]: ProblemWords,
  texts: StateTexts,
  retry: () => void,
): TemplateResult =>
  html`<div part="error" role="alert">
    <strong>${title}</strong>
    <span class="detail">${hint} <code>${code}</code></span>
    <button type="button" @click=${retry}>${texts.retry}</button>
  </div>`;

/** @param params those that gave no rows */
export function renderEmpty(params: Params, texts: StateTexts): TemplateResult {
  const said = listed(params);
  return html`<div part="empty" role="status">
    <strong>${texts.empty}</strong>
    ${said ? html`<span class="detail">${texts.emptyHint} ${said}</span>` : nothing}
  </div>`;
}

/** The moment that a result is of, and the zone that its days are cut in. */
export function renderMoment(data: object, formats: Formats, texts: StateTexts): unknown {
  const asOf = momentOf(data);
  const { tz } = 'params' in data ? (data.params as Params) : {};
  return html`${asOf && html`<time datetime=${asOf} title=${asOf}>${texts.asOf} <bdi>${formatTimestamp(formats, asOf)}</bdi></time>`}
  ${tz && html`<span>${texts.daysIn} <bdi>${tz}</bdi></span>`}`;
}

/**
 * That what is shown is old, and how old.
 *
 * @param why the problem, if there was one
 */
export function renderStale(
  data: object,
  why: ProblemWords | undefined,
  { locale }: Formats,
  texts: StateTexts,
  retry: () => void,
): TemplateResult {
  const asOf = momentOf(data);
  return html`<button type="button" class="badge" title=${why?.join(': ') ?? nothing} @click=${retry}>
    <span role="status">${texts.stale}${asOf && `, ${ago(Date.now() - Date.parse(asOf), locale)}`}</span>
  </button>`;
}

/** `''` if it isn't known. */
const momentOf = (data: object): string => ('asOf' in data ? String(data.asOf) : '');

/** How long ago, as `3 minutes ago`. */
export function ago(milliseconds: number, locale: string): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const minutes = milliseconds / 60_000;
  if (minutes < 90) return format.format(-Math.floor(minutes), 'minute');
  return minutes < 36 * 60
    ? format.format(-Math.round(minutes / 60), 'hour')
    : format.format(-Math.round(minutes / 1440), 'day');
}

/** `days = 7, sender = any`: what a reader could change. */
const listed = (params: Params) =>
  Object.entries(params)
    .flatMap(([name, value]) => (value === null || name === 'as_of' ? [] : `${name} = ${value}`))
    .join(', ');
