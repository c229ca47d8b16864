import pg from 'pg';
import { ProblemError } from './problems.ts';
import { ConflictError, classify } from './sql-errors.ts';
import type { Printed } from './values.ts';

export interface DatabaseOptions {
  url: string;
  poolSize: number;
  /** Longest wait for a connection. */
  acquireTimeoutMs: number;
  /** Longest run of a statement, and of each fetch of an export. */
  statementTimeoutMs: number;
  /** The most that the answer to one statement may weigh. */
  maxBytes: number;
  /** Whether PostgreSQL can be told to stop a statement; PGlite can't. */
  canCancel: boolean;
  /** Hears of connections that died on their own. */
  onError: (error: Error) => void;
}

export interface Rows {
  fields: { name: string; oid: number }[];
  rows: Printed[][];
}

/** A read-only transaction: one snapshot for all its statements. Values come as PostgreSQL prints them. */
export interface Transaction {
  query(sql: string, values: Printed[], signal?: AbortSignal): Promise<Rows>;
  /** Rows in portions, read when asked for: at most `size` of them, fewer if they are wide. One to a transaction. */
  stream(sql: string, values: Printed[], size: number, signal?: AbortSignal): AsyncGenerator<Printed[][], void>;
  /** Runs `work`; the transaction goes on as if it had not run, whether it failed or changed settings. */
  attempt<T>(work: () => Promise<T>): Promise<T>;
}

export interface Database {
  /**
   * Runs `work` in a transaction that always ends in a rollback: nothing it does can stay. Runs it once more, in another
   * transaction, when a standby breaks it off to keep up with its primary.
   * @throws {ProblemError} `overloaded`, `database-unavailable`, `timeout`, `too-large` or `internal`; or what `work` throws
   */
  read<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** Ends idle connections at once and busy ones with their statement. */
  close(): Promise<void>;
  readonly pool: { total: number; idle: number; waiting: number };
}

/** A connection in a transaction. */
interface Session {
  client: pg.PoolClient;
  /** The backend's process: a pooler between us and PostgreSQL may change it with each transaction. */
  pid: number;
}

/** Everything as text, so that no driver's idea of a number or of a local time stands between. */
const AS_TEXT = { getTypeParser: () => (text: string) => text } as unknown as pg.CustomTypesConfig;

/** PostgreSQL cannot run a statement of the extended protocol that holds two: nothing can follow a semicolon. */
const EXTENDED = { queryMode: 'extended', rowMode: 'array', types: AS_TEXT } as const;

/** Requests that may wait for each connection; more are refused at once, since they would wait in vain. */
const WAITING_PER_CONNECTION = 20;

/** How much longer than it may take an answer is waited for, before its connection counts as lost. */
const GRACE_MS = 2_000;

/** When PostgreSQL ends a transaction of ours that it hears no more of: a reader of an export has less time. */
const IDLE_MS = 60_000;

/** Rows of an export's first portion, before anybody knows how wide they are, and what the later ones should weigh. */
const FIRST_PORTION = 10;
const PORTION_BYTES = 1_000_000;

// Locks of the session would outlive the transaction.
const END = 'rollback; select pg_advisory_unlock_all()';

