import type { Database, Transaction } from './database.ts';
import type { Runner } from './gateway.ts';
import { ProblemError } from './problems.ts';
import type { Answer } from './results.ts';
import { ConflictError } from './sql-errors.ts';

interface Job {
  run: (transaction: Transaction) => Promise<Answer>;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
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
        return work(transaction, signal);
      };
      this.#jobs.push({ run, resolve, reject });
    });

  async start(): Promise<void> {
    const end = performance.now() + this.#patienceMs;
    try {
      while (this.#jobs.length) {
        if (performance.now() > end) throw new ProblemError('timeout', 'The batch ran for longer than it may.');
        await this.#run(end);
      }
    } catch (error) {
      // The transaction itself failed; whoever was answered before stays answered.
      for (const { reject } of this.#jobs) reject(error);
    }
  }

  /** Runs what is left, as far as one transaction takes it. */
  async #run(end: number): Promise<void> {
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
    });
  }
}
