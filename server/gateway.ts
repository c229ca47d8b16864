import type { Access } from './access.ts';
import type { Cache } from './cache.ts';
import type { Config } from './config.ts';
import type { Database, Transaction } from './database.ts';
import type { Metrics } from './metrics.ts';
import type { Arguments, RawParams } from './parameters.ts';
import type { Places } from './places.ts';
import type { NamedQuery, Registry } from './registry.ts';
import { type Answer, answer, type Shape } from './results.ts';
import type { ZoneNames } from './timezones.ts';

/** What answering queries needs; made once by `main.ts`. */
export interface Gateway {
  config: Config;
  /** Replaced as a whole when query files change. */
  registry: Registry;
  database: Database;
  cache: Cache<Answer>;
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
}

/** A default `as_of`: now, rounded down, so that widgets agree and results can be kept. ISO 8601, UTC. */
export function defaultAsOf({ now }: Gateway, seconds: number): string {
  const step = seconds * 1000;
  return new Date(Math.floor(now() / step) * step).toISOString().replace('.000Z', 'Z');
}

const freshSeconds = (config: Config, query: NamedQuery) => query.fresh ?? config.FRESH_SECONDS;

/** @throws {ProblemError} when this caller may not ask this. */
export function bindQuery(
  gateway: Gateway,
  access: Access,
  query: NamedQuery,
  raw: RawParams,
  shape: Shape,
  asOf: string = defaultAsOf(gateway, freshSeconds(gateway.config, query)),
): BoundQuery {
  return { query, args: access.bind(query, raw, asOf, gateway.zones), shape };
}

/** Runs a statement in a transaction that the caller chose. */
export type Runner = (
  work: (transaction: Transaction, signal: AbortSignal) => Promise<Answer>,
  signal: AbortSignal,
) => Promise<Answer>;

/** The answer to a request: a kept one, that of an equal request under way, or a new one by `runner`. */
export async function ask(
  { config, cache, metrics }: Gateway,
  { query, args, shape }: BoundQuery,
  runner: Runner,
  signal?: () => AbortSignal,
): Promise<Answer> {
  // Both, because zones of different names may be bound as the same, and the answer says which was asked.
  const key = JSON.stringify([query.name, query.revision, shape, args.values, args.params]);
  const work = (transaction: Transaction, stop: AbortSignal) =>
    answer(transaction, query, args, shape, config.MAX_ROWS, stop);
  const begin = performance.now();
  let source: 'cache' | 'database' = 'cache';
  const run = (stop: AbortSignal) => {
    source = 'database';
    return runner(work, stop);
  };
  const result = await cache.get(key, freshSeconds(config, query) * 1000, run, signal);
  metrics.answer(query.name, source, (performance.now() - begin) / 1000);
  return result;
}

/** Each statement in a transaction of its own. */
export function alone(database: Database): Runner {
  return (work, signal) => database.read((transaction) => work(transaction, signal));
}
