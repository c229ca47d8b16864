import type { AnswerSource, Metrics } from '../observability/metrics.ts';
import { type Answer, translateAnswer } from './answer.ts';
import { type BoundQuery, bindPrevious } from './bound-query.ts';
import type { Cache } from './cache.ts';
import { cacheKey } from './cache-key.ts';
import type { Execute } from './run.ts';
import type { SharedCache } from './shared-cache.ts';

export interface AskOptions {
  cache: Cache<Answer>;
  /** Cache of all gateways together; undefined without Redis. */
  sharedCache: SharedCache | undefined;
  metrics: Metrics;
  /** Time for which an answer is cached if the query file has no @fresh. */
  freshSeconds: number;
}

/**
 * Answers a bound query: from the cache, by joining an equal query that runs already, from the cache of all gateways, or by `execute`.
 * @param signal makes the caller's signal; called only if the answer is not in the cache
 */
export async function ask(
  { cache, sharedCache, metrics, freshSeconds }: AskOptions,
  bound: BoundQuery,
  execute: Execute,
  signal?: () => AbortSignal,
): Promise<Answer> {
  const begin = performance.now();
  let source: AnswerSource = 'cache';
  // A statement runs once for all languages: answers in others than the file's own are made from that one.
  const own = { ...bound, language: bound.query.language };
  // Answers at a default as_of are kept for a second period: they are sent in place of the next answer if that takes longer
  // than SLOW_MS.
  let ttlMs = (bound.query.fresh ?? freshSeconds) * 1000 * (bound.previousAsOf === undefined ? 1 : 2);
  const run = async (stop: AbortSignal) => {
    source = 'database';
    if (!sharedCache) return execute(own, stop);
    const shared = await sharedCache.get(own, ttlMs, execute, stop);
    ({ ttlMs, source } = shared);
    return shared.answer;
  };
  const askOwn = (leave?: () => AbortSignal) => cache.get(cacheKey(own), () => ttlMs, run, leave);
  const translate = async (stop: AbortSignal) => translateAnswer(await askOwn(() => stop), bound);
  const isOwn = bound.language === own.language;
  const answer = await (isOwn ? askOwn(signal) : cache.get(cacheKey(bound), () => ttlMs, translate, signal));
  metrics.answer(bound.query.name, source, (performance.now() - begin) / 1000);
  return answer;
}

/** The cached answer at the previous default `as_of`; for a query with its own `as_of`, the cached answer at that. */
export function cachedBefore(cache: Cache<Answer>, bound: BoundQuery): Answer | undefined {
  return cache.peek(cacheKey(bindPrevious(bound) ?? bound));
}

/** Time after which the previous answer is sent instead of the new one (stale-while-revalidate). */
const SLOW_MS = 1_000;

/**
 * Stale-while-revalidate: resolves with `fresh` or, once that is slow, with the stale value if there is one. `fresh` goes
 * on, so that its answer is in the cache for the next request.
 */
export async function staleWhileRevalidate<T>(fresh: Promise<T>, stale: () => T | undefined): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const slow = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), SLOW_MS);
  });
  const first = await Promise.race([fresh.then((value) => ({ value })), slow]).finally(() => clearTimeout(timer));
  return first?.value ?? stale() ?? fresh;
}
