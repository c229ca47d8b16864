import type {
  BatchEntry,
  BatchResponse,
  Catalogue,
  Params,
  Problem,
  ProblemCode,
  Result,
  Schema,
} from '../../server/contract.ts';

/** Why a request failed, in words for the reader. `network`: the gateway was not reached, or the page may not ask it. */
export class GatewayError extends Error {
  readonly code: ProblemCode | 'network';
  /** The parameter to change, for `invalid-parameter`. */
  readonly param: string | undefined;

  constructor(code: ProblemCode | 'network', detail: string, param?: string) {
    super(detail);
    this.code = code;
    this.param = param;
  }
}

/** A result, and the validator with which to ask whether it is still good. */
export type TaggedResult = Result & { etag: string };

interface Entry {
  name: string;
  params: Params;
  known: TaggedResult | undefined;
  waiting: { resolve(result: TaggedResult): void; reject(error: unknown): void }[];
}

/** As many as the gateway takes in one batch. */
const BATCH = 100;
const RETRIES = 2;

/**
 * Asks one gateway with one token. All queries asked for in one turn of the event loop go in one batch, equal ones once.
 * The only place that fetches.
 */
export class GatewayClient {
  readonly #gateway: string;
  readonly #token: string | undefined;
  #queue = new Map<string, Entry>();
  #catalogue: Promise<Catalogue> | undefined;
  #schema: Promise<Schema> | undefined;

  private constructor(gateway: string, token: string | undefined) {
    this.#gateway = gateway.replace(/\/$/, '');
    this.#token = token;
  }

  static #clients = new Map<string, GatewayClient>();

  /** The page's client for this gateway and token. */
  static for(gateway: string, token: string | undefined): GatewayClient {
    const key = `${gateway} ${token ?? ''}`;
    const client = GatewayClient.#clients.get(key) ?? new GatewayClient(gateway, token);
    // Tokens change every so often; a page needs the last few.
    GatewayClient.#clients.delete(key);
    GatewayClient.#clients.set(key, client);
    for (const old of [...GatewayClient.#clients.keys()].slice(0, -8)) GatewayClient.#clients.delete(old);
    return client;
  }

  /**
   * @param known an earlier result of the same question: answered with itself when nothing changed
   * @throws {GatewayError}
   */
  query(name: string, params: Params, signal: AbortSignal, known?: TaggedResult): Promise<TaggedResult> {
    const key = JSON.stringify([name, Object.entries(params).sort()]);
    if (!this.#queue.size) setTimeout(() => this.#flush());
    const entry = this.#queue.get(key) ?? { name, params, known, waiting: [] };
    this.#queue.set(key, entry);
    return new Promise((resolve, reject) => {
      const waiter = { resolve, reject };
      entry.waiting.push(waiter);
      const leave = () => {
        entry.waiting = entry.waiting.filter((other) => other !== waiter);
        reject(signal.reason);
        this.#left();
      };
      if (signal.aborted) leave();
      else signal.addEventListener('abort', leave, { once: true });
    });
  }

  /** What the token may run; asked once. @throws {GatewayError} */
  catalogue(): Promise<Catalogue> {
    this.#catalogue ??= this.#json<Catalogue>('/api/queries').catch((error) => {
      this.#catalogue = undefined;
      throw error;
    });
    return this.#catalogue;
  }

  /** The database's tables; asked once. @throws {GatewayError} */
  schema(): Promise<Schema> {
    this.#schema ??= this.#json<Schema>('/api/schema').catch((error) => {
      this.#schema = undefined;
      throw error;
    });
    return this.#schema;
  }

  /** All rows of a query as a file, while it is being written. @throws {GatewayError} */
  export(name: string, params: Params, format: 'csv' | 'ndjson', signal: AbortSignal): Promise<Response> {
    const search = new URLSearchParams({ _format: format });
    for (const [key, value] of Object.entries(params)) if (value !== null) search.set(key, String(value));
    return this.#fetch(`/api/queries/${name}?${search}`, { signal });
  }

  readonly #flights = new Set<{ entries: Entry[]; abort: AbortController }>();

  #left(): void {
    for (const { entries, abort } of this.#flights) {
      if (entries.every(({ waiting }) => !waiting.length)) abort.abort();
    }
  }

  #flush(): void {
    const entries = [...this.#queue.values()].filter(({ waiting }) => waiting.length);
    this.#queue = new Map();
    for (let from = 0; from < entries.length; from += BATCH) this.#send(entries.slice(from, from + BATCH));
  }

  async #send(entries: Entry[]): Promise<void> {
    const abort = new AbortController();
    const flight = { entries, abort };
    this.#flights.add(flight);
    try {
      const queries = entries.map(({ name, params, known }) => ({ name, params, ...(known && { etag: known.etag }) }));
      const init = { method: 'POST', body: JSON.stringify({ queries }), signal: abort.signal };
      const { results } = await this.#json<BatchResponse>('/api/batch', init);
      for (const [index, entry] of entries.entries()) settle(entry, results[index]);
    } catch (error) {
      for (const { waiting } of entries) for (const { reject } of waiting) reject(error);
    } finally {
      this.#flights.delete(flight);
    }
  }

  async #json<T>(path: string, init: RequestInit = {}): Promise<T> {
    const response = await this.#fetch(path, init);
    return (await response.json()) as T;
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    const headers: Record<string, string> = {};
    if (init.body) headers['Content-Type'] = 'application/json';
    if (this.#token) headers.Authorization = `Bearer ${this.#token}`;
    for (let attempt = 0; ; attempt++) {
      let response: Response;
      try {
        response = await fetch(this.#gateway + path, { ...init, headers, credentials: 'omit', cache: 'no-cache' });
      } catch (error) {
        if (init.signal?.aborted) throw error;
        throw new GatewayError('network', `${this.#gateway} could not be reached from this page.`);
      }
      if (response.ok) return response;
      const wait = Number(response.headers.get('Retry-After') ?? 1);
      if (response.status !== 503 || attempt === RETRIES) throw await problemOf(response);
      await pause(wait * 1000 * 2 ** attempt, init.signal);
    }
  }
}

function settle({ waiting, known }: Entry, answer: BatchEntry | undefined): void {
  for (const { resolve, reject } of waiting) {
    if (!answer) reject(new GatewayError('internal', 'The gateway gave no answer to this query.'));
    else if ('code' in answer) reject(errorOf(answer));
    else if (!('notModified' in answer)) resolve(answer);
    else if (known) resolve(known);
  }
}

const errorOf = ({ code, detail, param }: Problem) => new GatewayError(code, detail, param);

async function problemOf(response: Response): Promise<GatewayError> {
  try {
    return errorOf((await response.json()) as Problem);
  } catch {
    return new GatewayError('network', `The answer (${response.status}) is not one of a letz gateway.`);
  }
}

function pause(ms: number, signal?: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
