import type { Database, Transaction } from './database.ts';
import type { Runner } from './gateway.ts';
import type { Answer } from './results.ts';

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
  readonly #jobs: Job[] = [];

  constructor(database: Database) {
    this.#database = database;
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
    if (!this.#jobs.length) return;
    try {
      await this.#database.read(async (transaction) => {
        for (const { run, resolve, reject } of this.#jobs) {
          await transaction.attempt(() => run(transaction)).then(resolve, reject);
        }
      });
    } catch (error) {
      // The transaction itself failed; whoever was answered before stays answered.
      for (const { reject } of this.#jobs) reject(error);
    }
  }
}
