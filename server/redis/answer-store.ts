import type { Redis } from './redis.ts';

/** A stored value with its remaining time to live. */
export interface StoredValue {
  value: Buffer;
  ttlMs: number;
}

/**
 * State of a key in the store: the value; `locked`: no value, and this gateway is to make it; `busy`: another gateway
 * makes it; undefined: Redis is not available.
 */
export type Lookup = StoredValue | 'locked' | 'busy' | undefined;

/** Time after which the lock of a gateway that has ended is free. Longer runs extend it. */
const LOCK_MS = 3_000;

/** For each key the value and its time to live; without a value `['', -1]` if the lock was taken, else `['', 0]`. */
const LOOKUP = `
local replies = {}
for i = 1, #KEYS, 2 do
  local value = redis.call('get', KEYS[i])
  if value then
    replies[i] = value
    replies[i + 1] = redis.call('pttl', KEYS[i])
  else
    replies[i] = ''
    replies[i + 1] = redis.call('set', KEYS[i + 1], ARGV[1], 'nx', 'px', ARGV[2]) and -1 or 0
  end
end
return replies`;

const STORE = `
redis.call('set', KEYS[1], ARGV[2], 'px', ARGV[3])
if redis.call('get', KEYS[2]) == ARGV[1] then redis.call('del', KEYS[2]) end`;

const EXTEND = `if redis.call('get', KEYS[1]) == ARGV[1] then redis.call('pexpire', KEYS[1], ARGV[2]) end`;

const UNLOCK = `if redis.call('get', KEYS[1]) == ARGV[1] then redis.call('del', KEYS[1]) end`;

/** Values that gateways share in Redis, with a lock for each key, so that only one gateway makes a value. */
export class AnswerStore {
  readonly #redis: Redis;
  /** Identifies this gateway's locks. */
  readonly #token: string;
  #lookups = new Map<string, { promise: Promise<Lookup>; resolve: (lookup: Lookup) => void }>();

  constructor(redis: Redis, token: string) {
    this.#redis = redis;
    this.#token = token;
  }

  /** Looks a key up. All lookups of one turn of the event loop are one command, so that a batch has its replies together. */
  lookup(key: string): Promise<Lookup> {
    const known = this.#lookups.get(key);
    if (known) return known.promise;
    if (this.#lookups.size === 0) queueMicrotask(() => this.#sendLookups());
    let resolve = (_: Lookup) => {};
    const promise = new Promise<Lookup>((settle) => {
      resolve = settle;
    });
    this.#lookups.set(key, { promise, resolve });
    return promise;
  }

  async #sendLookups(): Promise<void> {
    const lookups = [...this.#lookups];
    this.#lookups = new Map();
    const keys = lookups.flatMap(([key]) => [valueKey(key), lockKey(key)]);
    const replies = await this.#redis.run(LOOKUP, keys, [this.#token, String(LOCK_MS)]);
    lookups.forEach(([, { resolve }], index) => {
      resolve(Array.isArray(replies) ? readLookup(replies[2 * index], replies[2 * index + 1]) : undefined);
    });
  }

  /** Runs `work` and keeps this gateway's lock on the key meanwhile. */
  async holding<T>(key: string, work: () => Promise<T>): Promise<T> {
    const extend = () => void this.#redis.run(EXTEND, [lockKey(key)], [this.#token, String(LOCK_MS)]);
    const timer = setInterval(extend, LOCK_MS / 3);
    try {
      return await work();
    } finally {
      clearInterval(timer);
    }
  }

  /** Stores a value and gives the lock up. */
  async store(key: string, value: Buffer, ttlMs: number): Promise<void> {
    await this.#redis.run(STORE, [valueKey(key), lockKey(key)], [this.#token, value, String(ttlMs)]);
  }

  /** Gives the lock up without a value. */
  async unlock(key: string): Promise<void> {
    await this.#redis.run(UNLOCK, [lockKey(key)], [this.#token]);
  }
}

const valueKey = (key: string) => `letz:answer:${key}`;
const lockKey = (key: string) => `letz:lock:${key}`;

function readLookup(value: unknown, ttlMs: unknown): Lookup {
  if (!Buffer.isBuffer(value) || typeof ttlMs !== 'number') return undefined;
  if (value.length) return { value, ttlMs: Math.max(1, ttlMs) };
  return ttlMs === -1 ? 'locked' : 'busy';
}
