import type { Param, Params } from '../../server/contract.ts';

export interface Embed {
  /** The gateway's origin, where the script comes from. */
  gateway: string;
  tag: string;
  query: string;
  /** What differs from the query's defaults. */
  params: Params;
  /** Further attributes, by name. */
  attributes?: Record<string, string>;
}

/** The HTML to paste for a widget. It never holds a token: that is for the page to give. */
export function embedCode({ gateway, tag, query, params, attributes = {} }: Embed): string {
  const given = Object.keys(params).length > 0 ? { params: JSON.stringify(params) } : {};
  const all = Object.entries({ query, ...given, ...attributes }).map(([name, value]) => ` ${name}=${quote(value)}`);
  return `<script type="module" src=${quote(`${gateway.replace(/\/$/, '')}/letz.js`)}></script>
<${tag}${all.join('')}></${tag}>`;
}

/** The address of a page with that widget alone, for a frame. */
export function embedAddress({ gateway, tag, query, params, attributes }: Embed): string {
  const url = new URL(`${gateway.replace(/\/$/, '')}/embed/${tag}`);
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

/** An attribute's value in whichever quotes leave JSON readable. */
function quote(value: string): string {
  const safe = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return safe.includes('"') ? `'${safe.replaceAll("'", '&#39;')}'` : `"${safe}"`;
}
