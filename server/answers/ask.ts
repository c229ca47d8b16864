import type { Access } from '../auth/access.ts';
import type { NamedQuery, Registry } from '../catalogue/registry.ts';
import type { Metrics } from '../observability/metrics.ts';
import { type Arguments, AS_OF } from '../params/bind.ts';
import type { RawParams } from '../params/decode.ts';
import type { ZoneNames } from '../params/time-zones.ts';
import type { Database } from '../postgres/pool.ts';
import type { Places } from '../postgres/semaphore.ts';
import type { Transaction } from '../postgres/transaction.ts';
import type { Config } from '../shared/config.ts';
import type { Cache } from './cache.ts';
import type { Outbox } from './response-budget.ts';
import { type Answer, answer, type Shape } from './run.ts';

/** What answering queries needs; made once by `main.ts`. */
export interface Gateway {
  config: Config;
  /** Replaced as a whole when query files change. */
  registry: Registry;
  database: Database;
  cache: Cache<Answer>;
  outbox: Outbox;
  /** About the most that an answer may weigh, or all of a batch. */
  maxAnswerBytes: number;
  /** The connections that exports may hold at a time: they last as long as their readers. */
  exports: Places;
  /** How long an export waits for its reader to take a portion. */
  exportStallMs: number;
  metrics: Metrics;
  zones: ZoneNames;
  /** The moment, in milliseconds since 1970. */
  now: () => number;
}

/** A query that may run, with its parameters bound. */
export interface BoundQuery {
  query: NamedQuery;
  args: Arguments;
  shape: Shape;
  /** The same as it was asked before: with the default `as_of` that this one follows. Undefined if `as_of` was given. */
  before: (() => Arguments) | undefined;
  /** Milliseconds since 1970 until which a default `as_of` stays the same; for ever, if it was given. */
  until: number;
}

/** A default `as_of`, and the one before it. ISO 8601, UTC. */
export interface Moments {
  asOf: string;
  readonly before: string;
  /** Milliseconds since 1970 until which it is the default. */
  until: number;
}

/** Now, rounded down, so that widgets agree and results can be kept. */
export function moments({ now }: Gateway, seconds: number): Moments {
  const step = seconds * 1000;
  const moment = Math.floor(now() / step) * step;
  const print = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;
  return {
    asOf: print(moment),
    // Seldom asked for.
    get before() {
      return print(moment - step);
    },
    until: moment + step,
  };
}

const freshSeconds = (config: Config, query: NamedQuery) => query.fresh ?? config.FRESH_SECONDS;

/** @throws {ProblemError} when this caller may not ask this. */
export function bindQuery(
  gateway: Gateway,
  access: Access,
  query: NamedQuery,
  raw: RawParams,
  shape: Shape,
  moment: Moments = moments(gateway, freshSeconds(gateway.config, query)),
): BoundQuery {
  const { asOf, until } = moment;
  const bind = (defaultAsOf: string) => access.bind(query, raw, defaultAsOf, gateway.zones);
  const args = bind(asOf);
  const isDefault = args.asOf === asOf && !raw.has(AS_OF.name);
  return isDefault
    ? { query, args, shape, before: () => bind(moment.before), until }
    : { query, args, shape, before: undefined, until: Number.POSITIVE_INFINITY };
}

/** Runs a statement in a transaction that the caller chose. */
export type Runner = (
  work: (query: Transaction['query'], signal: AbortSignal) => Promise<Answer>,
  signal: AbortSignal,
) => Promise<Answer>;

/** The answer to a request: a kept one, that of an equal request under way, or a new one by `runner`. */
export async function ask(
  { config, cache, metrics }: Gateway,
  { query, args, shape, before }: BoundQuery,
  runner: Runner,
  signal?: () => AbortSignal,
): Promise<Answer> {
  const work: Parameters<Runner>[0] = (run, stop) => answer(run, query, args, shape, config.MAX_ROWS, stop);
  const begin = performance.now();
  let source: 'cache' | 'database' = 'cache';
  const run = (stop: AbortSignal) => {
    source = 'database';
    return runner(work, stop);
  };
  // Where a later answer may be slow, this one is kept until then.
  const ttlMs = freshSeconds(config, query) * 1000 * (before ? 2 : 1);
  const result = await cache.get(cacheKey(query, args, shape), ttlMs, run, signal);
  metrics.answer(query.name, source, (performance.now() - begin) / 1000);
  return result;
}

/** The answer that this query had at the default `as_of` before, if it is kept; with an `as_of` of its own, at that. */
export function keptBefore({ cache }: Gateway, { query, args, shape, before }: BoundQuery): Answer | undefined {
  return cache.kept(cacheKey(query, before?.() ?? args, shape));
}

/** Both values and params, because zones of different names may be bound as the same, and the answer says which was asked. */
function cacheKey(query: NamedQuery, { values, params }: Arguments, shape: Shape): string {
  return JSON.stringify([query.name, query.revision, shape, values, params]);
}

/** How long a new answer may take before the one before is given in its place. */
const SLOW_MS = 1_000;

/**
 * Stale while revalidating: what comes first of the new answer and, once that is slow, the one before. Both say which
 * moment they are of. The new one goes on being made, and is kept for the next to ask.
 */
export async function soon<T>(fresh: Promise<T>, before: () => T | undefined): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const slow = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), SLOW_MS);
  });
  const first = await Promise.race([fresh.then((value) => ({ value })), slow]).finally(() => clearTimeout(timer));
  return first?.value ?? before() ?? fresh;
}

/** Each statement in a transaction of its own. */
export function alone(database: Database): Runner {
  return (work, signal) => database.read((transaction) => work(transaction.last, signal), signal);
}
