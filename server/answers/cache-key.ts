import type { BoundQuery } from './bound-query.ts';

/**
 * Cache key of a bound query. It holds both the bound values and the reported parameters: time zones with different names
 * can be bound as the same value, and the answer repeats the name that was asked for.
 */
export function cacheKey({ query, args, shape, language }: BoundQuery): string {
  return JSON.stringify([query.name, query.revision, shape, language, args.values, args.params]);
}
