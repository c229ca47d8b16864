/** Weight of a new duration in the moving average. */
const WEIGHT = 0.3;
/** Assumed duration of a query that has not run yet: after the fast ones, before the slow ones. */
const UNKNOWN_MS = 100;

/** Exponential moving average of how long each query runs, by name. */
export class Durations {
  readonly #averages = new Map<string, number>();

  record(query: string, ms: number): void {
    const average = this.#averages.get(query) ?? ms;
    this.#averages.set(query, average + WEIGHT * (ms - average));
  }

  /** The expected duration in milliseconds. */
  expected(query: string): number {
    return this.#averages.get(query) ?? UNKNOWN_MS;
  }
}
