import { ProblemError } from '../shared/problems.ts';
import { ConflictError } from './errors.ts';
import type { Database } from './pool.ts';
import { NotReplayedError } from './replayed.ts';
import { Replica, type ReplicaOptions, type ReplicaState } from './replica.ts';
import { readIdentity, type ServerIdentity } from './server-identity.ts';
import type { Transaction } from './transaction.ts';
import { WalPositions } from './wal-positions.ts';

/** Runs queries in a transaction of this server. */
export type Work<T> = (transaction: Transaction, server: Database) => Promise<T>;

export interface ReadOptions {
  /** The answer's `as_of`, ISO 8601 in UTC; undefined: read on the primary. */
  asOf?: string | undefined;
  /** When it fires, the wait for a connection ends; a running statement is cancelled by `work`. */
  signal?: AbortSignal | undefined;
  /** False once `work` has had an effect that a second run would repeat; by default always true. */
  canRetry?: () => boolean;
}

/** The server of a read; with a reason if it is the primary in place of a replica. */
export type ReadTarget = 'replica' | 'primary' | 'primary-behind' | 'primary-conflict' | 'primary-unavailable';

export interface ReadRouterOptions extends Pick<ReplicaOptions, 'onChange'> {
  primary: Database;
  replicas: Database[];
  /**
   * Largest lag of a replica that is used, in seconds. It matters for an `as_of` further in the past: rows that were
   * written late, with an earlier stamp, are missing from an answer for at most this long.
   */
  maxLagSeconds: number;
  /** Called for each read with its server. */
  onRead: (target: ReadTarget) => void;
}

/** Interval of the replicas' checks. */
const CHECK_MS = 1_000;

/**
 * Sends reads to a replica that has replayed past their `as_of`, else to the primary. If the replica fails or cancels a
 * read (conflict with recovery), the read is repeated on the primary. A replica that failed gets no reads until a check
 * succeeds.
 */
export class ReadRouter {
  readonly #options: ReadRouterOptions;
  readonly #replicas: Replica[];
  readonly #positions: WalPositions;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(options: ReadRouterOptions) {
    const { primary, replicas, maxLagSeconds, onChange } = options;
    this.#options = options;
    this.#replicas = replicas.map((database, index) => {
      return new Replica({ database, number: index + 1, maxLagSeconds, onChange });
    });
    this.#positions = new WalPositions(primary, maxLagSeconds * 1000 + 2 * CHECK_MS);
  }

  get states(): ReplicaState[] {
    return this.#replicas.map(({ state }) => state);
  }

  /**
   * Checks the replicas, now and from then on until `close`. A replica that does not respond is no mistake.
   * @returns the mistakes in their settings
   * @throws {ProblemError} if the primary cannot be read
   */
  async start(): Promise<string[]> {
    if (!this.#replicas.length) return [];
    await this.#check(await readIdentity(this.#options.primary));
    const mistakes = this.#replicas.map(({ mistake }, index) => mistake && `number ${index + 1} ${mistake}`);
    return mistakes.filter((mistake) => mistake !== undefined);
  }

  /**
   * Runs `work` in a read-only transaction on the server that suits `asOf`. Runs it a second time, on the primary, if the
   * replica fails, and after a conflict with recovery.
   * @throws {ProblemError} as `Database.read`
   */
  async read<T>(work: Work<T>, options: ReadOptions = {}): Promise<T> {
    const { onRead } = this.#options;
    const { asOf, signal, canRetry = () => true } = options;
    let target: ReadTarget = 'primary';
    const replica = this.#leastLoaded();
    const time = replica && this.#replayTime(asOf);
    if (replica && time !== undefined) {
      try {
        const result = await this.#readOn(replica.database, work, time, signal);
        onRead('replica');
        return result;
      } catch (error) {
        const reason = fallbackReason(error);
        if (reason === 'primary-unavailable') replica.fail(error as Error);
        if (!reason || !canRetry() || signal?.aborted) throw error;
        target = reason;
      }
    }
    onRead(target);
    return this.#readOnPrimary(work, signal, canRetry);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await Promise.all([this.#options.primary, ...this.#options.replicas].map((database) => database.close()));
  }

  async #check(identity: ServerIdentity): Promise<void> {
    // Read first: a replica that has reached it has replayed everything.
    await this.#positions.read().catch(() => undefined);
    const { known } = this.#positions;
    await Promise.all(this.#replicas.map((replica) => replica.check(identity, known)));
    if (!this.#isClosed) this.#timer = setTimeout(() => this.#check(identity), CHECK_MS).unref();
  }

  #leastLoaded(): Replica | undefined {
    const usable = this.#replicas.filter(({ isUsable }) => isUsable);
    return usable.sort((a, b) => a.load - b.load)[0];
  }

  /** The time past which a replica must have replayed for this `as_of`; undefined if none can have. */
  #replayTime(asOf: string | undefined): number | undefined {
    const now = Date.now();
    // Date.parse drops microseconds.
    const time = asOf === undefined ? Number.NaN : Date.parse(asOf) + 1;
    return time <= now ? Math.max(time, now - this.#options.maxLagSeconds * 1000) : undefined;
  }

  /** @throws {NotReplayedError} if the replica is behind */
  async #readOn<T>(server: Database, work: Work<T>, time: number, signal: AbortSignal | undefined): Promise<T> {
    const position = this.#positions.since(time);
    const attempt = (position: bigint | undefined) =>
      server.attempt((transaction) => work(transaction, server), { signal, replayed: { time, position } });
    try {
      return await attempt(position);
    } catch (error) {
      if (!(error instanceof NotReplayedError) || position !== undefined) throw error;
      // Perhaps nothing was committed since: then the end of the primary's WAL tells that nothing is missing.
      await this.#positions.read().catch(() => undefined);
      const known = this.#positions.since(time);
      if (known === undefined) throw error;
      return attempt(known);
    }
  }

  async #readOnPrimary<T>(work: Work<T>, signal: AbortSignal | undefined, canRetry: () => boolean): Promise<T> {
    const { primary } = this.#options;
    const attempt = () => primary.attempt((transaction) => work(transaction, primary), { signal });
    try {
      return await attempt();
    } catch (error) {
      // DATABASE_URL may lead to a standby itself.
      if (!(error instanceof ConflictError) || !canRetry()) throw error;
      return attempt();
    }
  }
}

/** Why a read that failed on a replica is repeated on the primary; undefined if it is not. */
function fallbackReason(error: unknown): Exclude<ReadTarget, 'replica' | 'primary'> | undefined {
  if (error instanceof NotReplayedError) return 'primary-behind';
  if (error instanceof ConflictError) return 'primary-conflict';
  if (!(error instanceof ProblemError)) return undefined;
  // With a cause, the server refused the connection; without one, the gateway's own queue is full.
  const isRefused = error.code === 'overloaded' && error.cause !== undefined;
  return error.code === 'database-unavailable' || isRefused ? 'primary-unavailable' : undefined;
}
