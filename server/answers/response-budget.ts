import type { HttpBindings } from '@hono/node-server';
import { ProblemError } from '../shared/problems.ts';
import type { Body } from './answer.ts';

/** Counts a body against the budget until its response has ended. @throws {ProblemError} `overloaded` if it does not fit */
export type Reserve = (body: Body) => void;

/**
 * Bound of the memory of all long bodies that are being sent: clients may read slowly or not at all. A body that several
 * responses send counts once. Strings are short and not counted.
 */
export class ResponseBudget {
  readonly #maxBytes: number;
  /** Number of responses that send a body. */
  readonly #references = new Map<Body, number>();
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Bytes of all bodies that are being sent. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Creates the `Reserve` of one response. Without a connection (`app.request()`), nothing is counted. */
  open({ incoming, outgoing }: Partial<HttpBindings> = {}): Reserve {
    const reserved = new Set<Body>();
    // A pipelined response that waits for an earlier one emits no `close` when the connection ends; its socket does.
    const emitters = outgoing && incoming ? [outgoing, incoming.socket] : [];
    const onClose = () => {
      for (const body of reserved) this.#remove(body);
      reserved.clear();
      for (const emitter of emitters) emitter.off('close', onClose);
    };
    return (body) => {
      if (typeof body === 'string' || reserved.has(body)) return;
      if (emitters.length === 0 || emitters.some(({ destroyed }) => destroyed)) return;
      this.#add(body);
      if (reserved.size === 0) for (const emitter of emitters) emitter.once('close', onClose);
      reserved.add(body);
    };
  }

  #add(body: Body): void {
    const references = this.#references.get(body) ?? 0;
    if (references === 0) {
      // A body larger than the whole budget is sent if it is the only one.
      if (this.#bytes > 0 && this.#bytes + body.length > this.#maxBytes) {
        throw new ProblemError('overloaded', 'Too many large answers are being sent. Try again in a moment.');
      }
      this.#bytes += body.length;
    }
    this.#references.set(body, references + 1);
  }

  #remove(body: Body): void {
    const references = this.#references.get(body) ?? 0;
    if (references > 1) return void this.#references.set(body, references - 1);
    this.#references.delete(body);
    this.#bytes -= body.length;
  }
}
