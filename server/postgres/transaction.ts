import { SqlError } from './errors.ts';
import type { Rows, TextValue } from './statement.ts';

/** A read-only transaction with one snapshot for all of its statements. Values are in PostgreSQL's text format. */
export interface Transaction {
  query(sql: string, values: TextValue[], signal?: AbortSignal): Promise<Rows>;
  /** Runs the transaction's last statement: ROLLBACK is sent along with it, which saves a round trip. */
  last(sql: string, values: TextValue[], signal?: AbortSignal): Promise<Rows>;
  /** Reads rows by a cursor, in portions of at most `size` rows, fewer if rows are wide. Once per transaction. */
  stream(sql: string, values: TextValue[], size: number, signal?: AbortSignal): AsyncGenerator<TextValue[][], void>;
  /** Runs `work` inside a savepoint that is rolled back in any case, so that errors and settings do not remain. */
  withSavepoint<T>(work: () => Promise<T>): Promise<T>;
}

/** A connection with a transaction of its own. */
export interface Session {
  /** Bytes of the last reply. */
  readonly received: number;
  /** Runs one statement. The first one begins the transaction, the one with `isLast` ends it. */
  run(sql: string, values: TextValue[], isLast: boolean): Promise<Rows>;
  /** Runs commands without values, inside the transaction. */
  send(sql: string): Promise<unknown>;
  /** Cancels the running statement or, if that fails, closes the connection. Without effect on the embedded database. */
  cancel(): Promise<void>;
}

/** `idle_in_transaction_session_timeout`. Longer than the time that an export's client may take for a portion. */
const IDLE_MS = 60_000;

/**
 * `work_mem`: at least 16 MB. With PostgreSQL's default of 4 MB the sorts and hash tables of 100,000 persons go to disk,
 * which doubles the runtime of active-users. A higher setting of the database or the role is kept.
 */
const WORK_MEM =
  "case when pg_size_bytes(current_setting('work_mem')) < 16777216 then '16MB' else current_setting('work_mem') end";

/** Identifier that `pg_export_snapshot()` returns. */
export type SnapshotId = string;

export interface BeginOptions {
  statementTimeoutMs: number;
  /** The exported snapshot to read from, instead of a new one. */
  snapshot?: SnapshotId | undefined;
  /** The value of `search_path`; undefined: the role's own. */
  searchPath?: string | undefined;
  /** True to accept row-level security policies that filter rows; else they are errors. */
  rowSecurity?: boolean | undefined;
}

/**
 * Commands that begin a transaction. The last one returns a single value, which starts with the backend's process id and
 * the transaction's start time: they identify the transaction in `CANCEL`.
 */
export function beginCommands({ statementTimeoutMs, snapshot, searchPath, rowSecurity }: BeginOptions): string[] {
  if (snapshot !== undefined && !/^[\w-]+$/.test(snapshot)) throw new Error('Unexpected snapshot identifier.');
  // One statement sets all: a statement for each setting would cost as much as a small query.
  const settings = {
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: IDLE_MS,
    datestyle: 'ISO, MDY',
    timezone: 'UTC',
    extra_float_digits: 1,
    intervalstyle: 'postgres',
    bytea_output: 'hex',
    standard_conforming_strings: 'on',
    // Compiling the expressions of a shipped query takes longer than it saves: 1 of 3 s at 10 million messages.
    jit: 'off',
    // Without this a policy that filters rows would give wrong numbers instead of an error.
    row_security: rowSecurity ? 'on' : 'off',
    ...(searchPath !== undefined && { search_path: searchPath.replaceAll("'", "''") }),
  };
  const set = Object.entries(settings).map(([name, value]) => `set_config('${name}', '${value}', true)`);
  set.push(`set_config('work_mem', ${WORK_MEM}, true)`);
  return [
    'begin isolation level repeatable read read only',
    ...(snapshot === undefined ? [] : [`set transaction snapshot '${snapshot}'`]),
    `select concat_ws(' ', pg_backend_pid(), extract(epoch from now()), ${set})`,
  ];
}

/**
 * Cancels the statement of one transaction, given by backend process id and start time. The transaction may have ended
 * meanwhile and a pooler may have handed its backend to another client. Where `track_activities` is off, the condition
 * cannot be checked and the backend's current statement is cancelled.
 */
export const CANCEL = `select pg_cancel_backend(pid) from pg_stat_activity
  where pid = $1 and (extract(epoch from xact_start)::text = $2 or coalesce(state, 'disabled') = 'disabled')`;

/** Commands that end a transaction. Advisory locks of the session would outlive the ROLLBACK. */
export const END_COMMANDS = ['rollback', 'select pg_advisory_unlock_all()'];

/** Rows of a cursor's first portion, while their width is unknown. */
const FIRST_PORTION = 10;
/** Target size of the portions after it. */
const PORTION_BYTES = 1_000_000;

export function createTransaction(session: Session): Transaction {
  let hasEnded = false;

  /** Runs one statement. After an abort it waits for the cancel request, which could otherwise hit a later statement. */
  async function run(
    sql: string,
    values: TextValue[],
    signal: AbortSignal | undefined,
    isLast: boolean,
  ): Promise<Rows> {
    if (hasEnded) throw new Error('The transaction has ended.');
    signal?.throwIfAborted();
    hasEnded = isLast;
    let cancelled: Promise<void> | undefined;
    const onAbort = () => {
      cancelled = session.cancel();
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      return await session.run(sql, values, isLast);
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener('abort', onAbort);
      if (cancelled) await cancelled;
    }
  }
  const query: Transaction['query'] = (sql, values, signal) => run(sql, values, signal, false);

  return {
    query,
    last: (sql, values, signal) => run(sql, values, signal, true),

    async *stream(sql, values, size, signal) {
      const declare = 'declare export no scroll cursor for ';
      await query(declare + sql, values, signal).catch((error: unknown) => {
        if (error instanceof SqlError && error.position) error.position -= declare.length;
        throw error;
      });
      let portion = FIRST_PORTION;
      for (;;) {
        const { rows } = await query(`fetch ${portion} from export`, [], signal);
        if (rows.length) yield rows;
        if (rows.length < portion) return;
        const fitting = Math.floor((portion * PORTION_BYTES) / session.received);
        portion = Math.max(1, Math.min(size, portion * 10, fitting));
      }
    },

    async withSavepoint(work) {
      await session.run('savepoint attempt', [], false);
      const rollback = () => session.send('rollback to savepoint attempt; release savepoint attempt');
      try {
        const result = await work();
        await rollback();
        return result;
      } catch (error) {
        // Fails only if the connection is lost, which the next statement reports.
        await rollback().catch(() => undefined);
        throw error;
      }
    },
  };
}
