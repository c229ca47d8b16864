import { ProblemError } from '../shared/problems.ts';

/** Gives one permit back. To be called once. */
export type Release = () => void;

export interface SemaphoreOptions {
  permits: number;
  /** Longest wait for a permit, in milliseconds. */
  timeoutMs: number;
  /** Longest queue; further callers are refused at once. */
  maxWaiting: number;
  /** The plural noun in the `overloaded` problem: "Too many requests at once". */
  noun: string;
}

/**
 * FIFO semaphore with a wait timeout and a bounded queue. Bounds database connections (`pool.ts`) and exports
 * (`open-gateway.ts`).
 */
export class Semaphore {
  readonly #options: SemaphoreOptions;
  readonly #queue = new Set<() => void>();
  #available: number;

  constructor(options: SemaphoreOptions) {
    this.#options = options;
    this.#available = options.permits;
  }

  /** Number of callers in the queue. */
  get waiting(): number {
    return this.#queue.size;
  }

  /**
   * Takes a permit; waits in the queue while none is available.
   * @throws {ProblemError} `overloaded` after the timeout or if the queue is full; the signal's reason if it fires first
   */
  async acquire(signal?: AbortSignal): Promise<Release> {
    signal?.throwIfAborted();
    if (this.#available > 0) this.#available -= 1;
    else await this.#wait(signal);
    return () => this.#release();
  }

  /** Takes a permit only if more than `spare` of them are available; never waits. */
  tryAcquire(spare = 0): Release | undefined {
    if (this.#available <= spare) return undefined;
    this.#available -= 1;
    return () => this.#release();
  }

  #wait(signal: AbortSignal | undefined): Promise<void> {
    const { timeoutMs, maxWaiting, noun } = this.#options;
    const overloaded = () => new ProblemError('overloaded', `Too many ${noun} at once. Try again in a moment.`);
    if (this.#queue.size >= maxWaiting) throw overloaded();
    return new Promise((resolve, reject) => {
      const leaveQueue = (settle: () => void) => () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        this.#queue.delete(enter);
        settle();
      };
      const enter = leaveQueue(resolve);
      const onAbort = leaveQueue(() => reject(signal?.reason));
      const timer = setTimeout(
        leaveQueue(() => reject(overloaded())),
        timeoutMs,
      );
      signal?.addEventListener('abort', onAbort);
      this.#queue.add(enter);
    });
  }

  #release(): void {
    const [next] = this.#queue;
    if (next) next();
    else this.#available += 1;
  }
}
