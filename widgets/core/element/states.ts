import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { Params } from '../../../server/contract/value.ts';
import { Formats } from '../format/formats.ts';
import { fill } from '../format/translations.ts';
import { formatTimestamp } from '../format/values.ts';
import type { GatewayError } from '../gateway/gateway-client.ts';
import { type ProblemMessage, problemMessage } from './problem-message.ts';
import type { Texts } from './texts/en.ts';
import { textsFor } from './texts/index.ts';

/** The state of a widget, to render as a message. */
export interface StateView {
  data: object | undefined;
  problem: GatewayError | undefined;
  /** The widget's own message for its problem. */
  message: ProblemMessage | undefined;
  /** True if the context shows the problem for all its widgets. */
  isReported: boolean;
  hasToken: boolean;
  /** True if the data is out of date. */
  stale: boolean;
  formats: Formats;
  /** The as_of that the context shows for all its widgets. */
  updated: string | undefined;
  /** Loads again. */
  reload: () => Promise<void>;
  /** Called once texts in the user's language are loaded. */
  changed: () => void;
}

/** Message in place of data: an error, or that there are no rows. */
export function renderState(view: StateView): TemplateResult {
  const { problem, formats, reload, changed, isReported } = view;
  const texts = textsFor(formats.locale, changed);
  if (problem && isReported) return html`<div part="error" class="quiet">${texts.notAvailable}</div>`;
  if (problem) {
    const retryAt = (event: Event) => retry(event, reload);
    return html`<div part="error" role="alert">${renderProblem(problem, messageOf(problem, view), texts, retryAt)}</div>`;
  }
  const params = listParams(view);
  return html`<div part="empty" role="status">
    <strong>${texts.empty}</strong>
    ${params ? html`<span class="detail">${fill(texts.emptyHint, params)}</span>` : nothing}
  </div>`;
}

/** Content of a problem's message: what happened, what helps, and the technical details to unfold. */
export function renderProblem(
  { message, code }: GatewayError,
  { title, hint, canRetry }: ProblemMessage,
  texts: Texts,
  onRetry: (event: Event) => void,
): TemplateResult {
  return html`<strong>${title}</strong>
    ${hint ? html`<span class="detail">${hint}</span>` : nothing}
    <details class="detail">
      <summary>${texts.details}</summary>
      <span lang="en"><bdi>${message}</bdi> <code>${code}</code></span>
    </details>
    ${canRetry ? html`<button type="button" @click=${onRetry}>${texts.retry}</button>` : nothing}`;
}

/** Time of the data, time zone of its days and, for stale data, its age. */
export function renderAsOf(view: StateView): TemplateResult {
  const { data, problem, isReported, stale, formats, reload, changed } = view;
  const texts = textsFor(formats.locale, changed);
  const asOf = asOfOf(data);
  const { tz, clock } = paramsOf(data);
  // With each user's local clock there is no single time zone.
  const zone = clock !== 'user' && tz;
  return html`
    ${asOf && asOf !== view.updated ? html`<time datetime=${asOf} title=${asOf}>${texts.asOf} <bdi>${formatAsOf(view)}</bdi></time>` : nothing}
    ${zone ? html`<span>${texts.daysIn} <bdi>${zone}</bdi></span>` : nothing}
    ${
      stale
        ? html`<span class="badge" role="status">${texts.stale}${asOf && `, ${ago(Date.now() - Date.parse(asOf), formats.locale)}`}${
            // The badge says that it failed.
            problem && problem.code !== 'internal' && !isReported ? `: ${messageOf(problem, view).title}` : ''
          }</span>
            ${isReported ? nothing : html`<button type="button" class="again" @click=${(event: Event) => retry(event, reload)}>${texts.retry}</button>`}`
        : nothing
    }
  `;
}

/** Loads again and moves the focus from the button, which may be gone then, to the widget. */
async function retry({ target }: Event, reload: () => Promise<void>): Promise<void> {
  const root = (target as Element).getRootNode() as ShadowRoot;
  await reload();
  await (root.host as LitElement).updateComplete;
  if (document.activeElement !== document.body) return;
  const base = root.querySelector<HTMLElement>('[part="base"]');
  base?.setAttribute('tabindex', '-1');
  base?.focus();
}

const messageOf = (problem: GatewayError, { message, hasToken, formats, changed }: StateView) =>
  message ?? problemMessage(problem, hasToken, textsFor(formats.locale, changed));

const asOfOf = (data: object | undefined) => (data && 'asOf' in data ? String(data.asOf) : '');

/** Time of the data in the time zone of its days: two zones in one line would be misread. */
function formatAsOf({ data, formats }: StateView): string {
  const { tz } = paramsOf(data);
  return formatTimestamp(tz ? Formats.for(formats.locale, String(tz)) : formats, asOfOf(data));
}

const paramsOf = (data: object | undefined): Params => (data && 'params' in data ? (data.params as Params) : {});

/** A duration before now, as `3 minutes ago`. */
export function ago(milliseconds: number, locale: string): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const minutes = milliseconds / 60_000;
  if (minutes < 90) return format.format(-Math.floor(minutes), 'minute');
  return minutes < 36 * 60
    ? format.format(-Math.round(minutes / 60), 'hour')
    : format.format(-Math.round(minutes / 1440), 'day');
}

const DAY_MS = 86_400_000;

/** Parameters that a user could change, as `days = 7, sender = any`; `as_of` only if it is older than a day. */
const listParams = (view: StateView) =>
  Object.entries(paramsOf(view.data))
    .flatMap(([name, value]) => (value === null || name === 'as_of' ? [] : `${name} = ${value}`))
    .concat(Date.now() - Date.parse(asOfOf(view.data)) > DAY_MS ? `as_of = ${formatAsOf(view)}` : [])
    .join(', ');