/** Opens a pool; connections are made when needed. */
export function openDatabase(options: DatabaseOptions): Database {
  const { url, poolSize, acquireTimeoutMs, statementTimeoutMs, maxBytes, canCancel, onError } = options;
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: acquireTimeoutMs,
    keepAlive: true,
    application_name: 'letz-gateway',
  });
  /** Connections that nobody has used yet. */
  const unused = new WeakSet<pg.PoolClient>();
  /** Bytes that came in answer to a connection's last statement. */
  const received = new WeakMap<pg.PoolClient, number>();
  // Without these, the death of a connection ends the process: idle ones report to the pool, borrowed ones to themselves.
  pool.on('error', onError);
  pool.on('connect', (client) => {
    client.on('error', onError);
    unused.add(client as pg.PoolClient);
    weigh(client as pg.PoolClient);
  });

  // All settings in one statement: each of its own would cost as much as a small query.
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
  const begin = `begin isolation level repeatable read read only; select pg_backend_pid() as pid, ${set.join(', ')}`;

  /** Ends a connection whose answer would fill the memory; first of all listeners, before `pg` makes a text of it. */
  function weigh(client: pg.PoolClient): void {
    const { stream } = client.connection;
    stream.prependListener('data', (data: Buffer) => {
      const bytes = (received.get(client) ?? 0) + data.length;
      received.set(client, bytes);
      if (bytes > maxBytes)
        stream.destroy(new ProblemError('too-large', 'The result is too large; ask for less of it.'));
    });
  }

  /** Waits for an answer, but not for ever: on a network that swallows everything none comes, not even an error. */
  async function heard<T>({ connection }: pg.Client, ms: number, answer: Promise<T>): Promise<T> {
    const silent = canCancel
      ? () => new ProblemError('database-unavailable', 'The database does not answer; try again soon.')
      : () => new ProblemError('timeout', 'The query ran for longer than the gateway allows.');
    const timer = setTimeout(() => connection.stream.destroy(silent()), ms + GRACE_MS);
    try {
      return await answer;
    } catch (error) {
      throw classify(error);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Runs what takes no values. */
  const send = (client: pg.PoolClient, sql: string) => heard(client, statementTimeoutMs, client.query(sql));

  async function acquire(): Promise<pg.PoolClient> {
    const overloaded = () =>
      new ProblemError('overloaded', 'All connections to the database are busy; try again soon.');
    if (pool.waitingCount >= poolSize * WAITING_PER_CONNECTION) throw overloaded();
    try {
      return await pool.connect();
    } catch (error) {
      const busy = pool.totalCount >= poolSize && (error as Error).message.includes('timeout exceeded');
      throw busy ? overloaded() : classify(error);
    }
  }

  /** Hands a connection back, or ends it: at once, because nobody may be there to take leave of. */
  function release(client: pg.PoolClient, broken: boolean): void {
    if (broken) client.connection.stream.destroy();
    client.release(broken);
  }

  async function open(): Promise<Session> {
    const giveUp = performance.now() + acquireTimeoutMs;
    for (;;) {
      const client = await acquire();
      const isNew = unused.delete(client);
      try {
        const beginning = client.query(begin) as unknown as Promise<pg.QueryResult<{ pid: number }>[]>;
        const results = await heard(client, canCancel ? acquireTimeoutMs : statementTimeoutMs, beginning);
        return { client, pid: results.at(-1)?.rows[0]?.pid ?? 0 };
      } catch (error) {
        release(client, true);
        // A connection can die unnoticed while nobody uses it. Nothing was asked yet, so another one will do.
        if (isNew || performance.now() > giveUp) throw error;
      }
    }
  }

  /** Ends the transaction, while its answer is on its way already. */
  async function close({ client }: Session): Promise<void> {
    // A connection that can't even roll back must not reach the next borrower.
    const ended = await send(client, END).then(
      () => client.getTransactionStatus() === 'I',
      () => false,
    );
    release(client, !ended);
  }

  async function attempt<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const session = await open();
    try {
      return await work(transaction(session));
    } finally {
      void close(session);
    }
  }

  /** Stops a session's statement from a connection of its own: the pool may be used up. */
  async function cancel({ client, pid }: Session): Promise<void> {
    if (!canCancel) return;
    const other = new pg.Client({ connectionString: url, connectionTimeoutMillis: acquireTimeoutMs });
    other.on('error', onError);
    try {
      await other.connect();
      await heard(other, acquireTimeoutMs, other.query('select pg_cancel_backend($1)', [pid]));
    } catch (error) {
      onError(error as Error);
      // Better one connection less than one that works for nobody.
      client.connection.stream.destroy();
    } finally {
      other.end().catch(onError);
    }
  }

  function transaction(session: Session): Transaction {
    const { client } = session;

    /** Runs one statement; when the signal fires, stops it and waits for that, so that no later one is hit. */
    const query: Transaction['query'] = async (sql, values, signal) => {
      signal?.throwIfAborted();
      let cancelled: Promise<void> | undefined;
      const abort = () => {
        cancelled = cancel(session);
      };
      signal?.addEventListener('abort', abort, { once: true });
      received.set(client, 0);
      try {
        const config: pg.QueryArrayConfig<Printed[]> = { text: sql, values, ...EXTENDED };
        const statement = client.query<Printed[], Printed[]>(config);
        const { fields, rows } = await heard(client, statementTimeoutMs, statement);
        return { fields: fields.map(({ name, dataTypeID }) => ({ name, oid: dataTypeID })), rows };
      } catch (error) {
        signal?.throwIfAborted();
        throw error;
      } finally {
        signal?.removeEventListener('abort', abort);
        await cancelled;
      }
    };

    return {
      query,

      async *stream(sql, values, size, signal) {
        await query(`declare export no scroll cursor for ${sql}`, values, signal);
        let portion = FIRST_PORTION;
        for (;;) {
          const { rows } = await query(`fetch ${portion} from export`, [], signal);
          if (rows.length) yield rows;
          if (rows.length < portion) return;
          const fitting = Math.floor((portion * PORTION_BYTES) / (received.get(client) ?? 1));
          portion = Math.max(1, Math.min(size, portion * 10, fitting));
        }
      },

      async attempt(work) {
        await send(client, 'savepoint attempt');
        const undo = () => send(client, 'rollback to savepoint attempt; release savepoint attempt');
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

  return {
    read: (work) =>
      attempt(work).catch((error: unknown) => {
        if (error instanceof ConflictError) return attempt(work);
        throw error;
      }),
    close: () => pool.end(),
    get pool() {
      return { total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount };
    },
  };
}
