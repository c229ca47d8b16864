import pg from 'pg';
import { ProblemError } from '../shared/problems.ts';
import { type BackendKey, cancelRequest } from './cancel-request.ts';
import { ConflictError, classify } from './errors.ts';
import { Places } from './semaphore.ts';
import { type Connection, PooledSession, type SessionOptions } from './session.ts';
import { Line } from './socket-guard.ts';
import { beginning, STOP, type Transaction, transactionOn } from './transaction.ts';

export interface DatabaseOptions {
  url: string;
  poolSize: number;
  /** Longest wait for a connection. */
  acquireTimeoutMs: number;
  /** How many may wait for one; more are refused at once. */
  mostWaiting: number;
  /** Longest run of a statement, and of each fetch of an export. */
  statementTimeoutMs: number;
  /** The most that the answer to one statement may weigh. */
  maxBytes: number;
  /** Whether PostgreSQL can be told to stop a statement; PGlite can't. */
  canCancel: boolean;
  /** Hears of connections that died on their own. */
  onError: (error: Error) => void;
}

export interface Database {
  /**
   * Runs `work` in a transaction that always ends in a rollback: nothing it does can stay. Runs it once more, in another
   * transaction, when a standby breaks it off to keep up with its primary.
   * @param signal when it fires, it waits for a connection no longer; what runs then is for `work` to stop
   * @throws {ProblemError} `overloaded`, `database-unavailable`, `timeout`, `too-large` or `internal`; or what `work` throws
   */
  read<T>(work: (transaction: Transaction) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Ends idle connections at once and busy ones with their statement. */
  close(): Promise<void>;
  readonly pool: { total: number; idle: number; waiting: number };
}

/** Opens a pool; connections are made when needed. */
export function openDatabase(options: DatabaseOptions): Database {
  const { url, poolSize, acquireTimeoutMs, mostWaiting, statementTimeoutMs, maxBytes, canCancel, onError } = options;
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: acquireTimeoutMs,
    keepAlive: true,
    application_name: 'letz-gateway',
  });
  /** Who has a place finds a connection free, or makes one: nobody can leave the pool's own queue. */
  const places = new Places(poolSize, acquireTimeoutMs, mostWaiting);
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

  const lost = () => new ProblemError('database-unavailable', 'The database does not answer; try again soon.');
  const late = () => new ProblemError('timeout', 'The query ran for longer than the gateway allows.');
  const busy = () => new ProblemError('overloaded', 'All connections to the database are busy; try again soon.');
  const silence = canCancel ? lost : late;

  async function connect(): Promise<Connection> {
    const client = await pool.connect().catch((error: Error) => {
      // The embedded database takes nobody in while it works.
      throw !canCancel && error.message.includes('timeout') ? busy() : classify(error);
    });
    return { client, line: lines.get(client) as Line, isNew: unused.delete(client) };
  }

  /** Stops what runs in a transaction, from a connection of its own: the pool may be used up. */
  async function stopByName(name: string[]): Promise<void> {
    const other = new pg.Client({ connectionString: url, connectionTimeoutMillis: acquireTimeoutMs });
    other.on('error', onError);
    try {
      await other.connect();
      await new Line(other.connection.stream, maxBytes).hear(other.query(STOP, name), acquireTimeoutMs, silence);
    } finally {
      other.end().catch(onError);
    }
  }

  /**
   * The same, though the server may have no connection left for it. Only where nobody stands between may whatever our
   * connection runs be stopped: a pooler may have given the session to somebody else.
   */
  async function stop(name: string[], { client }: Connection): Promise<void> {
    const key = client as unknown as BackendKey;
    await stopByName(name).catch((error: Error) => {
      if (String(key.processID) !== name[0]) throw error;
      return cancelRequest(key, acquireTimeoutMs);
    });
  }

  const sessionOptions: SessionOptions = {
    connect,
    begin: beginning(statementTimeoutMs),
    forBegin: { ms: acquireTimeoutMs, silence: canCancel ? lost : busy },
    forStatement: { ms: statementTimeoutMs, silence },
    stop: canCancel ? stop : undefined,
    onError,
  };

  async function attempt<T>(work: (transaction: Transaction) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const leave = await places.take('requests', signal);
    const connection = await connect().catch((error: unknown) => {
      leave();
      throw error;
    });
    const session = new PooledSession(connection, sessionOptions);
    try {
      return await work(transactionOn(session));
    } finally {
      // While the answer is on its way already.
      void session.close().finally(leave);
    }
  }

  return {
    read: (work, signal) =>
      attempt(work, signal).catch((error: unknown) => {
        if (error instanceof ConflictError) return attempt(work, signal);
        throw error;
      }),
    close: () => pool.end(),
    get pool() {
      return { total: pool.totalCount, idle: pool.idleCount, waiting: places.waiting };
    },
  };
}
