import pg from 'pg';
import { parseDatabaseUrl } from '../shared/database-url.ts';
import { ProblemError } from '../shared/problems.ts';
import { type BackendKey, cancelRequest } from './cancel-request.ts';
import { ConnectionTargets } from './connection-targets.ts';
import { ConflictError, classify } from './errors.ts';
import { type Replayed, replayedCommands } from './replayed.ts';
import { type Release, Semaphore } from './semaphore.ts';
import { type Connection, PooledSession, type SessionOptions } from './session.ts';
import { SocketGuard } from './socket-guard.ts';
import { beginCommands, CANCEL, createTransaction, type SnapshotId, type Transaction } from './transaction.ts';

export interface DatabaseOptions {
  /** A connection string as `parseDatabaseUrl` takes it. */
  url: string;
  /** True to accept row-level security policies that filter rows; else they are errors. */
  rowSecurity?: boolean;
  poolSize: number;
  /** Longest wait for a connection. */
  acquireTimeoutMs: number;
  /** Longest queue for a connection; further callers are refused at once. */
  maxWaiting: number;
  /** Longest run of a statement, and of each fetch of an export. */
  statementTimeoutMs: number;
  /** Largest reply to one statement. */
  maxBytes: number;
  /** False for PGlite, which cannot cancel a statement. */
  canCancel: boolean;
  /** True for a standby of the primary. */
  isReplica?: boolean;
  /** Called with the errors of connections that broke. */
  onError: (error: Error) => void;
}

export interface AttemptOptions {
  /** When it fires, the wait for a connection ends; a running statement is cancelled by `work`. */
  signal?: AbortSignal | undefined;
  /** Position in the primary's WAL that a standby must have replayed before the snapshot is taken. */
  replayed?: Replayed | undefined;
}

