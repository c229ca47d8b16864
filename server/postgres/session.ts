import type { ProblemError } from '../shared/problems.ts';
import { SqlError } from './errors.ts';
import { isNotReplayed, NotReplayedError } from './replayed.ts';
import type { SocketGuard } from './socket-guard.ts';
import { type Rows, Statement, type TextValue } from './statement.ts';
import { END_COMMANDS, type Session } from './transaction.ts';

/** A connection of the pool. */
export interface Connection {
  client: {
    query(statement: Statement): Statement;
    query(sql: string): Promise<unknown>;
    /** `I` (idle): outside of a transaction. */
    getTransactionStatus(): string | null;
    release(isBroken: boolean): void;
  };
  guard: SocketGuard;
  /** True for a connection that was opened for this session. */
  isNew: boolean;
}

/** Time limit of a reply, and the problem to report when it is exceeded. */
interface TimeLimit {
  ms: number;
  onTimeout: () => ProblemError;
}

export interface SessionOptions {
  connect: () => Promise<Connection>;
  /** Commands that begin the transaction. The first two words of the last value identify it. */
  begin: string[];
  beginLimit: TimeLimit;
  statementLimit: TimeLimit;
  /** Cancels the statement of the transaction with this id, on this connection; undefined where it is not possible. */
  cancel: ((transactionId: string[], connection: Connection) => Promise<void>) | undefined;
  /** Called with the reason when a statement could not be cancelled. */
  onError: (error: Error) => void;
}

/** A transaction on a pooled connection. BEGIN is sent along with the first statement, which saves a round trip. */
export class PooledSession implements Session {
  readonly #options: SessionOptions;
  /** Undefined after the connection was returned to the pool. */
  #connection: Connection | undefined;
  #first: Promise<Statement> | undefined;
  #hasEnded = false;

  constructor(connection: Connection, options: SessionOptions) {
    this.#connection = connection;
    this.#options = options;
  }

  get received(): number {
    return this.#connection?.guard.received ?? 0;
  }

  async run(text: string, values: TextValue[], isLast: boolean): Promise<Rows> {
    const after = isLast ? END_COMMANDS : [];
    const isFirst = !this.#first;
    this.#first ??= this.#begin(text, values, after);
    const first = await this.#first;
    const statement = isFirst ? first : this.#submit(new Statement(text, values, [], after));
    const rows = await this.#wait(statement.result, this.#options.statementLimit);
    this.#hasEnded = isLast;
    return rows;
  }

  send(sql: string): Promise<unknown> {
    return this.#wait(this.#current.client.query(sql), this.#options.statementLimit);
  }

  async cancel(): Promise<void> {
    const { cancel, onError } = this.#options;
    // The transaction's id is known once it has begun; before, there is nothing to cancel.
    const first = await this.#first?.catch(() => undefined);
    if (!first || !cancel) return;
    await first.begun
      .then((value) => cancel(value.split(' ', 2), this.#current))
      .catch((error: Error) => {
        onError(error);
        // Without cancellation the connection would stay busy without a client.
        this.#connection?.guard.destroy();
      });
  }

  /** Rolls the transaction back and returns the connection; destroys the connection if the rollback fails. */
  async close(): Promise<void> {
    if (!this.#connection) return;
    const { client } = this.#connection;
    const rollback = () =>
      this.send(END_COMMANDS.join('; ')).then(
        () => true,
        () => false,
      );
    const hasEnded = !this.#first || this.#hasEnded || (await rollback());
    this.#release(!hasEnded || client.getTransactionStatus() !== 'I');
  }

  /** Sends the first statement along with BEGIN; retries on another connection if a pooled one turns out to be dead. */
  async #begin(text: string, values: TextValue[], after: readonly string[]): Promise<Statement> {
    const { begin, beginLimit, connect } = this.#options;
    const deadline = performance.now() + beginLimit.ms;
    for (;;) {
      const statement = this.#submit(new Statement(text, values, begin, after));
      try {
        await this.#wait(statement.begun, beginLimit);
        return statement;
      } catch (error) {
        // The connection is in order; `close` rolls the transaction back.
        if (isNotReplayed(error)) throw new NotReplayedError();
        const { isNew } = this.#current;
        this.#release(true);
        // An idle connection can die unnoticed. The transaction has not begun, so a retry is safe.
        if (isNew || error instanceof SqlError || performance.now() > deadline) throw error;
        this.#connection = await connect();
      }
    }
  }

  get #current(): Connection {
    if (!this.#connection) throw new Error('The session is closed.');
    return this.#connection;
  }

  #submit(statement: Statement): Statement {
    const { client, guard } = this.#current;
    guard.received = 0;
    return client.query(statement);
  }

  #wait<T>(reply: Promise<T>, { ms, onTimeout }: TimeLimit): Promise<T> {
    return this.#current.guard.wait(reply, ms, onTimeout);
  }

  /** Returns the connection to the pool, which closes a broken one. */
  #release(isBroken: boolean): void {
    const { client, guard } = this.#current;
    this.#connection = undefined;
    if (isBroken) guard.destroy();
    client.release(isBroken);
  }
}
