import type { Redis } from './redis.ts';

/** Events in the current period of a key. */
export interface Count {
  count: number;
  /** Time until the period ends. */
  resetMs: number;
}

const COUNT = `
local count = redis.call('incr', KEYS[1])
local reset = redis.call('pttl', KEYS[1])
if reset < 0 then
  redis.call('pexpire', KEYS[1], ARGV[1])
  reset = tonumber(ARGV[1])
end
return { count, reset }`;

/** Counts an event of a key in all gateways together. A period begins with its first event. */
export type CountEvent = (key: string, periodMs: number) => Promise<Count | undefined>;

/** @returns a counter whose result is undefined if Redis is not available */
export function createCounter(redis: Redis): CountEvent {
  return async function countEvent(key, periodMs) {
    const reply = await redis.run(COUNT, [`letz:rate:${key}`], [String(periodMs)]);
    if (!Array.isArray(reply)) return undefined;
    const [count, resetMs] = reply;
    return { count: Number(count), resetMs: Number(resetMs) };
  };
}
