import type { HttpBindings } from '@hono/node-server';
import { ProblemError } from '../shared/problems.ts';
import type { Body } from './run.ts';

/** Keeps account of what a response sends until that has gone, or its connection has. @throws {ProblemError} `overloaded` when there is no room */
export type Hold = (body: Body) => void;

/**
 * Long answers on their way to readers that may be slow or never read: all together they are bounded. One that many are
 * sent takes the memory of one. Short ones are no more than what every connection takes anyway.
 */
export class Outbox {
  readonly #maxBytes: number;
  readonly #holders = new Map<Body, number>();
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** For one response; without a connection to send it by, nothing has to wait. */
  open({ incoming, outgoing }: Partial<HttpBindings> = {}): Hold {
    const held = new Set<Body>();
    // A response that waits for others on its connection hears nothing of its end: the socket does.
    const ends = outgoing && incoming ? [outgoing, incoming.socket] : [];
    const end = () => {
      for (const body of held) this.#remove(body);
      held.clear();
      for (const each of ends) each.off('close', end);
    };
    return (body) => {
      if (typeof body === 'string' || held.has(body)) return;
      if (ends.length === 0 || ends.some(({ destroyed }) => destroyed)) return;
      this.#add(body);
      if (held.size === 0) for (const each of ends) each.once('close', end);
      held.add(body);
    };
  }

  #add(body: Body): void {
    const holders = this.#holders.get(body) ?? 0;
    if (holders === 0) {
      // The first is let through, however long it is: else it could never be sent.
      if (this.#bytes > 0 && this.#bytes + body.length > this.#maxBytes) {
        throw new ProblemError('overloaded', 'Too many large answers are being sent; try again soon.');
      }
      this.#bytes += body.length;
    }
    this.#holders.set(body, holders + 1);
  }

  #remove(body: Body): void {
    const holders = this.#holders.get(body) ?? 0;
    if (holders > 1) return void this.#holders.set(body, holders - 1);
    this.#holders.delete(body);
    this.#bytes -= body.length;
  }
}
