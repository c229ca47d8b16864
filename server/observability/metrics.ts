import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ProblemCode } from '../contract/problem.ts';

/** What is measured of parts that count for themselves. */
export interface Sources {
  pool: () => { total: number; idle: number; waiting: number };
  cache: () => { entries: number; size: number; running: number };
}

/** Seconds: from a kept answer to the longest statement. */
const BUCKETS = [0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Measurements to count at a time. */
const AT_A_TIME = 1000;

/**
 * What Prometheus may know. Labels are the gateway's own words (routes, names of queries that ran, codes), never a
 * caller's: nobody can make it grow, and nothing of a person gets in.
 */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests: Histogram<'route' | 'status'>;
  readonly #answers: Histogram<'query' | 'source'>;
  readonly #problems: Counter<'code'>;
  #uncounted: (() => void)[] = [];

  constructor({ pool, cache }: Sources) {
    const registers = [this.#registry];
    this.#requests = new Histogram({
      name: 'letz_request_duration_seconds',
      help: 'Requests by route and status, until the answer begins',
      labelNames: ['route', 'status'],
      buckets: BUCKETS,
      registers,
    });
    this.#answers = new Histogram({
      name: 'letz_query_duration_seconds',
      help: 'Answers by query; kept or shared ones are of the cache, exports have begun by then',
      labelNames: ['query', 'source'],
      buckets: BUCKETS,
      registers,
    });
    this.#problems = new Counter({
      name: 'letz_problems_total',
      help: 'Problems by code, those within a batch too',
      labelNames: ['code'],
      registers,
    });
    gauge('letz_pool_connections', 'Connections to the database, and requests that wait for one', 'state', pool);
    gauge('letz_cache', 'Kept answers, their UTF-16 units, and runs under way', 'what', cache);
    collectDefaultMetrics({ register: this.#registry });

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
    this.#later(() => this.#requests.observe({ route, status }, seconds));
  }

  answer(query: string, source: 'cache' | 'database' | 'export', seconds: number): void {
    this.#later(() => this.#answers.observe({ query, source }, seconds));
  }

  /** Many at a time take a tenth of what they take one by one, between other things. */
  #later(count: () => void): void {
    if (this.#uncounted.push(count) >= AT_A_TIME) this.#count();
  }

  #count(): void {
    for (const count of this.#uncounted) count();
    this.#uncounted = [];
  }

  problem(code: ProblemCode): void {
    this.#problems.inc({ code });
  }

  /** Prometheus' text format, and its media type. */
  async print(): Promise<{ text: string; type: string }> {
    this.#count();
    return { text: await this.#registry.metrics(), type: this.#registry.contentType };
  }
}
