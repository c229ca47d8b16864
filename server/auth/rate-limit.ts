import { createHash } from 'node:crypto';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { ProblemError } from '../shared/problems.ts';

/** Counts one request of a client. @throws {ProblemError} `rate-limited` above the limit */
export type RateLimit = (client: string) => Promise<void>;

/** @param perMinute requests per minute and client; 0: no limit */
export function createRateLimit(perMinute: number): RateLimit {
  if (perMinute === 0) return async () => {};
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  return async function limit(client) {
    // Hashed, so that no token stays in memory.
    const key = createHash('sha256').update(client).digest('base64url');
    try {
      await limiter.consume(key);
    } catch (reason) {
      if (reason instanceof Error) throw reason;
      const retryAfter = Math.max(1, Math.ceil((reason as RateLimiterRes).msBeforeNext / 1000));
      throw new ProblemError('rate-limited', `The limit is ${perMinute} requests per minute; try again later.`, {
        retryAfter,
      });
    }
  };
}
