import type { Duplex } from 'node:stream';
import { ProblemError } from '../shared/problems.ts';
import { classify } from './errors.ts';

/** Time beyond a reply's own limit after which the connection counts as lost. */
const GRACE_MS = 2_000;

/** Watches the socket to a database server: destroys it when a reply is too large or does not arrive. */
export class SocketGuard {
  readonly #socket: Duplex;
  /** Bytes received since the last reset to 0. */
  received = 0;

  /** @param maxBytes the largest reply that is accepted */
  constructor(socket: Duplex, maxBytes: number) {
    this.#socket = socket;
    // Prepended, to run before `pg` decodes the data: a reply longer than the longest string would end the process.
    socket.prependListener('data', (data: Buffer) => {
      this.received += data.length;
      if (this.received > maxBytes) {
        this.destroy(new ProblemError('too-large', 'The result is too large. Narrow the parameters, or export it.'));
      }
    });
  }

  /**
   * Waits for a reply within a time limit. Without the limit, a network that drops packets would block for ever.
   * @param ms the limit; after a grace period on top of it the socket is destroyed
   * @param onTimeout makes the problem to report when no reply arrived
   * @throws {ProblemError}
   */
  async wait<T>(reply: Promise<T>, ms: number, onTimeout: () => ProblemError): Promise<T> {
    const timer = setTimeout(() => this.destroy(onTimeout()), ms + GRACE_MS);
    try {
      return await reply;
    } catch (error) {
      // Points the stack trace to the caller instead of the socket's event handler.
      Error.captureStackTrace(error as Error);
      throw classify(error);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Ends the connection at once, without PostgreSQL's Terminate message: the server may not respond. */
  destroy(error?: Error): void {
    this.#socket.destroy(error);
  }
}
