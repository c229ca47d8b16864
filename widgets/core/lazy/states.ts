import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { Params } from '../../../server/contract/value.ts';
import { Formats } from '../format/formats.ts';
import { formatTimestamp } from '../format/values.ts';
import type { GatewayError } from '../gateway/gateway-client.ts';
import { stateTextsFor } from './texts/index.ts';

/** What happened and what to change, and what the gateway says of it: in English. */
export type ProblemWords = [title: string, hint: string, detail?: string];

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
  reload: () => Promise<void>;
  /** Better texts have come. */
  changed: () => void;
}

/** What is said of a problem, if the widget has no words of its own. @param changed better texts have come */
export function usualWords({ code, message }: GatewayError, locale: string, changed: () => void): ProblemWords {
  const texts = stateTextsFor(locale, changed);
  if (code === 'token-expired') return [texts.expired, texts.expiredHint];
  if (code === 'network') return [texts.unreachable, texts.unreachableHint, message];
  return [code === 'forbidden' || code === 'unauthorized' ? texts.denied : texts.failed, '', message];
}

/** In place of data: why there is none. */
export function renderState(view: StateView): TemplateResult {
  const { problem, formats, reload, changed } = view;
  const texts = stateTextsFor(formats.locale, changed);
  if (problem) {
    const [title, hint, detail] = wordsOf(problem, view);
    return html`<div part="error" role="alert">
      <strong>${title}</strong>
      ${hint && html`<span class="detail">${hint}</span>`}
      <span class="detail" lang="en"><bdi>${detail}</bdi> <code>${problem.code}</code></span>
      <button type="button" @click=${(event: Event) => again(event, reload)}>${texts.retry}</button>
    </div>`;
  }
  const said = listed(view);
  return html`<div part="empty" role="status">
    <strong>${texts.empty}</strong>
    ${said ? html`<span class="detail">${texts.emptyHint} ${said}</span>` : nothing}
  </div>`;
}

/** The moment that the data is of, the zone that its days are cut in; and if it is old, how old. */
export function renderMoment(view: StateView): TemplateResult {
  const { data, problem, stale, formats, reload, changed } = view;
  const texts = stateTextsFor(formats.locale, changed);
  const asOf = momentOf(data);
  const { tz, clock } = paramsOf(data);
  // Where each person's own clock counts, there is no one zone.
  const zone = clock !== 'user' && tz;
  return html`
    ${asOf && html`<time datetime=${asOf} title=${asOf}>${texts.asOf} <bdi>${moment(view)}</bdi></time>`}
    ${zone ? html`<span>${texts.daysIn} <bdi>${zone}</bdi></span>` : nothing}
    ${
      stale
        ? html`<span class="badge" role="status">${texts.stale}${asOf && `, ${ago(Date.now() - Date.parse(asOf), formats.locale)}`}${
            // That it failed is said already.
            problem && problem.code !== 'internal' ? `: ${wordsOf(problem, view)[0]}` : ''
          }</span>
            <button type="button" class="again" @click=${(event: Event) => again(event, reload)}>${texts.retry}</button>`
        : nothing
    }
  `;
}

/** Loads again. Who was at the button, which may be gone then, is at the widget. */
async function again({ target }: Event, reload: () => Promise<void>): Promise<void> {
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

const momentOf = (data: object | undefined) => (data && 'asOf' in data ? String(data.asOf) : '');

/** The moment that data is of, in the zone that its days are cut in: two zones in one line would be misread. */
function moment({ data, formats }: StateView): string {
  const { tz } = paramsOf(data);
  return formatTimestamp(tz ? Formats.for(formats.locale, String(tz)) : formats, momentOf(data));
}

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

const DAY_MS = 86_400_000;

/** `days = 7, sender = any`: what a reader could change. The moment, too, if it is not today's. */
const listed = (view: StateView) =>
  Object.entries(paramsOf(view.data))
    .flatMap(([name, value]) => (value === null || name === 'as_of' ? [] : `${name} = ${value}`))
    .concat(Date.now() - Date.parse(momentOf(view.data)) > DAY_MS ? `as_of = ${moment(view)}` : [])
    .join(', ');
