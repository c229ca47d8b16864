import type { Param, QueryDescription, View } from '../../server/contract/query.ts';
import type { Result } from '../../server/contract/result.ts';
import type { Params } from '../../server/contract/value.ts';
import { tagOf } from './views.ts';

export interface Embed {
  /** The gateway's address, where the script comes from. */
  gateway: string;
  tag: string;
  query: string;
  /** What differs from the query's defaults. */
  params: Params;
  /** Further attributes, by name. */
  attributes?: Record<string, string>;
}

/**
 * What shows the same elsewhere.
 * @param pinned whether the moment was asked for: only then it is held on to
 */
export function embedOf({
  query,
  data,
  view,
  gateway,
  pinned,
}: {
  query: QueryDescription;
  data: Result;
  view: View;
  gateway: string;
  pinned: boolean;
}): Embed {
  const { as_of: moment, ...asked } = notDefault(data.params, query.params);
  const params = pinned ? { ...asked, as_of: moment ?? null } : asked;
  const tag = tagOf(view);
  const attributes: Record<string, string> = tag === 'letz-chart' && view !== query.view ? { type: view } : {};
  return { gateway, tag, query: query.name, params, attributes };
}

/** The HTML to paste for a widget. It never holds a token: that is for the page to give. */
export function embedCode({ gateway, tag, query, params, attributes = {} }: Embed): string {
  const given = Object.keys(params).length > 0 ? { params: JSON.stringify(params) } : {};
  const all = Object.entries({ query, ...given, ...attributes }).map(([name, value]) => ` ${name}=${quote(value)}`);
  return `<script type="module" src=${quote(`${absolute(gateway)}/letz.js`)}></script>
<${tag}${all.join('')}></${tag}>`;
}

/** The address of a page with that widget alone, for a frame. */
export function embedAddress({ gateway, tag, query, params, attributes }: Embed): string {
  const url = new URL(`${absolute(gateway)}/embed/${tag}`);
  for (const [name, value] of Object.entries({ query, ...params, ...attributes })) {
    if (value !== null) url.searchParams.set(name, String(value));
  }
  return url.href;
}

/** Of the values that a query was asked with: those that it would not have by itself. */
export function notDefault(params: Params, known: readonly Param[]): Params {
  const defaults = new Map(known.map((param) => [param.name, param.default]));
  return Object.fromEntries(Object.entries(params).filter(([name, value]) => defaults.get(name) !== value));
}

/** As other pages reach it: a page behind the gateway's own proxy may say `/letz`. */
const absolute = (gateway: string) => new URL(gateway, document.baseURI).href.replace(/\/$/, '');

/** An attribute's value in whichever quotes leave JSON readable. */
function quote(value: string): string {
  const safe = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return safe.includes('"') ? `'${safe.replaceAll("'", '&#39;')}'` : `"${safe}"`;
}
