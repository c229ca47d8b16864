import { ProblemError } from '../shared/problems.ts';
import { reasonOf } from './errors.ts';
import type { Database } from './pool.ts';
import { identityMistake, readIdentity, type ServerIdentity } from './server-identity.ts';
import type { WalPosition } from './wal-positions.ts';

/** State of a replica, for metrics. */
export interface ReplicaState {
  /** Position in `DATABASE_REPLICA_URLS`, from 1. */
  number: number;
  isUsable: boolean;
  /** Time since it had replayed everything, in seconds; 0 if it has, NaN if unknown. */
  lagSeconds: number;
  /** WAL that it has not replayed, in bytes; NaN if unknown. */
  lagBytes: number;
}

export interface ReplicaOptions {
  database: Database;
  /** Position in `DATABASE_REPLICA_URLS`, from 1. */
  number: number;
  /** Largest lag, in seconds, with which reads are sent to it. */
  maxLagSeconds: number;
  /** Called when it can be used again, and when it no longer can, with the reason. */
  onChange: (number: number, defect: string | undefined) => void;
}

/** Replayed position, and the age of the last replayed transaction in seconds; null on a server that is no standby. */
const REPLAYED = `
select
  case when pg_is_in_recovery() then pg_last_wal_replay_lsn() - '0/0'::pg_lsn end,
  extract(epoch from now() - pg_last_xact_replay_timestamp())`;

/** A standby of the primary, with the result of its last check. */
export class Replica {
  readonly database: Database;
  readonly #options: ReplicaOptions;
  /** The reason why no reads are sent to it; undefined if they are. */
  #defect: string | undefined;
  /** True once the server is known to be a standby of the primary. */
  #isVerified = false;
  #mistake: string | undefined;
  #position: bigint | undefined;
  #lagSeconds = Number.NaN;
  #lagBytes = Number.NaN;

  constructor(options: ReplicaOptions) {
    this.#options = options;
    this.database = options.database;
  }

  get isUsable(): boolean {
    return this.#defect === undefined;
  }

  /** The mistake in its setting, as far as it is known. */
  get mistake(): string | undefined {
    return this.#mistake;
  }

  /** Connections in use and requests that wait for one. */
  get load(): number {
    const { total, idle, waiting } = this.database.pool;
    return total - idle + waiting;
  }

  get state(): ReplicaState {
    const { number } = this.#options;
    return { number, isUsable: this.isUsable, lagSeconds: this.#lagSeconds, lagBytes: this.#lagBytes };
  }

  /** Records that the server failed. No reads are sent to it until a check succeeds. */
  fail(error: Error): void {
    this.#isVerified = false;
    if (isRefused(error)) this.#mistake = `does not lead to a database that can be read: ${reasonOf(error)}`;
    this.#setDefect(reasonOf(error));
  }

  /**
   * Checks whether the server can be used, and how far it is behind.
   * @param primary what the server must agree with
   * @param positions the last known positions of the primary's WAL, the latest at the end
   */
  async check(primary: ServerIdentity, positions: readonly WalPosition[]): Promise<void> {
    try {
      if (!this.#isVerified) {
        this.#mistake = identityMistake(primary, await readIdentity(this.database));
        if (this.#mistake !== undefined) return this.#setDefect(this.#mistake);
        this.#isVerified = true;
      }
      const { rows } = await this.database.attempt((transaction) => transaction.last(REPLAYED, []));
      const [position, age] = rows[0] ?? [];
      this.#setDefect(this.#findDefect(position ?? null, Number(age ?? 0), positions));
    } catch (error) {
      // A full pool is no defect.
      if (!(error instanceof ProblemError && error.code === 'overloaded')) this.fail(error as Error);
    }
  }

  /** @param age seconds since the last replayed transaction; large on an idle primary, too */
  #findDefect(position: string | null, age: number, positions: readonly WalPosition[]): string | undefined {
    const before = this.#position;
    const replayed = position === null ? undefined : BigInt(position);
    this.#position = replayed;
    if (replayed === undefined) return 'the server is not a standby';
    const end = positions.at(-1);
    if (!end) return undefined;
    const reached = positions.findLast((known) => known.position <= replayed) ?? positions[0] ?? end;
    const behind = (end.time - reached.time) / 1000;
    const { maxLagSeconds } = this.#options;
    const isTooFar = behind > maxLagSeconds;
    this.#lagSeconds = isTooFar ? Math.max(behind, age) : behind;
    this.#lagBytes = Math.max(0, Number(end.position - replayed));
    // As after a failover that lost transactions: the server has them and the new primary does not.
    if (before !== undefined && before > end.position) return 'it has transactions that the primary does not have';
    return isTooFar ? `it is more than ${maxLagSeconds} s behind the primary` : undefined;
  }

  #setDefect(defect: string | undefined): void {
    const hasChanged = (defect === undefined) !== this.isUsable;
    this.#defect = defect;
    if (hasChanged) this.#options.onChange(this.#options.number, defect);
  }
}

/** True if the server refused the user, the password or the database. */
const isRefused = ({ cause }: Error): boolean => /^(28|3D)/.test((cause as { code?: string } | undefined)?.code ?? '');
