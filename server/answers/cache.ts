import { LRUCache } from 'lru-cache';

/** A run that several may wait for. */
interface Flight<T> {
  promise: Promise<T>;
  abort: AbortController;
  waiting: number;
}

export interface CacheOptions<T> {
  /** Bound of all entries' sizes together, their keys' included. */
  maxSize: number;
  sizeOf: (value: T) => number;
}

/** What an entry takes besides its key and its value. */
const ENTRY_SIZE = 500;
/** How often what has expired is thrown away: moments pass, and nobody asks for them again. */
const SWEEP_MS = 5_000;
/** The part of all room that one entry may take: a huge one would drive out all others. */
const LARGEST = 1 / 4;

/**
 * Keeps results for a while, and lets equal requests share one run. A run stops when the last one who waits for it has
 * left; lru-cache's own `fetch` would stop it with the first.
 */
export class Cache<T extends object> {
  readonly #kept: LRUCache<string, T>;
  readonly #flights = new Map<string, Flight<T>>();
  #swept = 0;

  constructor({ maxSize, sizeOf }: CacheOptions<T>) {
    this.#kept = new LRUCache<string, T>({
      maxSize,
      maxEntrySize: Math.ceil(maxSize * LARGEST),
      sizeCalculation: (value, key) => ENTRY_SIZE + key.length + sizeOf(value),
    });
  }

  /** What is kept, what all of it weighs, and how many runs are under way. */
  get usage(): { entries: number; size: number; running: number } {
    return { entries: this.#kept.size, size: this.#kept.calculatedSize, running: this.#flights.size };
  }

  /** The kept result, if there is one. */
  kept(key: string): T | undefined {
    return this.#kept.get(key);
  }

  /**
   * The kept result, or that of the run under way, or of a new one.
   * @param ttlMs how long a new result is kept
   * @param run gets a signal that fires when nobody waits any more
   * @param signal the caller's, made only if there is something to wait for: when it fires, this caller stops waiting
   */
  get(key: string, ttlMs: number, run: (signal: AbortSignal) => Promise<T>, signal?: () => AbortSignal): Promise<T> {
    const kept = this.kept(key);
    if (kept) return Promise.resolve(kept);
    const flight = this.#flights.get(key) ?? this.#start(key, ttlMs, run);
    return this.#join(key, flight, signal?.());
  }

  #start(key: string, ttlMs: number, run: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const abort = new AbortController();
    const promise = run(abort.signal);
    const flight: Flight<T> = { promise, abort, waiting: 0 };
    this.#flights.set(key, flight);
    promise.then(
      (value) => {
        this.#keep(key, value, ttlMs);
        this.#end(key, flight);
      },
      () => this.#end(key, flight),
    );
    return flight;
  }

  #keep(key: string, value: T, ttl: number): void {
    this.#kept.set(key, value, { ttl });
    if (performance.now() - this.#swept < SWEEP_MS) return;
    this.#swept = performance.now();
    this.#kept.purgeStale();
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
          // A later request must not join a run that is being stopped.
          this.#end(key, flight);
          flight.abort.abort();
        }
        reject(signal?.reason);
      };
      if (signal?.aborted) return leave();
      signal?.addEventListener('abort', leave, { once: true });
      const settle =
        <V>(how: (value: V) => void) =>
        (value: V) => {
          signal?.removeEventListener('abort', leave);
          how(value);
        };
      flight.promise.then(settle(resolve), settle(reject));
    });
  }
}
