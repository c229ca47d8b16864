import { LRUCache } from 'lru-cache';

/** A run in progress and the callers that share it. */
interface Flight<T> {
  promise: Promise<T>;
  abort: AbortController;
  waiting: number;
}

export interface CacheOptions<T> {
  /** Bound of the sizes of all entries together, keys included. */
  maxSize: number;
  sizeOf: (value: T) => number;
}

/** Size of an entry beyond its key and value, in the unit of `sizeOf`. */
const ENTRY_SIZE = 500;
/** Interval of removing expired entries: keys hold an `as_of`, so old ones are not requested again. */
const PURGE_MS = 5_000;
/** Largest part of the cache for one entry: a larger one would evict all others. */
const MAX_ENTRY_SHARE = 1 / 3;

/**
 * LRU cache with expiry and single flight. Expired entries are not returned (TTL of lru-cache); the caller sets the TTL,
 * see `ask.ts`. Equal requests share one run. A run is aborted when its last caller has left;
 * lru-cache's own `fetch` would abort it with the first one.
 */
export class Cache<T extends object> {
  readonly #entries: LRUCache<string, T>;
  readonly #flights = new Map<string, Flight<T>>();
  #purged = 0;

  constructor({ maxSize, sizeOf }: CacheOptions<T>) {
    this.#entries = new LRUCache<string, T>({
      maxSize,
      maxEntrySize: Math.ceil(maxSize * MAX_ENTRY_SHARE),
      sizeCalculation: (value, key) => ENTRY_SIZE + key.length + sizeOf(value),
    });
  }

  /** Number of entries, their size, and the number of runs in progress. */
  get usage(): { entries: number; size: number; running: number } {
    return { entries: this.#entries.size, size: this.#entries.calculatedSize, running: this.#flights.size };
  }

  /** The cached value, if there is one that has not expired. */
  peek(key: string): T | undefined {
    return this.#entries.get(key);
  }

  /**
   * The cached value, or that of the run in progress, or of a new run.
   * @param ttlMs how long a new value stays in the cache; a function is called when `run` has ended
   * @param run receives a signal that fires when all callers have left
   * @param signal makes the caller's signal, called only if the value is not cached; when it fires, this caller leaves
   */
  get(
    key: string,
    ttlMs: number | (() => number),
    run: (signal: AbortSignal) => Promise<T>,
    signal?: () => AbortSignal,
  ): Promise<T> {
    const cached = this.peek(key);
    if (cached) return Promise.resolve(cached);
    const flight = this.#flights.get(key) ?? this.#start(key, ttlMs, run);
    return this.#join(key, flight, signal?.());
  }

  #start(key: string, ttlMs: number | (() => number), run: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const abort = new AbortController();
    const promise = run(abort.signal);
    const flight: Flight<T> = { promise, abort, waiting: 0 };
    this.#flights.set(key, flight);
    promise.then(
      (value) => {
        this.#store(key, value, typeof ttlMs === 'number' ? ttlMs : ttlMs());
        this.#end(key, flight);
      },
      () => this.#end(key, flight),
    );
    return flight;
  }

  #store(key: string, value: T, ttl: number): void {
    this.#entries.set(key, value, { ttl });
    if (performance.now() - this.#purged < PURGE_MS) return;
    this.#purged = performance.now();
    this.#entries.purgeStale();
  }

  #end(key: string, flight: Flight<T>): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
  }

  #join(key: string, flight: Flight<T>, signal?: AbortSignal): Promise<T> {
    flight.waiting += 1;
    return new Promise((resolve, reject) => {
      const leave = () => {
        flight.waiting -= 1;
        if (flight.waiting === 0) {
          // A later request must not join a run that is being aborted.
          this.#end(key, flight);
          flight.abort.abort();
        }
        reject(signal?.reason);
      };
      if (signal?.aborted) return leave();
      signal?.addEventListener('abort', leave, { once: true });
      const settle =
        <V>(settleWith: (value: V) => void) =>
        (value: V) => {
          signal?.removeEventListener('abort', leave);
          settleWith(value);
        };
      flight.promise.then(settle(resolve), settle(reject));
    });
  }
}
