import { constants, openSync, write, writeSync } from 'node:fs';

/** Milliseconds for which lines are collected before they are written together. */
const FLUSH_MS = 100;
/** Longest backlog, in UTF-16 units. While standard error accepts nothing, further lines are dropped. */
const MAX_BACKLOG = 4_000_000;

/**
 * Asynchronous log destination on standard error that never blocks a request or the end of the process. After a failed
 * write (disk full, pipe full or closed) it retries, with a bounded backlog.
 *
 * `pino.destination({ dest: 2, sync: false })` does not do: with a full disk or a pipe whose reader has stopped, its
 * `flushSync` retries for ever, so that the process does not end on SIGTERM.
 */
export class LogStream {
  readonly #file: number;
  #lines = '';
  /** The bytes that are being written or failed to be. */
  #chunk = Buffer.alloc(0);
  #isWriting = false;
  #isScheduled = false;

  constructor(file = openStderr()) {
    this.#file = file;
  }

  write(line: string): void {
    if (this.#lines.length + line.length > MAX_BACKLOG) return;
    this.#lines += line;
    this.#schedule();
  }

  /** Writes the backlog, as far as standard error accepts it at once. For the end of the process. */
  end(): void {
    // A write in the thread pool completes by itself.
    const chunk = this.#isWriting ? [] : [this.#chunk];
    try {
      writeSync(this.#file, Buffer.concat([...chunk, Buffer.from(this.#lines)]));
    } catch {
      // There is nowhere left to report it.
    }
  }

  #schedule(): void {
    if (this.#isScheduled || this.#isWriting) return;
    this.#isScheduled = true;
    setTimeout(() => this.#flush(), FLUSH_MS).unref();
  }

  #flush(): void {
    this.#isScheduled = false;
    if (this.#chunk.length === 0) {
      this.#chunk = Buffer.from(this.#lines);
      this.#lines = '';
    }
    this.#isWriting = true;
    write(this.#file, this.#chunk, (error, written) => {
      this.#isWriting = false;
      if (!error) this.#chunk = this.#chunk.subarray(written);
      if (this.#chunk.length || this.#lines) this.#schedule();
    });
  }
}

/** Opens standard error again as non-blocking, for this process only; falls back to the inherited descriptor. */
function openStderr(): number {
  try {
    return openSync('/dev/stderr', constants.O_WRONLY | constants.O_APPEND | constants.O_NONBLOCK);
  } catch {
    return 2;
  }
}
