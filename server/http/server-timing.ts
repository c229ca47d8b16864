import type { Context } from 'hono';
import type { Execute } from '../answers/run.ts';

/** Durations of a request's stages, for the header `Server-Timing` (W3C Server Timing). */
export class ServerTiming {
  readonly #begin = performance.now();
  readonly #durations: string[] = [];

  /** Wraps an execution, whose duration is then `database`. */
  measure(execute: Execute): Execute {
    return (bound, signal) => {
      const begin = performance.now();
      return execute(bound, signal).finally(() => this.#add('database', begin));
    };
  }

  /** Sets the header, with `total` as the last duration. */
  send(c: Context): void {
    this.#add('total', this.#begin);
    c.header('Server-Timing', this.#durations.join(', '));
  }

  #add(name: string, begin: number): void {
    this.#durations.push(`${name};dur=${(performance.now() - begin).toFixed(1)}`);
  }
}
