import { ProblemError } from '../shared/problems.ts';

/** A number of places. Whoever finds none free waits for a while, first come, first served. */
export class Places {
  readonly #patienceMs: number;
  readonly #mostWaiting: number;
  readonly #waiting = new Set<() => void>();
  #free: number;

  /**
   * @param patienceMs the longest wait for a place
   * @param mostWaiting how many may wait: more are refused at once
   */
  constructor(count: number, patienceMs: number, mostWaiting = Number.POSITIVE_INFINITY) {
    this.#free = count;
    this.#patienceMs = patienceMs;
    this.#mostWaiting = mostWaiting;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /**
   * @param what takes the place, in words for the caller
   * @returns what gives the place back
   * @throws {ProblemError} `overloaded` when none gets free in time; the signal's reason when it fires
   */
  async take(what: string, signal?: AbortSignal): Promise<() => void> {
    signal?.throwIfAborted();
    if (this.#free > 0) this.#free -= 1;
    else await this.#wait(what, signal);
    return () => this.#give();
  }

  #wait(what: string, signal: AbortSignal | undefined): Promise<void> {
    const overloaded = () => new ProblemError('overloaded', `Too many ${what} at once; try again soon.`);
    if (this.#waiting.size >= this.#mostWaiting) throw overloaded();
    return new Promise((resolve, reject) => {
      const settle = (how: () => void) => () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', leave);
        this.#waiting.delete(enter);
        how();
      };
      const enter = settle(resolve);
      const leave = settle(() => reject(signal?.reason));
      const giveUp = settle(() => reject(overloaded()));
      const timer = setTimeout(giveUp, this.#patienceMs);
      signal?.addEventListener('abort', leave);
      this.#waiting.add(enter);
    });
  }

  #give(): void {
    const [next] = this.#waiting;
    if (next) next();
    else this.#free += 1;
  }
}
