import { constants, openSync, write, writeSync } from 'node:fs';

/** Milliseconds that lines wait for more, to be written together. */
const PAUSE_MS = 100;
/** UTF-16 units that wait at most: where the log takes no more, lines are lost, not memory. */
const LONGEST = 4_000_000;

/**
 * Standard error, for the log: many lines at a time, and none that a request or the process's end would have to wait for.
 * A full disk, a reader that is slow or gone: it tries again, with what is new left out once too much waits.
 */
export class LogStream {
  readonly #file: number;
  #lines = '';
  /** What is being written, or could not be yet. */
  #portion = Buffer.alloc(0);
  #isWriting = false;
  #isPlanned = false;

  constructor(file = openStderr()) {
    this.#file = file;
  }

  write(line: string): void {
    if (this.#lines.length + line.length > LONGEST) return;
    this.#lines += line;
    this.#plan();
  }

  /** Writes what is left, as far as it is taken at once: for the end of the process. */
  end(): void {
    // What a thread writes already it writes to the end.
    const portion = this.#isWriting ? [] : [this.#portion];
    try {
      writeSync(this.#file, Buffer.concat([...portion, Buffer.from(this.#lines)]));
    } catch {
      // There is nobody to tell.
    }
  }

  #plan(): void {
    if (this.#isPlanned || this.#isWriting) return;
    this.#isPlanned = true;
    setTimeout(() => this.#flush(), PAUSE_MS).unref();
  }

  #flush(): void {
    this.#isPlanned = false;
    if (this.#portion.length === 0) {
      this.#portion = Buffer.from(this.#lines);
      this.#lines = '';
    }
    this.#isWriting = true;
    write(this.#file, this.#portion, (error, written) => {
      this.#isWriting = false;
      if (!error) this.#portion = this.#portion.subarray(written);
      if (this.#portion.length || this.#lines) this.#plan();
    });
  }
}

/** Anew, so that a write to a pipe that is full fails instead of waiting, for us alone; as it is where that can't be. */
function openStderr(): number {
  try {
    return openSync('/dev/stderr', constants.O_WRONLY | constants.O_APPEND | constants.O_NONBLOCK);
  } catch {
    return 2;
  }
}
