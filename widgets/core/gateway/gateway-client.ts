import type { BatchEntry, BatchRequest } from '../../../server/contract/batch.ts';
import type { Problem } from '../../../server/contract/problem.ts';
import type { Catalogue } from '../../../server/contract/query.ts';
import type { Result } from '../../../server/contract/result.ts';
import type { Params } from '../../../server/contract/value.ts';
import { warn } from '../element/warn.ts';
import { GatewayError } from './gateway-error.ts';
import { readBatch } from './read-batch.ts';
import { backoff, mayRetry } from './retry.ts';
import { isJwt } from './token.ts';

export { GatewayError } from './gateway-error.ts';

/** A result with its ETag, sent back to ask whether it has changed. */
export type TaggedResult = Result & { etag: string };

/** A query to run. */
export interface Query {
  name: string;
  params: Params;
  /** Values for the query and others, each given to the queries that have such a parameter. */
  shared?: Params;
  /** Language of titles and labels, as a canonical BCP 47 tag; by default that of the query file. */
  locale?: string;
  /** An earlier result of the same query, returned again if it has not changed. */
  known?: TaggedResult | undefined;
}

interface Waiter {
  resolve(result: TaggedResult): void;
  reject(error: unknown): void;
}

interface Entry extends Query {
  waiters: Set<Waiter>;
}

/** Most queries that the gateway accepts in one batch. */
const MAX_ENTRIES = 100;

/** Clients of the page by gateway and token. */
const clients = new Map<string, GatewayClient>();

/**
 * Client of one gateway with one token. Queries requested in the same task of the event loop go in one batch, equal ones
 * once. The only module that calls `fetch`.
 */
export class GatewayClient {
  readonly #gateway: string;
  readonly #token: string | undefined;
  readonly #requests = new Set<{ entries: Entry[]; abort: AbortController }>();
  readonly #cache = new Map<string, Promise<unknown>>();
  /** Parameter names of the queries that were answered before. */
  readonly #paramNames = new Map<string, Set<string>>();
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

