import type { BatchEntry, BatchResponse } from '../../../server/contract/batch.ts';
import type { Problem, ProblemCode } from '../../../server/contract/problem.ts';
import type { Catalogue } from '../../../server/contract/query.ts';
import type { Result } from '../../../server/contract/result.ts';
import type { Params } from '../../../server/contract/value.ts';
import { keepJsonSource } from './json-text.ts';

/** Error of a request. `network`: the gateway could not be reached, or its CORS settings don't allow the page. */
export class GatewayError extends Error {
  readonly code: ProblemCode | 'network';
  /** The parameter to change; only for `invalid-parameter`. */
  readonly param: string | undefined;

  constructor(code: ProblemCode | 'network', detail: string, param?: string) {
    super(detail);
    this.code = code;
    this.param = param;
  }
}

/** A result with the validator to revalidate it. */
export type TaggedResult = Result & { etag: string };

interface Waiter {
  resolve(result: TaggedResult): void;
  reject(error: unknown): void;
}

interface Entry {
  name: string;
  params: Params;
  known: TaggedResult | undefined;
  waiting: Set<Waiter>;
}

/** Most queries that the gateway accepts in one batch. */
const BATCH = 100;
/** Number of retries if the gateway is overloaded. */
const RETRIES = 2;
/** Upper bound of `Retry-After`, in seconds. */
const MAX_PAUSE = 10;

/** Clients of the page by gateway and token. */
const clients = new Map<string, GatewayClient>();

/**
 * Client of one gateway with one token. Queries requested in the same task of the event loop go in one batch, equal ones
 * once. The only module that calls `fetch`.
 */
export class GatewayClient {
  readonly #gateway: string;
  readonly #token: string | undefined;
  readonly #flights = new Set<{ entries: Entry[]; abort: AbortController }>();
  readonly #kept = new Map<string, Promise<unknown>>();
  #queue = new Map<string, Entry>();

  private constructor(gateway: string, token: string | undefined) {
    this.#gateway = gateway.replace(/\/$/, '');
    this.#token = token;
  }

  /** Returns the page's client for a gateway and token. */
  static for(gateway: string, token: string | undefined): GatewayClient {
    const key = `${gateway} ${token ?? ''}`;
    let client = clients.get(key);
    if (!client) {
      // Clients of replaced tokens are dropped.
      if (clients.size > 20) clients.clear();
      client = new GatewayClient(gateway, token);
      clients.set(key, client);
    }
    return client;
  }

  /**
   * @param known an earlier result of the same query, returned again if it has not changed
   * @throws {GatewayError} or the signal's reason
   */
  query(name: string, params: Params, signal: AbortSignal, known?: TaggedResult): Promise<TaggedResult> {
    const key = JSON.stringify([name, Object.entries(params).sort()]);
    if (!this.#queue.size) setTimeout(() => this.#flush());
    const entry = this.#queue.get(key) ?? { name, params, known, waiting: new Set() };
    this.#queue.set(key, entry);
    return new Promise((resolve, reject) => {
      const waiter = { resolve, reject };
      const leave = () => {
        entry.waiting.delete(waiter);
        reject(signal.reason);
        for (const { entries, abort } of this.#flights) {
          if (entries.every(({ waiting }) => !waiting.size)) abort.abort();
        }
      };
      entry.waiting.add(waiter);
      if (signal.aborted) leave();
      else signal.addEventListener('abort', leave, { once: true });
    });
  }

  /** Queries that the token may run, cached. @throws {GatewayError} */
  catalogue(): Promise<Catalogue> {
    return this.once('/api/queries');
  }

  /** Answer to a GET request, cached. @throws {GatewayError} */
  once<T>(path: string): Promise<T> {
    const kept = this.#kept.get(path) ?? this.#json(path);
    this.#kept.set(path, kept);
    // Failures are not cached.
    kept.catch(() => this.#kept.delete(path));
    return kept as Promise<T>;
  }

  #flush(): void {
    const entries = [...this.#queue.values()].filter(({ waiting }) => waiting.size);
    this.#queue = new Map();
    for (let from = 0; from < entries.length; from += BATCH) this.#send(entries.slice(from, from + BATCH));
  }

  async #send(entries: Entry[]): Promise<void> {
    const abort = new AbortController();
    const flight = { entries, abort };
    const { signal } = abort;
    this.#flights.add(flight);
    try {
      for (let attempt = 0, open = entries; open.length; attempt++) {
        if (attempt) await pause(2 ** attempt, signal);
        const queries = open.map(({ name, params, known }) => ({ name, params, etag: known?.etag }));
        const response = await this.fetch('/api/batch', { method: 'POST', body: JSON.stringify({ queries }), signal });
        const { value, text } = await read<BatchResponse>(response, signal);
        const { results } = value;
        results.forEach((answer, index) => {
          if ('columns' in answer) keepJsonSource(answer, text, ['results', index]);
        });
        open = open.filter((entry, index) => {
          const answer = results[index];
          const busy = answer && 'status' in answer && answer.status === 503 && attempt < RETRIES;
          if (!busy) settle(entry, answer);
          return busy;
        });
      }
    } catch (error) {
      for (const { waiting } of entries) for (const { reject } of waiting) reject(error);
    } finally {
      this.#flights.delete(flight);
    }
  }

  async #json<T>(path: string, init: RequestInit = {}): Promise<T> {
    return (await read<T>(await this.fetch(path, init), init.signal)).value;
  }

  /** Sends a request, with retries while the gateway is overloaded. @throws {GatewayError} or the signal's reason */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const { body, signal } = init;
    const headers = {
      ...(body && { 'Content-Type': 'application/json' }),
      ...(this.#token && { Authorization: `Bearer ${this.#token}` }),
    };
    for (let attempt = 0; ; attempt++) {
      const request = fetch(this.#gateway + path, { ...init, headers, credentials: 'omit', cache: 'no-cache' });
      const response = await request.catch((error) => {
        throw signal?.aborted
          ? error
          : new GatewayError('network', `${this.#gateway} cannot be reached from this page.`);
      });
      if (response.ok) return response;
      if (response.status !== 503 || attempt === RETRIES) throw errorOf((await read<Problem>(response, signal)).value);
      await pause(Number(response.headers.get('Retry-After')) || 2 ** attempt, signal);
    }
  }
}

function settle({ waiting, known }: Entry, answer: BatchEntry | undefined): void {
  for (const { resolve, reject } of waiting) {
    if (!answer) reject(new GatewayError('internal', 'The gateway gave no answer to this query.'));
    else if ('code' in answer) reject(errorOf(answer));
    else resolve('notModified' in answer ? known! : answer);
  }
  waiting.clear();
}

const errorOf = ({ code, detail, param }: Problem) => new GatewayError(code, detail, param);

async function read<T>(response: Response, signal?: AbortSignal | null): Promise<{ value: T; text: string }> {
  try {
    const text = await response.text();
    return { value: JSON.parse(text), text };
  } catch (error) {
    throw signal?.aborted ? error : new GatewayError('network', `${response.url} is not a letz gateway.`);
  }
}

/** @param seconds capped at `MAX_PAUSE` */
function pause(seconds: number, signal?: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    setTimeout(resolve, Math.min(seconds, MAX_PAUSE) * 1000);
    signal?.addEventListener('abort', () => reject(signal.reason));
  });
}
