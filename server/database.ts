import pg from 'pg';
import { Line } from './line.ts';
import { Places } from './places.ts';
import { ProblemError } from './problems.ts';
import { ConflictError, classify } from './sql-errors.ts';
import { beginning, END, type Rows, type Session, STOP, type Transaction, transactionOn } from './transaction.ts';
import type { Printed } from './values.ts';

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

/** Everything as text, so that no driver's idea of a number or of a local time stands between. */
const AS_TEXT = { getTypeParser: () => (text: string) => text } as unknown as pg.CustomTypesConfig;

/** PostgreSQL cannot run a statement of the extended protocol that holds two: nothing can follow a semicolon. */
const EXTENDED = { queryMode: 'extended', rowMode: 'array', types: AS_TEXT } as const;

/** Opens a pool; connections are made when needed. */
export function openDatabase(options: DatabaseOptions): Database {
  const { url, poolSize, acquireTimeoutMs, mostWaiting, statementTimeoutMs, maxBytes, canCancel, onError } = options;
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: acquireTimeoutMs,
    keepAlive: true,
    pipeline: true,
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

  const begin = beginning(statementTimeoutMs);
  const lost = () => new ProblemError('database-unavailable', 'The database does not answer; try again soon.');
  const late = () => new ProblemError('timeout', 'The query ran for longer than the gateway allows.');
  const busy = () => new ProblemError('overloaded', 'All connections to the database are busy; try again soon.');
  const silence = canCancel ? lost : late;

  /** A borrowed connection. */
  class Borrowed implements Session {
    readonly client: pg.PoolClient;
    readonly line: Line;
    /** The backend's process and when its transaction began: a pooler may change both with each transaction. */
    #name: string[] = [];
    /** Whether the transaction could be ended, once that is asked for. */
    #ended: Promise<boolean> | undefined;

    constructor(client: pg.PoolClient, line: Line) {
      this.client = client;
      this.line = line;
    }

    async begin(): Promise<void> {
      const begun = this.client.query(begin) as unknown as Promise<pg.QueryResult<{ name: string }>[]>;
      const results = await this.line.hear(begun, acquireTimeoutMs, canCancel ? lost : busy);
      this.#name = (results.at(-1)?.rows[0]?.name ?? '').split(' ', 2);
    }

    async run(text: string, values: Printed[], isLast: boolean): Promise<Rows> {
      const ask = () => this.client.query<Printed[], Printed[]>({ text, values, ...EXTENDED });
      const askAndEnd = () => {
        const asked = ask();
        this.#ended = this.#end();
        return asked;
      };
      const statement = isLast ? this.line.together(askAndEnd) : ask();
      const { fields, rows } = await this.line.hear(statement, statementTimeoutMs, silence);
      return { fields: fields.map(({ name, dataTypeID }) => ({ name, oid: dataTypeID })), rows };
    }

    send(sql: string): Promise<unknown> {
      return this.line.hear(this.client.query(sql), statementTimeoutMs, silence);
    }

    /** Stops it from a connection of its own: the pool may be used up. */
    async cancel(): Promise<void> {
      if (!canCancel) return;
      const other = new pg.Client({ connectionString: url, connectionTimeoutMillis: acquireTimeoutMs });
      other.on('error', onError);
      try {
        await other.connect();
        const cancelling = other.query(STOP, this.#name);
        await new Line(other.connection.stream, maxBytes).hear(cancelling, acquireTimeoutMs, silence);
      } catch (error) {
        onError(error as Error);
        // Better one connection less than one that works for nobody.
        this.line.cut();
      } finally {
        other.end().catch(onError);
      }
    }

    #end(): Promise<boolean> {
      return this.client.query(END).then(
        () => this.client.getTransactionStatus() === 'I',
        () => false,
      );
    }

    /** Ends the transaction. A connection that can't even roll back must not reach the next borrower. */
    async close(): Promise<void> {
      this.#ended ??= this.#end();
      this.release(!(await this.line.hear(this.#ended, statementTimeoutMs, silence)));
    }

    /** Hands the connection back; a broken one ends. */
    release(broken: boolean): void {
      if (broken) this.line.cut();
      this.client.release(broken);
    }
  }

  async function borrow(): Promise<Borrowed> {
    const giveUp = performance.now() + acquireTimeoutMs;
    for (;;) {
      const client = await pool.connect().catch((error: Error) => {
        // The embedded database takes nobody in while it works.
        throw !canCancel && error.message.includes('timeout') ? busy() : classify(error);
      });
      const borrowed = new Borrowed(client, lines.get(client) as Line);
      const isNew = unused.delete(client);
      try {
        await borrowed.begin();
        return borrowed;
      } catch (error) {
        borrowed.release(true);
        // A connection can die unnoticed while nobody uses it. Nothing was asked yet, so another one will do.
        if (isNew || performance.now() > giveUp) throw error;
      }
    }
  }

  async function attempt<T>(work: (transaction: Transaction) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const leave = await places.take('requests', signal);
    const borrowed = await borrow().catch((error: unknown) => {
      leave();
      throw error;
    });
    try {
      return await work(transactionOn(borrowed));
    } finally {
      // While the answer is on its way already.
      void borrowed.close().finally(leave);
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
