import type { Answer } from '../answers/answer.ts';
import type { Cache } from '../answers/cache.ts';
import type { Durations } from '../answers/durations.ts';
import type { ResponseBudget } from '../answers/response-budget.ts';
import type { SharedCache } from '../answers/shared-cache.ts';
import type { Registry } from '../catalogue/registry.ts';
import type { Count, Freshness } from '../contract/explanation.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { ZoneNames } from '../params/time-zones.ts';
import type { Database } from '../postgres/pool.ts';
import type { ReadRouter } from '../postgres/read-router.ts';
import type { Semaphore } from '../postgres/semaphore.ts';
import type { CountEvent } from '../redis/counter.ts';
import type { Config } from '../shared/config.ts';

/** The parts of a running gateway, for the code that wires them to HTTP. Made by `openGateway`. */
export interface Gateway {
  config: Config;
  /** Replaced as a whole when query files change. */
  registry: Registry;
  /** The primary: for the schema, the catalogue and health. */
  database: Database;
  /** Sends the reads of answers to the primary or to a replica. */
  router: ReadRouter;
  cache: Cache<Answer>;
  /** Counts of explanations. */
  counts: Cache<Count[]>;
  /** Newest stamps of the tables. */
  freshness: Cache<Freshness>;
  /** Cache of all gateways together; undefined without Redis. */
  sharedCache: SharedCache | undefined;
  /** Counts events of all gateways together; undefined without Redis. */
  countEvent: CountEvent | undefined;
  durations: Durations;
  responseBudget: ResponseBudget;
  /** Largest size of one answer, and of all answers of a batch together. */
  maxAnswerBytes: number;
  /** Bound of the connections that exports hold at a time. */
  exports: Semaphore;
  /** Longest wait of an export for its client to read a chunk, in milliseconds. */
  exportStallMs: number;
  metrics: Metrics;
  zones: ZoneNames;
  /** The current time in milliseconds since 1970. */
  now: () => number;
}
