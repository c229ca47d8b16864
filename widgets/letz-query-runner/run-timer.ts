/** Milliseconds after which a reader is told that something is under way. */
const NOTICED = 300;
/** Milliseconds between two looks at the clock, while its time is shown. */
const TICK = 100;

/** The request under way and how the last one ended. */
export class Run {
  /** Whether the reader gave the last one up. */
  cancelled = false;
  /** How long the last one took, in milliseconds. */
  took: number | undefined;
  #since: number | undefined;
  #clock: ReturnType<typeof setInterval> | undefined;
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** How long it has been under way, in milliseconds; undefined before that is worth a word. */
  get elapsed(): number | undefined {
    const elapsed = this.#since === undefined ? 0 : performance.now() - this.#since;
    return elapsed > NOTICED ? elapsed : undefined;
  }

  /** Takes the time of a request; only the latest counts. @param began by `performance.now()` */
  async time<T>(began: number, request: Promise<T>): Promise<T> {
    this.#since = began;
    this.cancelled = false;
    this.#clock ??= setInterval(this.#changed, TICK);
    this.#changed();
    try {
      return await request;
    } finally {
      if (this.#since === began) {
        this.#since = undefined;
        this.took = performance.now() - began;
        clearInterval(this.#clock);
        this.#clock = undefined;
        this.#changed();
      }
    }
  }
}
