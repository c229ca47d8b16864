import type { ProblemError } from '../shared/problems.ts';
import type { Line } from './socket-guard.ts';
import { type Rows, Statement, type TextValue } from './statement.ts';
import { END, type Session } from './transaction.ts';

/** A connection of the pool. */
export interface Connection {
  client: {
    query(statement: Statement): Statement;
    query(sql: string): Promise<unknown>;
    /** `I`: in none. */
    getTransactionStatus(): string | null;
    release(isBroken: boolean): void;
  };
  line: Line;
  /** Whether nobody has used it yet. */
  isNew: boolean;
}

/** How long an answer may take, and what is wrong when none comes. */
interface Patience {
  ms: number;
  silence: () => ProblemError;
}

export interface SessionOptions {
  connect: () => Promise<Connection>;
  /** What begins a transaction: its last value starts with two words that name it. */
  begin: string[];
  forBegin: Patience;
  forStatement: Patience;
  /** Stops what runs in the transaction of that name, on that connection; undefined where nothing can. */
  stop: ((name: string[], connection: Connection) => Promise<void>) | undefined;
  /** Hears why a statement could not be stopped. */
  onError: (error: Error) => void;
}

/** A transaction on a connection of the pool. It begins along with its first statement, which saves a round trip. */
export class PooledSession implements Session {
  readonly #options: SessionOptions;
  /** Undefined once it is given back. */
  #connection: Connection | undefined;
  #first: Promise<Statement> | undefined;
  #hasEnded = false;

  constructor(connection: Connection, options: SessionOptions) {
    this.#connection = connection;
    this.#options = options;
  }

  get received(): number {
    return this.#connection?.line.received ?? 0;
  }

  async run(text: string, values: TextValue[], isLast: boolean): Promise<Rows> {
    const after = isLast ? END : [];
    const isFirst = !this.#first;
    this.#first ??= this.#begin(text, values, after);
    const first = await this.#first;
    const statement = isFirst ? first : this.#ask(new Statement(text, values, [], after));
    const rows = await this.#hear(statement.answer, this.#options.forStatement);
    this.#hasEnded = isLast;
    return rows;
  }

  send(sql: string): Promise<unknown> {
    return this.#hear(this.#borrowed.client.query(sql), this.#options.forStatement);
  }

  async cancel(): Promise<void> {
    const { stop, onError } = this.#options;
    // What names the transaction comes with its beginning; without one, there is nothing to stop.
    const first = await this.#first?.catch(() => undefined);
    if (!first || !stop) return;
    await first.begun
      .then((value) => stop(value.split(' ', 2), this.#borrowed))
      .catch((error: Error) => {
        onError(error);
        // Better one connection less than one that works for nobody.
        this.#connection?.line.cut();
      });
  }

  /** Ends the transaction. A connection that can't even roll back must not reach the next borrower. */
  async close(): Promise<void> {
    if (!this.#connection) return;
    const { client } = this.#connection;
    const end = () =>
      this.send(END.join('; ')).then(
        () => true,
        () => false,
      );
    const hasEnded = !this.#first || this.#hasEnded || (await end());
    this.#release(!hasEnded || client.getTransactionStatus() !== 'I');
  }

  /** Asks the first statement, until a connection has begun with it. */
  async #begin(text: string, values: TextValue[], after: readonly string[]): Promise<Statement> {
    const { begin, forBegin, connect } = this.#options;
    const giveUp = performance.now() + forBegin.ms;
    for (;;) {
      const statement = this.#ask(new Statement(text, values, begin, after));
      try {
        await this.#hear(statement.begun, forBegin);
        return statement;
      } catch (error) {
        const { isNew } = this.#borrowed;
        this.#release(true);
        // A connection can die unnoticed while nobody uses it. Nothing was answered yet, so another one will do.
        if (isNew || performance.now() > giveUp) throw error;
        this.#connection = await connect();
      }
    }
  }

  get #borrowed(): Connection {
    if (!this.#connection) throw new Error('The connection was given back.');
    return this.#connection;
  }

  #ask(statement: Statement): Statement {
    const { client, line } = this.#borrowed;
    line.received = 0;
    return client.query(statement);
  }

  #hear<T>(answer: Promise<T>, { ms, silence }: Patience): Promise<T> {
    return this.#borrowed.line.hear(answer, ms, silence);
  }

  /** Hands the connection back; a broken one ends. */
  #release(isBroken: boolean): void {
    const { client, line } = this.#borrowed;
    this.#connection = undefined;
    if (isBroken) line.cut();
    client.release(isBroken);
  }
}
