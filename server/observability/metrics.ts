import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ProblemCode } from '../contract/problem.ts';

/** Origin of an answer. `cache`: this gateway's memory. */
export type AnswerSource = 'cache' | 'redis' | 'database' | 'export';

/** Gauges that other parts keep. */
export interface Sources {
  pool: () => { total: number; idle: number; waiting: number };
  cache: () => { entries: number; size: number; running: number };
  /** Undefined without Redis. */
  redis: () => { connected: number; failures: number } | undefined;
  replicas: () => { number: number; isUsable: boolean; lagSeconds: number; lagBytes: number }[];
}

/** Histogram buckets in seconds, from a cached answer to the longest statement. */
const BUCKETS = [0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Observations that are recorded together. */
const BATCH_SIZE = 1000;

/**
 * Prometheus metrics. Labels are routes, names of known queries and problem codes, never text of a request: the number of
 * series is bounded and holds no personal data.
 */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests: Histogram<'route' | 'status'>;
  readonly #answers: Histogram<'query' | 'source'>;
  readonly #problems: Counter<'code'>;
  readonly #reads: Counter<'server'>;
  #pending: (() => void)[] = [];

  constructor({ pool, cache, redis, replicas }: Sources) {
    const registers = [this.#registry];
    this.#requests = new Histogram({
      name: 'letz_request_duration_seconds',
      help: 'Requests by route and status, until the response begins',
      labelNames: ['route', 'status'],
      buckets: BUCKETS,
      registers,
    });
    this.#answers = new Histogram({
      name: 'letz_query_duration_seconds',
      help: 'Answers by query and source; an export counts until its first rows',
      labelNames: ['query', 'source'],
      buckets: BUCKETS,
      registers,
    });
    this.#problems = new Counter({
      name: 'letz_problems_total',
      help: 'Problems by code, also those within a batch',
      labelNames: ['code'],
      registers,
    });
    this.#reads = new Counter({
      name: 'letz_reads_total',
      help: 'Transactions by server; primary-… is the primary in place of a replica, with the reason',
      labelNames: ['server'],
      registers,
    });
    gauge('letz_pool_connections', 'Database connections, and requests that wait for one', 'state', pool);
    gauge('letz_cache', 'Cached answers, their size in bytes or UTF-16 units, and runs in progress', 'what', cache);
    gauge('letz_redis', '1 if Redis is connected, and the number of commands that failed', 'what', () => redis() ?? {});
    ofReplicas('letz_replica_usable', '1 if reads are sent to the replica', ({ isUsable }) => Number(isUsable));
    ofReplicas(
      'letz_replica_lag_seconds',
      'Time since the replica had replayed everything; 0 if it has',
      (one) => one.lagSeconds,
    );
    ofReplicas('letz_replica_lag_bytes', 'WAL that the replica has not replayed', ({ lagBytes }) => lagBytes);
    collectDefaultMetrics({ register: this.#registry });

    function ofReplicas(name: string, help: string, read: (one: ReturnType<typeof replicas>[number]) => number): void {
      new Gauge({
        name,
        help,
        labelNames: ['replica'],
        registers,
        collect() {
          for (const replica of replicas()) this.set({ replica: replica.number }, read(replica));
        },
      });
    }

    function gauge(name: string, help: string, label: string, read: () => Record<string, number>): void {
      new Gauge({
        name,
        help,
        labelNames: [label],
        registers,
        collect() {
          for (const [value, count] of Object.entries(read())) this.set({ [label]: value }, count);
        },
      });
    }
  }

  request(route: string, status: number, seconds: number): void {
    this.#defer(() => this.#requests.observe({ route, status }, seconds));
  }

  answer(query: string, source: AnswerSource, seconds: number): void {
    this.#defer(() => this.#answers.observe({ query, source }, seconds));
  }

  read(server: string): void {
    this.#reads.inc({ server });
  }

  /** Defers a record: many in a row take a tenth of the time that they take between requests. */
  #defer(record: () => void): void {
    if (this.#pending.push(record) >= BATCH_SIZE) this.#flush();
  }

  #flush(): void {
    for (const record of this.#pending) record();
    this.#pending = [];
  }

  problem(code: ProblemCode): void {
    this.#problems.inc({ code });
  }

  /** The metrics in Prometheus' text format, with its media type. */
  async print(): Promise<{ text: string; type: string }> {
    this.#flush();
    return { text: await this.#registry.metrics(), type: this.#registry.contentType };
  }
}
