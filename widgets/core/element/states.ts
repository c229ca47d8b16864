import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { Params } from '../../../server/contract/value.ts';
import { Formats } from '../format/formats.ts';
import { formatTimestamp } from '../format/values.ts';
import type { GatewayError } from '../gateway/gateway-client.ts';
import { textsFor } from './texts/index.ts';

/** Message for a problem: title, advice, and the gateway's own message in English. */
export type ProblemWords = [title: string, hint: string, detail?: string];

/** The state of a widget, to render as a message. */
export interface StateView {
  data: object | undefined;
  problem: GatewayError | undefined;
  /** The widget's own message for its problem. */
  words: ProblemWords | undefined;
  /** Whether the data is out of date. */
  stale: boolean;
  formats: Formats;
  /** Loads again. */
  reload: () => Promise<void>;
  /** Called once texts in the user's language are loaded. */
  changed: () => void;
}

/** The default message for a problem. @param changed called once texts in the user's language are loaded */
export function usualWords({ code, message }: GatewayError, locale: string, changed: () => void): ProblemWords {
  const texts = textsFor(locale, changed);
  if (code === 'token-expired') return [texts.expired, texts.expiredHint];
  if (code === 'network') return [texts.unreachable, texts.unreachableHint, message];
  return [code === 'forbidden' || code === 'unauthorized' ? texts.denied : texts.failed, '', message];
}

/** Message in place of data: an error, or that there are no rows. */
export function renderState(view: StateView): TemplateResult {
  const { problem, formats, reload, changed } = view;
  const texts = textsFor(formats.locale, changed);
  if (problem) {
    const [title, hint, detail] = wordsOf(problem, view);
    return html`<div part="error" role="alert">
      <strong>${title}</strong>
      ${hint && html`<span class="detail">${hint}</span>`}
      <span class="detail" lang="en"><bdi>${detail}</bdi> <code>${problem.code}</code></span>
      <button type="button" @click=${(event: Event) => retry(event, reload)}>${texts.retry}</button>
    </div>`;
  }
  const params = listParams(view);
  return html`<div part="empty" role="status">
    <strong>${texts.empty}</strong>
    ${params ? html`<span class="detail">${texts.emptyHint} ${params}</span>` : nothing}
  </div>`;
}

/** Time of the data, time zone of its days and, for stale data, its age. */
export function renderAsOf(view: StateView): TemplateResult {
  const { data, problem, stale, formats, reload, changed } = view;
  const texts = textsFor(formats.locale, changed);
  const asOf = asOfOf(data);
  const { tz, clock } = paramsOf(data);
  // With each user's local clock there is no single time zone.
  const zone = clock !== 'user' && tz;
  return html`
    ${asOf && html`<time datetime=${asOf} title=${asOf}>${texts.asOf} <bdi>${formatAsOf(view)}</bdi></time>`}
    ${zone ? html`<span>${texts.daysIn} <bdi>${zone}</bdi></span>` : nothing}
    ${
      stale
        ? html`<span class="badge" role="status">${texts.stale}${asOf && `, ${ago(Date.now() - Date.parse(asOf), formats.locale)}`}${
            // The badge already says that it failed.
            problem && problem.code !== 'internal' ? `: ${wordsOf(problem, view)[0]}` : ''
          }</span>
            <button type="button" class="again" @click=${(event: Event) => retry(event, reload)}>${texts.retry}</button>`
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

const wordsOf = (problem: GatewayError, { words, formats, changed }: StateView) =>
  words ?? usualWords(problem, formats.locale, changed);

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