  /** Runs a query. @throws {GatewayError} or the signal's reason */
  query(query: Query, signal: AbortSignal): Promise<TaggedResult> {
    const { name, params, shared = {}, locale } = query;
    const key = JSON.stringify([name, locale, Object.entries(params).sort(), Object.entries(shared).sort()]);
    if (!this.#queue.size) setTimeout(() => this.#flush());
    const entry = this.#queue.get(key) ?? { ...query, waiters: new Set() };
    this.#queue.set(key, entry);
    return new Promise((resolve, reject) => {
      const waiter = { resolve, reject };
      const leave = () => {
        entry.waiters.delete(waiter);
        reject(signal.reason);
        for (const { entries, abort } of this.#requests) {
          if (entries.every(({ waiters }) => !waiters.size)) abort.abort();
        }
      };
      entry.waiters.add(waiter);
      if (signal.aborted) leave();
      else signal.addEventListener('abort', leave, { once: true });
    });
  }

  /** Queries that the token may run, with texts in a language, cached. @throws {GatewayError} */
  catalogue(locale: string): Promise<Catalogue> {
    return this.once(`/api/queries?_locale=${encodeURIComponent(locale)}`);
  }

  /** Answer to a GET request, cached. @throws {GatewayError} */
  once<T>(path: string): Promise<T> {
    const cached = this.#cache.get(path) ?? this.fetch(path).then((response) => read(response));
    this.#cache.set(path, cached);
    // Failures are not cached.
    cached.catch(() => this.#cache.delete(path));
    return cached as Promise<T>;
  }

  /** Sends a request, with retries while the gateway is overloaded. @throws {GatewayError} or the signal's reason */
  async fetch(
    path: string,
    init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {},
  ): Promise<Response> {
    const { signal } = init;
    const headers = { ...init.headers };
    if (this.#token) {
      if (!isJwt(this.#token)) throw new GatewayError('unauthorized', 'The token is not a JSON Web Token.');
      headers.Authorization = `Bearer ${this.#token}`;
    }
    for (let attempt = 0; ; attempt++) {
      const request = fetch(this.#gateway + path, { ...init, headers, credentials: 'omit', cache: 'no-cache' });
      const response = await request.catch((error) => {
        throw signal?.aborted ? error : new GatewayError('network', this.#unreachable);
      });
      if (response.ok) {
        if (response.headers.has('Letz-Contract')) return response;
        throw new GatewayError('network', `${this.#gateway} is not a letz gateway, or one older than this script.`);
      }
      if (!mayRetry(response.status, attempt)) throw GatewayError.from(await read<Problem>(response, signal));
      await backoff(attempt, signal, response.headers.get('Retry-After'));
    }
  }

  get #unreachable(): string {
    return `${this.#gateway} cannot be reached from this page. It must be running, and its ALLOWED_ORIGINS must name ${globalThis.origin}.`;
  }

  /** Sends the queue: one batch for all queries with the same shared parameters and language. */
  #flush(): void {
    const batches = new Map<string, Entry[]>();
    for (const entry of this.#queue.values()) {
      if (!entry.waiters.size) continue;
      const key = JSON.stringify([entry.locale, Object.entries(entry.shared ?? {}).sort()]);
      batches.set(key, [...(batches.get(key) ?? []), entry]);
    }
    this.#queue = new Map();
    for (const entries of batches.values()) {
      for (let from = 0; from < entries.length; from += MAX_ENTRIES)
        this.#send(entries.slice(from, from + MAX_ENTRIES));
    }
  }

  /**
   * Sends a batch, then those of its entries again that failed because the gateway was overloaded, after an exponential
   * backoff. Each attempt is a request with the retries of `fetch`, so the two bounds multiply.
   */
  async #send(entries: Entry[]): Promise<void> {
    const abort = new AbortController();
    const request = { entries, abort };
    this.#requests.add(request);
    try {
      for (let attempt = 0, open = entries; open.length; attempt++) {
        if (attempt) await backoff(attempt, abort.signal);
        open = await this.#sendOnce(open, abort.signal, attempt);
      }
    } catch (error) {
      for (const { waiters } of entries) for (const { reject } of waiters) reject(error);
    } finally {
      this.#requests.delete(request);
    }
  }

  /** Sends a batch and settles its entries. @returns those to retry because the gateway was overloaded */
  async #sendOnce(entries: Entry[], signal: AbortSignal, attempt: number): Promise<Entry[]> {
    const response = await this.#post(entries, signal);
    const retry: Entry[] = [];
    const pending = new Set(entries);
    await readBatch(response, (index, answer) => {
      const entry = entries[index];
      if (!entry || !pending.delete(entry)) return;
      if ('params' in answer) this.#paramNames.set(entry.name, new Set(Object.keys(answer.params)));
      if ('status' in answer && mayRetry(answer.status, attempt)) retry.push(entry);
      else settle(entry, answer);
    }).catch((error) => {
      throw signal.aborted || error instanceof GatewayError ? error : new GatewayError('network', this.#unreachable);
    });
    for (const entry of pending) settle(entry, undefined);
    return retry;
  }

  /** Posts a batch; drops shared parameters that no query of it has. */
  async #post(entries: Entry[], signal: AbortSignal, unknown: readonly string[] = []): Promise<Response> {
    const queries = entries.map(({ name, params, known }) => ({ name, params, etag: known?.etag }));
    const shared = Object.entries(entries[0]?.shared ?? {}).filter(
      ([name]) => !unknown.includes(name) && this.#mayHave(entries, name),
    );
    const locale = entries[0]?.locale;
    const params = shared.length ? Object.fromEntries(shared) : undefined;
    const body: BatchRequest = { queries, ...(params && { params }), ...(locale && { locale }) };
    const headers = { 'Content-Type': 'application/json', Accept: 'application/x-ndjson' };
    try {
      return await this.fetch('/api/batch', { method: 'POST', headers, body: JSON.stringify(body), signal });
    } catch (error) {
      const name = error instanceof GatewayError && error.code === 'invalid-parameter' ? error.param : undefined;
      if (name === undefined || !shared.some(([known]) => known === name)) throw error;
      // The time zone also formats times, whether or not a query has it.
      if (name !== 'tz') warn('letz-context', 'params', name, 'a parameter of a query inside');
      return this.#post(entries, signal, [...unknown, name]);
    }
  }

  /** True if one of the queries has a parameter, as far as is known. */
  #mayHave(entries: Entry[], param: string): boolean {
    return entries.some(({ name }) => this.#paramNames.get(name)?.has(param) ?? true);
  }
}

function settle({ waiters, known }: Entry, answer: BatchEntry | undefined): void {
  for (const { resolve, reject } of waiters) {
    if (!answer) reject(new GatewayError('internal', 'The gateway did not answer this query.'));
    else if ('code' in answer) reject(GatewayError.from(answer));
    else if (!('notModified' in answer)) resolve(answer);
    else if (known) resolve(known);
  }
  waiters.clear();
}

async function read<T>(response: Response, signal?: AbortSignal | null): Promise<T> {
  try {
    return await response.json();
  } catch (error) {
    throw signal?.aborted ? error : new GatewayError('network', `${response.url} is not a letz gateway.`);
  }
}
