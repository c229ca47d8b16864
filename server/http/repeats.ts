import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import { LRUCache } from 'lru-cache';
import type { Registry } from '../catalogue/registry.ts';

/** An answer that may be given again, as it was, to the very same request. */
export interface Repeatable {
  /** Only short ones are texts; for long ones it would save little. */
  body: string;
  /** Milliseconds since 1970 until which its moment and the rights to it last. */
  until: number;
  /** The queries that it is of. */
  registry: Registry;
  query: string;
}

interface Sent extends Repeatable {
  headers: Record<string, string>;
}

export interface RepeatsOptions {
  now: () => number;
  registry: () => Registry;
  /** Writes down one more such request, as if the handlers had seen it. @returns its id */
  onRepeat: (query: string, begin: number) => string;
}

/** Answers to remember. */
const ANSWERS = 500;
/** How long one is given again: what the cache has thrown away must not live on here. */
const REPEAT_MS = 1_000;

/**
 * Widgets ask the very same thing again and again. Whoever sends the bytes of a request that was just answered, token and
 * all, gets the same answer without another look at any of it: more than twice as many a second. Only what a handler
 * offers is remembered, for a second at most, and not past its moment, the token's expiry or a change of the queries.
 */
export class Repeats {
  readonly #options: RepeatsOptions;
  readonly #offered = new WeakMap<Request, Repeatable>();
  readonly #sent = new LRUCache<string, Sent>({ max: ANSWERS });

  constructor(options: RepeatsOptions) {
    this.#options = options;
  }

  offer(request: Request, answer: Repeatable): void {
    this.#offered.set(request, answer);
  }

  /** Puts itself in front of an app. */
  wrap(app: Hono): void {
    const { fetch } = app;
    app.fetch = (request, env, context) => {
      const { incoming } = (env ?? {}) as Partial<HttpBindings>;
      if (!incoming || request.method !== 'GET') return fetch(request, env, context);
      const key = `${request.url}\n${incoming.rawHeaders.join('\n')}`;
      const sent = this.#find(key);
      if (sent) {
        const id = this.#options.onRepeat(sent.query, performance.now());
        return new Response(sent.body, { headers: { ...sent.headers, 'x-request-id': id } });
      }
      const answer = fetch(request, env, context);
      return answer instanceof Promise ? answer.then((response) => this.#keep(key, request, response)) : answer;
    };
  }

  #find(key: string): Sent | undefined {
    const sent = this.#sent.get(key);
    return sent && sent.until > this.#options.now() && sent.registry === this.#options.registry() ? sent : undefined;
  }

  #keep(key: string, request: Request, response: Response): Response {
    const answer = this.#offered.get(request);
    if (answer && response.status === 200) {
      const headers = Object.fromEntries(response.headers);
      if ('server-timing' in headers) headers['server-timing'] = 'total;dur=0.0';
      const until = Math.min(answer.until, this.#options.now() + REPEAT_MS);
      this.#sent.set(key, { ...answer, until, headers });
    }
    return response;
  }
}
