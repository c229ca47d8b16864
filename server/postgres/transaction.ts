import type { Rows, TextValue } from './statement.ts';

/** A read-only transaction: one snapshot for all its statements. Values come as PostgreSQL prints them. */
export interface Transaction {
  query(sql: string, values: TextValue[], signal?: AbortSignal): Promise<Rows>;
  /** The same for the last statement: the transaction's end goes along with it, which saves a round trip. */
  last(sql: string, values: TextValue[], signal?: AbortSignal): Promise<Rows>;
  /** Rows in portions, read when asked for: at most `size` of them, fewer if they are wide. One to a transaction. */
  stream(sql: string, values: TextValue[], size: number, signal?: AbortSignal): AsyncGenerator<TextValue[][], void>;
  /** Runs `work`; the transaction goes on as if it had not run, whether it failed or changed settings. */
  attempt<T>(work: () => Promise<T>): Promise<T>;
}

/** A connection that a transaction has for itself. */
export interface Session {
  /** Bytes of the last answer. */
  readonly received: number;
  /** Runs one statement: the transaction begins with the first, and ends with the one that `isLast`. */
  run(sql: string, values: TextValue[], isLast: boolean): Promise<Rows>;
  /** Runs what takes no values, in a transaction that has begun. */
  send(sql: string): Promise<unknown>;
  /** Stops the statement that runs, or else the connection; the embedded database goes on. */
  cancel(): Promise<void>;
}

/** When PostgreSQL ends a transaction of ours that it hears no more of: a reader of an export has less time. */
const IDLE_MS = 60_000;

/** Begins one. The only value that it gives starts with the backend's process id and the moment, which name it: see `STOP`. */
export function beginning(statementTimeoutMs: number): string[] {
  // All settings in one statement, of one column that needs them all: each more costs as much as a small query.
  const settings = {
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: IDLE_MS,
    datestyle: 'ISO, MDY',
    timezone: 'UTC',
    extra_float_digits: 1,
    intervalstyle: 'postgres',
    bytea_output: 'hex',
  };
  const set = Object.entries(settings).map(([name, value]) => `set_config('${name}', '${value}', true)`);
  return [
    'begin isolation level repeatable read read only',
    `select concat_ws(' ', pg_backend_pid(), extract(epoch from now()), ${set})`,
  ];
}

/**
 * Stops the statement that runs in a transaction, and in no other: it may have ended meanwhile, and a pooler have given
 * its backend to somebody else, whose first statement may begin before the signal comes. Where the server doesn't say
 * what backends do, whatever this one runs.
 */
export const STOP = `select pg_cancel_backend(pid) from pg_stat_activity
  where pid = $1 and (extract(epoch from xact_start)::text = $2 or coalesce(state, 'disabled') = 'disabled')`;

/** Ends one: locks of the session would outlive it. */
export const END = ['rollback', 'select pg_advisory_unlock_all()'];

/** Rows of an export's first portion, before anybody knows how wide they are, and what the later ones should weigh. */
const FIRST_PORTION = 10;
const PORTION_BYTES = 1_000_000;

export function transactionOn(session: Session): Transaction {
  let hasEnded = false;

  /** Runs one statement; when the signal fires, stops it and waits for that, so that no later one is hit. */
  async function run(
    sql: string,
    values: TextValue[],
    signal: AbortSignal | undefined,
    isLast: boolean,
  ): Promise<Rows> {
    // It would run outside of any transaction.
    if (hasEnded) throw new Error('The transaction has ended.');
    signal?.throwIfAborted();
    hasEnded = isLast;
    let cancelled: Promise<void> | undefined;
    const abort = () => {
      cancelled = session.cancel();
    };
    signal?.addEventListener('abort', abort, { once: true });
    try {
      return await session.run(sql, values, isLast);
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener('abort', abort);
      if (cancelled) await cancelled;
    }
  }
  const query: Transaction['query'] = (sql, values, signal) => run(sql, values, signal, false);

  return {
    query,
    last: (sql, values, signal) => run(sql, values, signal, true),

    async *stream(sql, values, size, signal) {
      await query(`declare export no scroll cursor for ${sql}`, values, signal);
      let portion = FIRST_PORTION;
      for (;;) {
        const { rows } = await query(`fetch ${portion} from export`, [], signal);
        if (rows.length) yield rows;
        if (rows.length < portion) return;
        const fitting = Math.floor((portion * PORTION_BYTES) / session.received);
        portion = Math.max(1, Math.min(size, portion * 10, fitting));
      }
    },

    async attempt(work) {
      await session.run('savepoint attempt', [], false);
      const undo = () => session.send('rollback to savepoint attempt; release savepoint attempt');
      try {
        const result = await work();
        await undo();
        return result;
      } catch (error) {
        // Where this fails the connection is gone, as the next statement will find.
        await undo().catch(() => undefined);
        throw error;
      }
    },
  };
}
