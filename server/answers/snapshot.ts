import { ConflictError } from '../postgres/errors.ts';
import type { Database } from '../postgres/pool.ts';
import type { Transaction } from '../postgres/transaction.ts';
import { ProblemError } from '../shared/problems.ts';
import type { Runner } from './ask.ts';
import type { Answer } from './run.ts';

interface Job {
  run: (transaction: Transaction) => Promise<Answer>;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
  /** Fires when nobody waits for the answer any more. */
  signal: AbortSignal;
}

/**
 * Reads several results from one snapshot of the database, one after the other; one failing leaves the others alone.
 * Jobs are handed to `runner`, then `start` runs them. Without jobs there is no transaction.
 */
export class Snapshot {
  readonly #database: Database;
  readonly #patienceMs: number;
  readonly #jobs: Job[] = [];

  /** @param patienceMs how long all of it may take; what has not begun by then is a `timeout` */
  constructor(database: Database, patienceMs: number) {
    this.#database = database;
    this.#patienceMs = patienceMs;
  }

  readonly runner: Runner = (work, signal) =>
    new Promise((resolve, reject) => {
      const run = (transaction: Transaction) => {
        signal.throwIfAborted();
        return work(transaction.query, signal);
      };
      this.#jobs.push({ run, resolve, reject, signal });
    });

  async start(): Promise<void> {
    const end = performance.now() + this.#patienceMs;
    const left = allAborted(this.#jobs.map(({ signal }) => signal));
    try {
      while (this.#jobs.length) {
        if (performance.now() > end) throw new ProblemError('timeout', 'The batch ran for longer than it may.');
        await this.#run(end, left);
      }
    } catch (error) {
      // The transaction itself failed; whoever was answered before stays answered.
      for (const { reject } of this.#jobs) reject(error);
    }
  }

  /** Runs what is left, as far as one transaction takes it. */
  async #run(end: number, left: AbortSignal): Promise<void> {
    let retried = false;
    await this.#database.read(async (transaction) => {
      for (const job of [...this.#jobs]) {
        if (performance.now() > end) return;
        try {
          job.resolve(await transaction.attempt(() => job.run(transaction)));
        } catch (error) {
          if (error instanceof ConflictError && !retried) {
            retried = true;
            throw error;
          }
          job.reject(error);
          if (error instanceof ProblemError && error.code === 'too-large') {
            // It took the connection along.
            this.#jobs.shift();
            return;
          }
        }
        this.#jobs.shift();
      }
    }, left);
  }
}

/** Fires when the last of them has. */
function allAborted(signals: AbortSignal[]): AbortSignal {
  const all = new AbortController();
  let waiting = signals.length;
  const leave = () => {
    waiting -= 1;
    if (waiting === 0) all.abort();
  };
  for (const signal of signals) {
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
  }
  return all.signal;
}
