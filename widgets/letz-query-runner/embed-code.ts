import type { Params } from '../../server/contract.ts';

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

/** An attribute's value in whichever quotes leave JSON readable. */
function quote(value: string): string {
  const safe = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return safe.includes('"') ? `'${safe.replaceAll("'", '&#39;')}'` : `"${safe}"`;
}
