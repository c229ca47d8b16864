import { ConflictError, SqlError } from '../postgres/errors.ts';
import type { Database } from '../postgres/pool.ts';
import type { ReadRouter } from '../postgres/read-router.ts';
import type { SnapshotId, Transaction } from '../postgres/transaction.ts';
import { ProblemError } from '../shared/problems.ts';
import { allAborted } from './all-aborted.ts';
import type { Answer } from './answer.ts';
import { latestAsOf } from './as-of.ts';
import type { BoundQuery } from './bound-query.ts';
import type { Durations } from './durations.ts';
import { readAnswer } from './read-answer.ts';
import { type Execute, withoutRollup } from './run.ts';

/** A query in the queue. */
interface Job {
  bound: BoundQuery;
  /** Fires when all callers that wait for the answer have left. */
  signal: AbortSignal;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
  /** True once it has failed on a snapshot that was lost: it runs once more, on the primary. */
  isRepeat: boolean;
}

export interface SnapshotOptions {
  router: ReadRouter;
  durations: Durations;
  maxRows: number;
  /** Longest run of all queries together; those that have not begun by then are a `timeout`. */
  timeoutMs: number;
}

/**
 * Runs queries that share one snapshot of the database, those with the shortest expected duration first. All of them run on
 * one server, the primary or a replica that has replayed past the latest `as_of`. The first connection exports its
 * snapshot; further connections import it if they are free at once. Where that is not possible
 * (embedded database, busy pool, a server that refuses), all queries run on the first connection. The failure of one
 * query leaves the others alone.
 *
 * A query that is added while the snapshot is in use (its answer was awaited from another gateway, in vain) runs on a new
 * snapshot.
 */
export class Snapshot {
  readonly #options: SnapshotOptions;
  #queue: Job[] = [];
  /** Queries for the next run. */
  #next: Job[] = [];
  #isRunning = false;
  /** True if an answer was read from the snapshot. From then on a new snapshot would contradict it. */
  #isUsed = false;
  #deadline = 0;

  constructor(options: SnapshotOptions) {
    this.#options = options;
  }

  /** Puts a query into the queue, which runs once all queries of this turn of the event loop are in it. */
  readonly execute: Execute = (bound, signal) =>
    new Promise((resolve, reject) => {
      this.#next.push({ bound, signal, resolve, reject, isRepeat: false });
      this.#schedule();
    });

