import { hash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { NamedQuery } from '../catalogue/registry.ts';
import type { AnswerStore } from '../redis/answer-store.ts';
import type { Answer } from './answer.ts';
import type { BoundQuery } from './bound-query.ts';
import { cacheKey } from './cache-key.ts';
import type { Execute } from './run.ts';
import { decodeAnswer, encodeAnswer } from './stored-answer.ts';

export interface SharedCacheOptions {
  store: AnswerStore;
  /** All that answers depend on besides the query and its parameters, such as the database. */
  scope: string;
  /** Longest wait for the answer of another gateway. */
  waitMs: number;
}

/** An answer, how long it stays valid, and where it was found. */
export interface SharedAnswer {
  answer: Answer;
  ttlMs: number;
  source: 'redis' | 'database';
}

/** Delays between two lookups of an answer that another gateway makes. */
const POLL_MS = { first: 10, factor: 1.5, most: 100 };

/**
 * Cache and single flight of several gateways, in Redis. Answers with personal data never go there. If Redis is not
 * available, or another gateway does not finish an answer, this gateway runs the query itself.
 */
export class SharedCache {
  readonly #options: SharedCacheOptions;
  readonly #queryHashes = new WeakMap<NamedQuery, string>();

  constructor(options: SharedCacheOptions) {
    this.#options = options;
  }

  /**
   * The shared answer; without one, that of `execute`, which is then shared.
   * @param ttlMs how long a new answer is valid
   */
  async get(bound: BoundQuery, ttlMs: number, execute: Execute, signal: AbortSignal): Promise<SharedAnswer> {
    const run = async (): Promise<SharedAnswer> => {
      return { answer: await execute(bound, signal), ttlMs, source: 'database' };
    };
    if (bound.query.pii) return run();
    const { store, waitMs } = this.#options;
    const key = this.#key(bound);
    const deadline = performance.now() + waitMs;
    for (let delay = POLL_MS.first; ; delay = Math.min(delay * POLL_MS.factor, POLL_MS.most)) {
      const found = await store.lookup(key);
      if (found === 'locked') return this.#runAndStore(key, run);
      if (found === undefined) return run();
      if (found !== 'busy') {
        const answer = await decodeAnswer(found.value);
        // A damaged value is replaced.
        return answer ? { answer, ttlMs: found.ttlMs, source: 'redis' } : this.#runAndStore(key, run);
      }
      if (performance.now() > deadline) return run();
      await setTimeout(delay, undefined, { signal });
    }
  }

  async #runAndStore(key: string, run: () => Promise<SharedAnswer>): Promise<SharedAnswer> {
    const { store } = this.#options;
    try {
      const result = await store.holding(key, run);
      // Not awaited: the answer is sent while it is compressed and stored.
      void this.#store(key, result);
      return result;
    } catch (error) {
      void store.unlock(key);
      throw error;
    }
  }

  async #store(key: string, { answer, ttlMs }: SharedAnswer): Promise<void> {
    const { store } = this.#options;
    const value = await encodeAnswer(answer);
    await (value ? store.store(key, value, ttlMs) : store.unlock(key));
  }

  /** Hashed, so that no parameter is readable in Redis. */
  #key(bound: BoundQuery): string {
    return hash(
      'sha256',
      JSON.stringify([this.#options.scope, this.#queryHash(bound.query), cacheKey(bound)]),
      'base64url',
    );
  }

  /** Hash of a query's whole definition: gateways with different files of one name do not share its answers. */
  #queryHash(query: NamedQuery): string {
    const known = this.#queryHashes.get(query);
    if (known !== undefined) return known;
    const ofMachine = ['file', 'changedAt', 'models', 'spans', 'line'];
    const text = JSON.stringify(query, (name, value) => (ofMachine.includes(name) ? undefined : value));
    const hashed = hash('sha256', text, 'base64url');
    this.#queryHashes.set(query, hashed);
    return hashed;
  }
}
