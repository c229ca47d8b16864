import pg from 'pg';
import { Line } from './line.ts';
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
  line: Line;
  /** The backend's process: a pooler between us and PostgreSQL may change it with each transaction. */
  pid: number;
}

/** Everything as text, so that no driver's idea of a number or of a local time stands between. */
const AS_TEXT = { getTypeParser: () => (text: string) => text } as unknown as pg.CustomTypesConfig;

/** PostgreSQL cannot run a statement of the extended protocol that holds two: nothing can follow a semicolon. */
const EXTENDED = { queryMode: 'extended', rowMode: 'array', types: AS_TEXT } as const;

/** Requests that may wait for each connection; more are refused at once, since they would wait in vain. */
const WAITING_PER_CONNECTION = 20;

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
  const unused = new WeakSet<pg.ClientBase>();
  const lines = new WeakMap<pg.ClientBase, Line>();
  // Without these, the death of a connection ends the process: idle ones report to the pool, borrowed ones to themselves.
  pool.on('error', onError);
  pool.on('connect', (client) => {
    client.on('error', onError);
    unused.add(client);
    lines.set(client, new Line((client as pg.Client).connection.stream, maxBytes));
  });

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
  const begin = `begin isolation level repeatable read read only; select concat_ws(' ', pg_backend_pid(), ${set}) as pid`;

  const silence = canCancel
    ? () => new ProblemError('database-unavailable', 'The database does not answer; try again soon.')
    : () => new ProblemError('timeout', 'The query ran for longer than the gateway allows.');

  /** Runs what takes no values. */
  const send = ({ client, line }: Session, sql: string) => line.hear(client.query(sql), statementTimeoutMs, silence);

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

  /** Hands a connection back; a broken one ends. */
  function release({ client, line }: Session, broken: boolean): void {
    if (broken) line.cut();
    client.release(broken);
  }

  async function open(): Promise<Session> {
    const giveUp = performance.now() + acquireTimeoutMs;
    for (;;) {
      const client = await acquire();
      const line = lines.get(client) as Line;
      const session = { client, line, pid: 0 };
      const isNew = unused.delete(client);
      try {
        const beginning = client.query(begin) as unknown as Promise<pg.QueryResult<{ pid: string }>[]>;
        const results = await line.hear(beginning, canCancel ? acquireTimeoutMs : statementTimeoutMs, silence);
        return { ...session, pid: Number.parseInt(results.at(-1)?.rows[0]?.pid ?? '', 10) };
      } catch (error) {
        release(session, true);
        // A connection can die unnoticed while nobody uses it. Nothing was asked yet, so another one will do.
        if (isNew || performance.now() > giveUp) throw error;
      }
    }
  }

  /** Ends the transaction, while its answer is on its way already. */
  async function close(session: Session): Promise<void> {
    // A connection that can't even roll back must not reach the next borrower.
    const ended = await send(session, END).then(
      () => session.client.getTransactionStatus() === 'I',
      () => false,
    );
    release(session, !ended);
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
  async function cancel({ line, pid }: Session): Promise<void> {
    if (!canCancel) return;
    const other = new pg.Client({ connectionString: url, connectionTimeoutMillis: acquireTimeoutMs });
    other.on('error', onError);
    try {
      await other.connect();
      const cancelling = other.query('select pg_cancel_backend($1)', [pid]);
      await new Line(other.connection.stream, maxBytes).hear(cancelling, acquireTimeoutMs, silence);
    } catch (error) {
      onError(error as Error);
      // Better one connection less than one that works for nobody.
      line.cut();
    } finally {
      other.end().catch(onError);
    }
  }

  function transaction(session: Session): Transaction {
    const { client, line } = session;

    /** Runs one statement; when the signal fires, stops it and waits for that, so that no later one is hit. */
    const query: Transaction['query'] = async (sql, values, signal) => {
      signal?.throwIfAborted();
      let cancelled: Promise<void> | undefined;
      const abort = () => {
        cancelled = cancel(session);
      };
      signal?.addEventListener('abort', abort, { once: true });
      line.received = 0;
      try {
        const config: pg.QueryArrayConfig<Printed[]> = { text: sql, values, ...EXTENDED };
        const statement = client.query<Printed[], Printed[]>(config);
        const { fields, rows } = await line.hear(statement, statementTimeoutMs, silence);
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
          const fitting = Math.floor((portion * PORTION_BYTES) / line.received);
          portion = Math.max(1, Math.min(size, portion * 10, fitting));
        }
      },

      async attempt(work) {
        await send(session, 'savepoint attempt');
        const undo = () => send(session, 'rollback to savepoint attempt; release savepoint attempt');
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
