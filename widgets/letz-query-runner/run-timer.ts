/** Milliseconds after which a running request is shown as such. */
const DELAY = 300;
/** Milliseconds between two updates of the elapsed time. */
const TICK = 100;

/** Duration of the running request and of the last one. */
export class RunTimer {
  /** True if the user cancelled the last request. */
  cancelled = false;
  /** Duration of the last request in milliseconds. */
  took: number | undefined;
  #since: number | undefined;
  #interval: ReturnType<typeof setInterval> | undefined;
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Milliseconds since the running request began; undefined for the first moments. */
  get elapsed(): number | undefined {
    const elapsed = this.#since === undefined ? 0 : performance.now() - this.#since;
    return elapsed > DELAY ? elapsed : undefined;
  }

  /** Times a request; a later one replaces it. @param began by `performance.now()` */
  async time<T>(began: number, request: Promise<T>): Promise<T> {
    this.#since = began;
    this.cancelled = false;
    this.#interval ??= setInterval(this.#onChange, TICK);
    this.#onChange();
    try {
      return await request;
    } finally {
      if (this.#since === began) {
        this.#since = undefined;
        this.took = performance.now() - began;
        clearInterval(this.#interval);
        this.#interval = undefined;
        this.#onChange();
      }
    }
  }
}
