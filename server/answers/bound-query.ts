import type { Access } from '../auth/access.ts';
import { languageFor } from '../catalogue/localize.ts';
import type { NamedQuery } from '../catalogue/registry.ts';
import { type Arguments, AS_OF, withAsOf } from '../params/bind.ts';
import type { RawParams } from '../params/decode.ts';
import type { ZoneNames } from '../params/time-zones.ts';
import type { DefaultAsOf } from './as-of.ts';

/** `rows`: one array a row. `columns`: one array a column. */
export type Shape = 'rows' | 'columns';

/** A query with its parameters bound, which the caller may run. */
export interface BoundQuery {
  query: NamedQuery;
  args: Arguments;
  shape: Shape;
  /** Language of the answer's texts: one of the query file's. */
  language: string;
  /** The default `as_of` before this one; undefined if the request gave an `as_of` or the token locks it. */
  previousAsOf: string | undefined;
}

/**
 * Binds a request's parameters to a query.
 * @param locale canonical locale of the request; undefined: the query file's own language
 * @throws {ProblemError} `invalid-parameter` or `forbidden`
 */
export function bindQuery(
  access: Access,
  query: NamedQuery,
  raw: RawParams,
  shape: Shape,
  { asOf, previous }: DefaultAsOf,
  zones: ZoneNames,
  locale?: string,
): BoundQuery {
  const args = access.bind(query, raw, asOf, zones);
  const isDefault = args.asOf === asOf && !raw.has(AS_OF.name);
  const language = languageFor(query, locale);
  return { query, args, shape, language, previousAsOf: isDefault ? previous : undefined };
}

/** The same query at the default `as_of` before; undefined if it has an `as_of` of its own. */
export function bindPrevious(bound: BoundQuery): BoundQuery | undefined {
  const { previousAsOf, args } = bound;
  if (previousAsOf === undefined) return undefined;
  return { ...bound, args: withAsOf(args, previousAsOf), previousAsOf: undefined };
}
