import pg from 'pg';
import { ProblemError } from './problems.ts';
import type { Printed } from './values.ts';

export interface DatabaseOptions {
  url: string;
  poolSize: number;
  /** Longest wait for a connection. */
  acquireTimeoutMs: number;
  /** Longest run of a statement, and of each fetch of an export. */
  statementTimeoutMs: number;
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
  /** Rows in portions of at most `size`, read when asked for. One to a transaction. */
  stream(sql: string, values: Printed[], size: number, signal?: AbortSignal): AsyncGenerator<Printed[][], void>;
  /** Runs `work`; the transaction goes on as if it had not run, whether it failed or changed settings. */
  attempt<T>(work: () => Promise<T>): Promise<T>;
}

export interface Database {
  /**
   * Runs `work` in a transaction that always ends in a rollback: nothing it does can stay.
   * @throws {ProblemError} `overloaded`, `database-unavailable`, `timeout`, or `internal`; or what `work` throws
   */
  read<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** Ends idle connections at once and busy ones with their statement. */
  close(): Promise<void>;
  readonly pool: { total: number; idle: number; waiting: number };
}

/** An SQL error with what a query's author needs of it; never sent to a client. */
export class SqlError extends ProblemError {
  /** SQLSTATE, PostgreSQL manual, appendix A. */
  readonly state: string;
  /** Where in the statement, from 1, in characters; 0: nowhere in particular. */
  readonly position: number;

  constructor(error: pg.DatabaseError) {
    super('internal', 'The query failed in the database; the log says why.', { cause: error });
    this.state = error.code ?? '';
    this.position = Number(error.position ?? 0);
  }
}

/** Everything as text, so that no driver's idea of a number or of a local time stands between. */
const AS_TEXT = { getTypeParser: () => (text: string) => text } as unknown as pg.CustomTypesConfig;

/** PostgreSQL cannot run a statement of the extended protocol that holds two: nothing can follow a semicolon. */
const EXTENDED = { queryMode: 'extended', rowMode: 'array', types: AS_TEXT } as const;

/** Requests that may wait for each connection; more are refused at once, since they would wait in vain. */
const WAITING_PER_CONNECTION = 20;

/** Opens a pool; connections are made when needed. */
export function openDatabase(options: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize,
    connectionTimeoutMillis: options.acquireTimeoutMs,
    keepAlive: true,
    application_name: 'letz-gateway',
  });
  // Without these, the death of a connection ends the process: idle ones report to the pool, borrowed ones to themselves.
  pool.on('error', options.onError);
  pool.on('connect', (client) => client.on('error', options.onError));

  const begin = `begin isolation level repeatable read read only;
    set local statement_timeout = ${options.statementTimeoutMs};
    set local datestyle = 'ISO, MDY';
    set local timezone = 'UTC';
    set local extra_float_digits = 1;
    set local intervalstyle = 'postgres';
    set local bytea_output = 'hex';
    select pg_backend_pid() as pid`;
  // Locks of the session would outlive the transaction.
  const end = 'rollback; select pg_advisory_unlock_all()';

  async function acquire(): Promise<pg.PoolClient> {
    const overloaded = () =>
      new ProblemError('overloaded', 'All connections to the database are busy; try again soon.');
    if (pool.waitingCount >= options.poolSize * WAITING_PER_CONNECTION) throw overloaded();
    try {
      return await pool.connect();
    } catch (error) {
      const busy = pool.totalCount >= options.poolSize && (error as Error).message.includes('timeout exceeded');
      if (busy) throw overloaded();
      throw classify(error);
    }
  }

  /** Stops a backend's statement from a connection of its own: the pool may be used up. */
  async function cancel(pid: number): Promise<void> {
    if (!options.canCancel) return;
    const client = new pg.Client({ connectionString: options.url, connectionTimeoutMillis: options.acquireTimeoutMs });
    client.on('error', options.onError);
    try {
      await client.connect();
      await client.query('select pg_cancel_backend($1)', [pid]);
    } catch (error) {
      options.onError(error as Error);
    } finally {
      await client.end().catch(options.onError);
    }
  }

  return {
    async read(work) {
      const client = await acquire();
      let broken: Error | undefined;
      try {
        const results = (await send(client, begin)) as unknown as pg.QueryResult<{ pid: number }>[];
        const pid = results.at(-1)?.rows[0]?.pid ?? 0;
        return await work(transaction(client, () => cancel(pid)));
      } finally {
        // A connection that can't even roll back must not reach the next borrower.
        await send(client, end).catch((error: Error) => (broken = error));
        client.release(broken ?? false);
      }
    },
    close: () => pool.end(),
    get pool() {
      return { total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount };
    },
  };
}

function transaction(client: pg.PoolClient, cancel: () => Promise<void>): Transaction {
  /** Runs one statement; when the signal fires, stops it and waits for that, so that no later one is hit. */
  async function run<T>(statement: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    let cancelled: Promise<void> | undefined;
    const abort = () => {
      cancelled = cancel();
    };
    signal?.addEventListener('abort', abort, { once: true });
    try {
      return await statement();
    } catch (error) {
      signal?.throwIfAborted();
      throw classify(error);
    } finally {
      signal?.removeEventListener('abort', abort);
      await cancelled;
    }
  }

  const query: Transaction['query'] = (sql, values, signal) =>
    run(async () => {
      const config: pg.QueryArrayConfig<Printed[]> = { text: sql, values, ...EXTENDED };
      const { fields, rows } = await client.query<Printed[], Printed[]>(config);
      return { fields: fields.map(({ name, dataTypeID }) => ({ name, oid: dataTypeID })), rows };
    }, signal);

  return {
    query,

    async *stream(sql, values, size, signal) {
      await query(`declare export no scroll cursor for ${sql}`, values, signal);
      for (;;) {
        const { rows } = await query(`fetch ${size} from export`, [], signal);
        if (rows.length) yield rows;
        if (rows.length < size) return;
      }
    },

    async attempt(work) {
      await send(client, 'savepoint attempt');
      try {
        return await work();
      } finally {
        await send(client, 'rollback to savepoint attempt; release savepoint attempt');
      }
    },
  };
}

/** Runs what takes no values. */
function send(client: pg.PoolClient, sql: string): Promise<pg.QueryResult> {
  return client.query(sql).catch((error: unknown) => {
    throw classify(error);
  });
}

/**
 * SQLSTATE classes and codes of a server that is going, gone, has ended our session or not let us in: PostgreSQL
 * manual, appendix A.
 */
const UNAVAILABLE = /^(08|25P0[34]|28|3D|57P|58)/;

/** PostgreSQL also blames a query's text with a code of class 08; poolers, which use it too, name no routine. */
const isQuerysFault = ({ code, routine }: pg.DatabaseError) => code === '08P01' && routine === 'exec_bind_message';

function classify(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  const cause = error as pg.DatabaseError;
  const state = cause.code ?? '';
  if (state === '57014') {
    return new ProblemError('timeout', 'The query ran for longer than the gateway allows.', { cause });
  }
  if (state.startsWith('53')) {
    return new ProblemError('overloaded', 'The database has no room for this now; try again soon.', { cause });
  }
  if (cause instanceof pg.DatabaseError && (!UNAVAILABLE.test(state) || isQuerysFault(cause))) {
    return new SqlError(cause);
  }
  // What is no answer of PostgreSQL's comes from the network, the driver or the handshake.
  return new ProblemError('database-unavailable', 'The database cannot be reached; try again soon.', { cause });
}
