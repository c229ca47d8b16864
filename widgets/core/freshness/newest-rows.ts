import { css, html, nothing, type TemplateResult } from 'lit';
import type { Freshness } from '../../../server/contract/explanation.ts';
import { ago } from '../element/states.ts';
import { fill } from '../format/translations.ts';
import type { GatewayClient } from '../gateway/gateway-client.ts';
import type { Texts } from './texts/en.ts';

/** Time for which an answer is used again, in milliseconds; the gateway keeps it as long by default. */
const FRESH_MS = 10_000;

const requests = new WeakMap<GatewayClient, { at: number; freshness: Promise<Freshness> }>();

/** The newest stamp of each table that the token may see, requested once for all widgets; none if it may see none. */
export function newestRows(client: GatewayClient): Promise<Freshness> {
  const known = requests.get(client);
  if (known && performance.now() - known.at < FRESH_MS) return known.freshness;
  const freshness = client
    .fetch('/api/freshness')
    .then((response) => response.json() as Promise<Freshness>)
    .catch(() => ({}));
  requests.set(client, { at: performance.now(), freshness });
  return freshness;
}

/** A table with the age of its newest row. */
export interface Newest {
  table: string;
  stamp: string;
  /** Milliseconds. */
  age: number;
}

/** The tables that a result reads and whose newest row is known, the one that is longest unchanged first. */
export function newestOf(freshness: Freshness, sources: readonly string[], now = Date.now()): Newest[] {
  const known = sources.flatMap((table) => {
    const stamp = freshness[table];
    return stamp ? { table, stamp, age: now - Date.parse(stamp) } : [];
  });
  return known.filter(({ age }) => Number.isFinite(age)).sort((a, b) => b.age - a.age);
}

/** Text such as `newest message 6 hours ago`. */
export function newestText({ table, age }: Newest, texts: Texts, locale: string): string {
  const known = texts.newest[table as keyof Texts['newest']];
  return known ? fill(known, ago(age, locale)) : fill(texts.newestRow, table, ago(age, locale));
}

/** Note about data that is older than the threshold; nothing for newer data. */
export function renderOld(
  newest: readonly Newest[],
  staleAfter: number,
  texts: Texts,
  locale: string,
): TemplateResult | typeof nothing {
  const [oldest] = newest;
  if (!oldest || oldest.age < staleAfter * 1000) return nothing;
  return html`<span class="old" role="status" title=${oldest.stamp}>${newestText(oldest, texts, locale)}</span>`;
}

export const oldStyles = css`
  .old {
    padding: 0 8px;
    border-radius: 10px;
    color: light-dark(#6f4400, #ffcf7a);
    background: light-dark(#ffefcc, #40310f);
    outline: 1px solid transparent;
  }
`;
