import { createHash } from 'node:crypto';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { CountEvent } from '../redis/counter.ts';
import { ProblemError } from '../shared/problems.ts';

/** Counts one request of a client. @throws {ProblemError} `rate-limited` above the limit */
export type RateLimit = (client: string) => Promise<void>;

const PERIOD_MS = 60_000;

/**
 * @param perMinute requests per minute and client; 0: no limit
 * @param countEvent counts for all gateways together; without it, or while it is not available, each gateway counts alone
 */
export function createRateLimit(perMinute: number, countEvent?: CountEvent): RateLimit {
  if (perMinute === 0) return async () => {};
  const limiter = new RateLimiterMemory({ points: perMinute, duration: PERIOD_MS / 1000 });
  return async function limit(client) {
    // Hashed, so that no token stays in memory.
    const key = createHash('sha256').update(client).digest('base64url');
    const shared = await countEvent?.(key, PERIOD_MS);
    if (shared) {
      if (shared.count > perMinute) throw rateLimited(perMinute, shared.resetMs);
      return;
    }
    try {
      await limiter.consume(key);
    } catch (reason) {
      if (reason instanceof Error) throw reason;
      throw rateLimited(perMinute, (reason as RateLimiterRes).msBeforeNext);
    }
  };
}

function rateLimited(perMinute: number, resetMs: number): ProblemError {
  return new ProblemError('rate-limited', `The limit is ${perMinute} requests per minute; try again later.`, {
    retryAfter: Math.max(1, Math.ceil(resetMs / 1000)),
  });
}
