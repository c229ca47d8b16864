import type { Duplex } from 'node:stream';
import { ProblemError } from '../shared/problems.ts';
import { classify } from './errors.ts';

/** How much longer than it may take an answer is waited for, before its connection counts as lost. */
const GRACE_MS = 2_000;

/** The line to a database server, that gives up on one that says too much or nothing at all. */
export class Line {
  readonly #stream: Duplex;
  /** Bytes that came since this was last set to 0. */
  received = 0;

  /** @param maxBytes the most that one answer may weigh */
  constructor(stream: Duplex, maxBytes: number) {
    this.#stream = stream;
    // First of all listeners, before `pg` makes a text of it: one that no text can hold would end the process.
    stream.prependListener('data', (data: Buffer) => {
      this.received += data.length;
      if (this.received > maxBytes)
        this.cut(new ProblemError('too-large', 'The result is too large; ask for less of it.'));
    });
  }

  /**
   * Waits for an answer, but not for ever: on a network that swallows everything none comes, not even an error.
   * @param ms how long it may take; a little later the line is cut
   * @throws {ProblemError} what went wrong; `silence` when nothing came
   */
  async hear<T>(answer: Promise<T>, ms: number, silence: () => ProblemError): Promise<T> {
    const timer = setTimeout(() => this.cut(silence()), ms + GRACE_MS);
    try {
      return await answer;
    } catch (error) {
      // So that it leads to who asked, and not to who read the network.
      Error.captureStackTrace(error as Error);
      throw classify(error);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends the connection at once, without a word: nobody may be there to take leave of. */
  cut(why?: Error): void {
    this.#stream.destroy(why);
  }
}
