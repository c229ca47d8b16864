import { type Param, type QueryDescription, VIEW_ELEMENTS, type View } from '../../server/contract/query.ts';
import type { Result } from '../../server/contract/result.ts';
import type { Params } from '../../server/contract/value.ts';

export interface Embed {
  /** The gateway's URL, from which the script is loaded. */
  gateway: string;
  tag: string;
  query: string;
  /** The parameters that differ from the query's defaults. */
  params: Params;
  /** Further attributes, by name. */
  attributes?: Record<string, string>;
}

/**
 * A widget that shows the same result.
 * @param pinned whether the user set `as_of`: only then the widget has it
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
  const { as_of: asOf, ...changed } = notDefault(data.params, query.params);
  const params = pinned ? { ...changed, as_of: asOf ?? null } : changed;
  const tag = VIEW_ELEMENTS[view];
  const attributes: Record<string, string> = tag === 'letz-chart' && view !== query.view ? { type: view } : {};
  return { gateway, tag, query: query.name, params, attributes };
}

/** Version of the gateway's `letz.js` that never changes. */
export interface ScriptBuild {
  version: string;
  /** W3C Subresource Integrity. */
  integrity: string;
}

/**
 * The HTML of a widget, without a token, which the page has to provide.
 * @param build pins the script to a version with its integrity
 */
export function embedCode({ gateway, tag, query, params, attributes = {} }: Embed, build?: ScriptBuild): string {
  const given = Object.keys(params).length > 0 ? { params: JSON.stringify(params) } : {};
  const all = Object.entries({ query, ...given, ...attributes }).map(([name, value]) => ` ${name}=${quote(value)}`);
  const file = build ? `letz@${build.version}.js` : 'letz.js';
  const integrity = build ? ` integrity=${quote(build.integrity)} crossorigin` : '';
  return `<script type="module" src=${quote(`${absolute(gateway)}/${file}`)}${integrity}></script>
<${tag}${all.join('')}></${tag}>`;
}

/** The URL of a page with the widget, for a frame. */
export function embedAddress({ gateway, tag, query, params, attributes }: Embed): string {
  const url = new URL(`${absolute(gateway)}/embed/${tag}`);
  for (const [name, value] of Object.entries({ query, ...params, ...attributes })) {
    if (value !== null) url.searchParams.set(name, String(value));
  }
  return url.href;
}

/** The parameters whose values are not the query's defaults. */
export function notDefault(params: Params, known: readonly Param[]): Params {
  const defaults = new Map(known.map((param) => [param.name, param.default]));
  return Object.fromEntries(Object.entries(params).filter(([name, value]) => defaults.get(name) !== value));
}

/** The absolute URL: a page behind the same proxy may use a path such as `/letz`. */
const absolute = (gateway: string) => new URL(gateway, document.baseURI).href.replace(/\/$/, '');

/** A quoted attribute value, in single quotes where it contains double ones. */
function quote(value: string): string {
  const safe = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return safe.includes('"') ? `'${safe.replaceAll("'", '&#39;')}'` : `"${safe}"`;
}
