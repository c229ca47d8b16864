import { html, nothing, type TemplateResult } from 'lit';
import type { Params } from '../../server/contract.ts';
import type { Formats } from './formats.ts';
import type { GatewayError } from './gateway-client.ts';
import { stateTextsFor } from './state-texts.ts';
import { formatTimestamp } from './values.ts';

/** What happened, and what to change. */
export type ProblemWords = [title: string, hint: string];

/** What a widget is in. */
export interface StateView {
  data: object | undefined;
  problem: GatewayError | undefined;
  /** The widget's own words for its problem. */
  words: ProblemWords | undefined;
  /** Whether newer data should be here. */
  stale: boolean;
  formats: Formats;
  /** Loads again. */
  reload: () => void;
  /** Better texts have come. */
  changed: () => void;
}

/** What is said of a problem, if the widget has no words of its own. @param changed better texts have come */
export function usualWords({ code, message }: GatewayError, locale: string, changed: () => void): ProblemWords {
  const texts = stateTextsFor(locale, changed);
  if (code === 'token-expired') return [texts.expired, texts.expiredHint];
  if (code === 'network') return [texts.unreachable, `${message} ${texts.unreachableHint}`];
  return [code === 'forbidden' || code === 'unauthorized' ? texts.denied : texts.failed, message];
}

/** In place of data: why there is none. */
export function renderState(view: StateView): TemplateResult {
  const { data, problem, formats, reload, changed } = view;
  const texts = stateTextsFor(formats.locale, changed);
  if (problem) {
    const [title, hint] = wordsOf(problem, view);
    return html`<div part="error" role="alert">
      <strong>${title}</strong>
      <span class="detail"><bdi>${hint}</bdi> <code>${problem.code}</code></span>
      <button type="button" @click=${reload}>${texts.retry}</button>
    </div>`;
  }
  const said = listed(paramsOf(data));
  return html`<div part="empty" role="status">
    <strong>${texts.empty}</strong>
    ${said ? html`<span class="detail">${texts.emptyHint} ${said}</span>` : nothing}
  </div>`;
}

/** The moment that the data is of, the zone that its days are cut in; and if it is old, how old. */
export function renderMoment(view: StateView): TemplateResult {
  const { data, problem, stale, formats, reload, changed } = view;
  const texts = stateTextsFor(formats.locale, changed);
  const asOf = data && 'asOf' in data ? String(data.asOf) : '';
  const { tz } = paramsOf(data);
  return html`
    ${asOf && html`<time datetime=${asOf} title=${asOf}>${texts.asOf} <bdi>${formatTimestamp(formats, asOf)}</bdi></time>`}
    ${tz && html`<span>${texts.daysIn} <bdi>${tz}</bdi></span>`}
    ${
      stale
        ? html`<button type="button" class="badge" title=${problem ? wordsOf(problem, view).join(': ') : nothing} @click=${reload}>
            <span role="status">${texts.stale}${asOf && `, ${ago(Date.now() - Date.parse(asOf), formats.locale)}`}</span>
          </button>`
        : nothing
    }
  `;
}

const wordsOf = (problem: GatewayError, { words, formats, changed }: StateView) =>
  words ?? usualWords(problem, formats.locale, changed);

const paramsOf = (data: object | undefined): Params => (data && 'params' in data ? (data.params as Params) : {});

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
