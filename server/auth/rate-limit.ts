import { createHash } from 'node:crypto';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { ProblemError } from '../shared/problems.ts';

/** Counts one request of a caller. @throws {ProblemError} `rate-limited` when it was one too many. */
export type RateLimit = (caller: string) => Promise<void>;

/** @param perMinute requests a minute and caller; 0: no limit */
export function createRateLimit(perMinute: number): RateLimit {
  if (perMinute === 0) return async () => {};
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  return async function limit(caller) {
    // Hashed, so that no token stays in memory longer than its request.
    const key = createHash('sha256').update(caller).digest('base64url');
    try {
      await limiter.consume(key);
    } catch (reason) {
      if (reason instanceof Error) throw reason;
      const retryAfter = Math.max(1, Math.ceil((reason as RateLimiterRes).msBeforeNext / 1000));
      throw new ProblemError('rate-limited', `At most ${perMinute} requests a minute; try again later.`, {
        retryAfter,
      });
    }
  };
}