  #schedule(): void {
    if (this.#isRunning || this.#next.length === 0) return;
    this.#isRunning = true;
    setImmediate(() =>
      this.#run().finally(() => {
        this.#isRunning = false;
        this.#schedule();
      }),
    );
  }

  async #run(): Promise<void> {
    const { durations, timeoutMs } = this.#options;
    const queue = this.#next;
    this.#queue = queue;
    this.#next = [];
    this.#isUsed = false;
    queue.sort((a, b) => durations.expected(a.bound.query.name) - durations.expected(b.bound.query.name));
    this.#deadline = performance.now() + timeoutMs;
    const abandoned = allAborted(queue.map(({ signal }) => signal));
    try {
      while (queue.length) {
        await this.#runQueue(abandoned);
        if (!queue.length) break;
        if (performance.now() > this.#deadline) {
          throw new ProblemError('timeout', 'The batch ran too long. Split it into smaller ones.');
        }
        if (this.#isUsed) {
          throw new ProblemError('database-unavailable', 'The batch lost its snapshot of the database. Try again.');
        }
      }
    } catch (error) {
      for (const { reject } of queue.splice(0)) reject(error);
    }
  }

  /** Runs the queue on one snapshot, until it is empty, the time is over or all connections are lost. */
  async #runQueue(abandoned: AbortSignal): Promise<void> {
    let helpers: Promise<unknown>[] = [];
    const work = async (transaction: Transaction, server: Database) => {
      const share = server.canShareSnapshots && this.#queue.length > 1;
      const snapshot = share ? await this.#export(transaction, server) : undefined;
      if (share && snapshot === undefined) return;
      const imported: Promise<void>[] = [];
      helpers = snapshot === undefined ? [] : this.#startHelpers(snapshot, server, imported);
      try {
        await this.#work(transaction, server);
        // A snapshot can be imported only while the transaction that exported it lasts.
        await Promise.all(imported);
      } catch (error) {
        // A second attempt, on another snapshot, must not run beside them.
        await Promise.all(helpers);
        throw error;
      }
    };
    const isRepeat = this.#queue.some((job) => job.isRepeat);
    const asOf = isRepeat ? undefined : latestAsOf(this.#queue.map(({ bound }) => bound.args.asOf));
    await this.#options.router.read(work, { asOf, signal: abandoned, canRetry: () => !this.#isUsed });
    await Promise.all(helpers);
  }

  /** Exports the transaction's snapshot; undefined if the server refuses. */
  async #export(transaction: Transaction, server: Database): Promise<SnapshotId | undefined> {
    try {
      const { rows } = await transaction.query('select pg_export_snapshot()', []);
      return rows[0]?.[0] ?? undefined;
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      server.canShareSnapshots = false;
      return undefined;
    }
  }

  /**
   * Starts work on further connections that are free, at most one for each query but one.
   * @param imported collects promises that resolve once a helper has imported the snapshot or failed
   */
  #startHelpers(snapshot: SnapshotId, server: Database, imported: Promise<void>[]): Promise<unknown>[] {
    const helpers: Promise<unknown>[] = [];
    while (helpers.length < this.#queue.length - 1) {
      let resolve = () => {};
      const importing = new Promise<void>((settle) => {
        resolve = settle;
      });
      const helper = server.readShared(snapshot, async (transaction) => {
        await transaction.query('select 1', []);
        resolve();
        await this.#work(transaction, server);
      });
      if (!helper) break;
      imported.push(importing);
      // Its queries are back in the queue; the other connections run them.
      const onError = (error: unknown) => {
        if (error instanceof SqlError) server.canShareSnapshots = false;
      };
      helpers.push(helper.catch(onError).finally(resolve));
    }
    return helpers;
  }

  /**
   * Runs queries from the queue until it is empty, the time is over or the connection is lost.
   * @throws {ProblemError} if the transaction could not begin, or if its first query can be repeated on another snapshot
   */
  async #work(transaction: Transaction, server: Database): Promise<void> {
    let hasWorked = false;
    for (let job = this.#queue.shift(); job; job = this.#queue.shift()) {
      if (performance.now() > this.#deadline) return void this.#queue.unshift(job);
      let hasBegun = false;
      try {
        const answer = await transaction.withSavepoint(() => {
          hasBegun = true;
          return this.#answer(transaction, job);
        });
        this.#isUsed = true;
        job.resolve(answer);
      } catch (error) {
        if (!hasBegun) {
          this.#queue.unshift(job);
          if (hasWorked) return;
          throw error;
        }
        if (canRepeat(error, server) && !this.#isUsed && !job.isRepeat) {
          job.isRepeat = true;
          this.#queue.unshift(job);
          throw error;
        }
        const plain = error instanceof SqlError && withoutRollup(job.bound);
        if (plain) this.#queue.unshift({ ...job, bound: plain });
        else job.reject(error);
        if (isConnectionLost(error)) return;
      }
      hasWorked = true;
    }
  }

  async #answer(transaction: Transaction, { bound, signal }: Job): Promise<Answer> {
    const { durations, maxRows } = this.#options;
    signal.throwIfAborted();
    const begin = performance.now();
    try {
      return await readAnswer(transaction, bound, maxRows, signal);
    } finally {
      if (!signal.aborted) durations.record(bound.query.name, performance.now() - begin);
    }
  }
}

/** A reply that is too large, a lost connection and a conflict with recovery all end the connection. */
const isConnectionLost = (error: unknown): boolean =>
  error instanceof ProblemError && (error.code === 'too-large' || error.code === 'database-unavailable');

/** True if a query can succeed on another snapshot: after a conflict with recovery, or on the primary instead of a replica. */
const canRepeat = (error: unknown, { isReplica }: Database): boolean =>
  error instanceof ConflictError ||
  (isReplica && error instanceof ProblemError && error.code === 'database-unavailable');
