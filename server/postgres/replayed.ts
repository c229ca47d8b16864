import { ProblemError } from '../shared/problems.ts';
import { SqlError } from './errors.ts';

/** Position in the primary's WAL that a standby must have replayed. One of the two conditions is enough. */
export interface Replayed {
  /** A transaction that committed at or after this time, in milliseconds since 1970 on the primary's clock. */
  time: number;
  /** All WAL up to this position, in bytes; undefined if no position is known. */
  position: bigint | undefined;
}

/** A standby has not replayed enough of the primary's WAL. */
export class NotReplayedError extends ProblemError {
  constructor() {
    super('database-unavailable', 'The replica is behind the primary. Try again in a moment.');
  }
}

/**
 * Commands that fail unless the server is a standby that has replayed far enough. They go before the BEGIN of the reading
 * transaction, as a transaction of their own: the snapshot is taken after the check, on the same server, in one round trip.
 *
 * Both conditions imply that every transaction whose commit was visible on the primary before `time` is replayed:
 * PostgreSQL takes a commit's timestamp before it writes the commit's WAL record. So a record with a timestamp from `time`
 * on was written after `time`, and comes after the records of all transactions that were visible by then. The position
 * serves an idle primary, which commits nothing after `time`.
 */
export function replayedCommands({ time, position }: Replayed): string[] {
  const conditions = [`pg_last_xact_replay_timestamp() >= to_timestamp(${time / 1000})`];
  if (position !== undefined) conditions.push(`pg_last_wal_replay_lsn() - '0/0'::pg_lsn >= ${position}`);
  const check = `pg_is_in_recovery() and (${conditions.join(' or ')})`;
  // There is no SQL expression that raises an error of one's own: the division by zero stands for it.
  return ['begin read only', `select 1 / coalesce(${check}, false)::int`, 'commit'];
}

/** SQLSTATE `division_by_zero`: no other command that begins a transaction divides. */
const DIVISION_BY_ZERO = '22012';

/** True for the error of `replayedCommands`, if it was raised by the commands that begin a transaction. */
export const isNotReplayed = (error: unknown): boolean => error instanceof SqlError && error.state === DIVISION_BY_ZERO;