/** One PostgreSQL server. */
export interface Database {
  /** True for a standby of the primary. */
  readonly isReplica: boolean;
  /**
   * Runs `work` in a read-only transaction that always ends in a rollback. Runs it a second time, in a new transaction,
   * after a conflict with recovery on a standby.
   * @param signal when it fires, the wait for a connection ends; a running statement is cancelled by `work`
   * @throws {ProblemError} `overloaded`, `database-unavailable`, `timeout`, `too-large` or `internal`; or what `work` throws
   */
  read<T>(work: (transaction: Transaction) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /**
   * Runs `work` in one such transaction, without a second attempt.
   * @throws {ProblemError} as `read`; `NotReplayedError` if the standby is behind
   */
  attempt<T>(work: (transaction: Transaction) => Promise<T>, options?: AttemptOptions): Promise<T>;
  /**
   * Runs `work` in a transaction that shares an exported snapshot, on a connection that is free now. A quarter of the pool
   * is left to other requests.
   * @returns undefined if no connection is free
   * @throws {ProblemError} as `read`; a snapshot whose exporting transaction has ended is `internal`
   */
  readShared<T>(snapshot: SnapshotId, work: (transaction: Transaction) => Promise<T>): Promise<T> | undefined;
  /** Ends idle connections at once and busy ones after their statement. */
  close(): Promise<void>;
  readonly pool: { total: number; idle: number; waiting: number };
  /** True if transactions can share a snapshot. Set to false once the server has refused it. */
  canShareSnapshots: boolean;
}

/** Part of the pool that `readShared` leaves free. */
const SPARE_SHARE = 1 / 4;

/** Creates a connection pool; connections are opened when needed. */
export function openDatabase(options: DatabaseOptions): Database {
  const { poolSize, acquireTimeoutMs, maxWaiting, statementTimeoutMs, maxBytes, canCancel, onError } = options;
  const url = parseDatabaseUrl(options.url);
  const targets = new ConnectionTargets(url);
  const pool = new pg.Pool({
    ...targets.current,
    max: poolSize,
    connectionTimeoutMillis: acquireTimeoutMs,
    keepAlive: true,
    application_name: 'letz-gateway',
  });
  /** One permit per connection: its queue, unlike that of `pg.Pool`, can be left and is bounded. */
  const semaphore = new Semaphore({
    permits: poolSize,
    timeoutMs: acquireTimeoutMs,
    maxWaiting,
    noun: 'requests',
  });
  const newClients = new WeakSet<pg.ClientBase>();
  const guards = new WeakMap<pg.ClientBase, SocketGuard>();
  // Without these listeners a broken connection ends the process: the pool reports idle clients, each client itself.
  pool.on('error', onError);
  pool.on('connect', (client) => {
    client.on('error', onError);
    newClients.add(client);
    guards.set(client, new SocketGuard((client as pg.Client).connection.stream, maxBytes));
  });

  const lost = () => new ProblemError('database-unavailable', 'The database does not respond. Try again in a moment.');
  const late = () => new ProblemError('timeout', 'The query ran longer than STATEMENT_TIMEOUT_MS allows.');
  const busy = () => new ProblemError('overloaded', 'All database connections are busy. Try again in a moment.');
  const onTimeout = canCancel ? lost : late;

  async function connect(): Promise<Connection> {
    const open = targets.connect((target) => {
      // The pool creates each client with its options.
      Object.assign(pool.options, { host: undefined, port: undefined }, target);
      return pool.connect();
    });
    const client = await open.catch((error: Error) => {
      // The embedded database accepts no connection while it runs a statement.
      throw !canCancel && error.message.includes('timeout') ? busy() : classify(error);
    });
    return { client, guard: guards.get(client) as SocketGuard, isNew: newClients.delete(client) };
  }

  /** Cancels a transaction's statement over a connection outside of the pool, which may be used up. */
  async function cancelTransaction(transactionId: string[]): Promise<void> {
    const client = new pg.Client({ ...targets.current, connectionTimeoutMillis: acquireTimeoutMs });
    client.on('error', onError);
    try {
      await client.connect();
      const guard = new SocketGuard(client.connection.stream, maxBytes);
      await guard.wait(client.query(CANCEL, transactionId), acquireTimeoutMs, onTimeout);
    } finally {
      client.end().catch(onError);
    }
  }

  /**
   * Falls back to a CancelRequest if the server has no connection left. Only for a direct connection, where the backend's
   * process id is the one that the transaction reported: a pooler may have handed the backend to another client.
   */
  async function cancel(transactionId: string[], { client }: Connection): Promise<void> {
    const key = client as unknown as BackendKey;
    await cancelTransaction(transactionId).catch((error: Error) => {
      if (String(key.processID) !== transactionId[0]) throw error;
      return cancelRequest(key, acquireTimeoutMs);
    });
  }

  const sessionOptions: Omit<SessionOptions, 'begin'> = {
    connect,
    beginLimit: { ms: acquireTimeoutMs, onTimeout: canCancel ? lost : busy },
    statementLimit: { ms: statementTimeoutMs, onTimeout },
    cancel: canCancel ? cancel : undefined,
    onError,
  };

  /** Runs `work` in a transaction on the connection that the permit stands for. */
  async function transact<T>(
    release: Release,
    work: (transaction: Transaction) => Promise<T>,
    { snapshot, replayed }: { snapshot?: SnapshotId; replayed?: Replayed | undefined } = {},
  ): Promise<T> {
    const check = replayed ? replayedCommands(replayed) : [];
    const commands = beginCommands({
      statementTimeoutMs,
      snapshot,
      searchPath: url.searchPath,
      rowSecurity: options.rowSecurity,
    });
    const connection = await connect().catch((error: unknown) => {
      release();
      throw error;
    });
    const session = new PooledSession(connection, { ...sessionOptions, begin: [...check, ...commands] });
    try {
      return await work(createTransaction(session));
    } finally {
      // Not awaited: the result can be sent while the transaction is rolled back.
      void session.close().finally(release);
    }
  }

  const attempt: Database['attempt'] = async (work, { signal, replayed } = {}) =>
    transact(await semaphore.acquire(signal), work, { replayed });

  return {
    isReplica: options.isReplica ?? false,
    attempt,
    async read(work, signal) {
      try {
        return await attempt(work, { signal });
      } catch (error) {
        if (!(error instanceof ConflictError)) throw error;
        return attempt(work, { signal });
      }
    },
    readShared(snapshot, work) {
      const release = semaphore.tryAcquire(Math.floor(poolSize * SPARE_SHARE));
      return release && transact(release, work, { snapshot });
    },
    canShareSnapshots: poolSize > 1,
    close: () => pool.end(),
    get pool() {
      return { total: pool.totalCount, idle: pool.idleCount, waiting: semaphore.waiting };
    },
  };
}
