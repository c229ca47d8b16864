/** A value in PostgreSQL's text format (DateStyle ISO, TimeZone UTC); null for SQL null. */
export type TextValue = string | null;

export interface Rows {
  fields: { name: string; oid: number }[];
  rows: TextValue[][];
}

/** What `pg` sends by: the client's end of the protocol. */
interface Wire {
  stream: { cork(): void; uncork(): void; destroy(error: Error): void };
  parse(message: { text: string }): void;
  bind(message: { values: TextValue[] }): void;
  describe(message: { type: 'P' }): void;
  execute(): void;
  flush(): void;
  sync(): void;
}

/** A promise that others settle. */
class Outcome<T> {
  settle!: (value: T) => void;
  fail!: (error: Error) => void;
  readonly promise = new Promise<T>((resolve, reject) => {
    this.settle = resolve;
    this.fail = reject;
  });
}

/**
 * A statement, with what has to come before and after it: all in one piece of the extended protocol, which ends with the
 * first part that fails. So nothing runs outside of a transaction that could not begin. No part can hold two statements:
 * nothing can follow a semicolon. Values come as PostgreSQL prints them, so that no driver's idea of a number or of a
 * local time stands between.
 */
export class Statement {
  readonly #text: string;
  readonly #values: TextValue[];
  readonly #before: readonly string[];
  readonly #after: readonly string[];
  readonly #begun = new Outcome<string>();
  readonly #answered = new Outcome<Rows>();
  readonly #answer: Rows = { fields: [], rows: [] };
  #value = '';
  /** Parts that come before and have not run; at 0 the statement's turn has come, below it those after. */
  #left: number;

  constructor(text: string, values: TextValue[], before: readonly string[] = [], after: readonly string[] = []) {
    this.#text = text;
    this.#values = values;
    this.#before = before;
    this.#after = after;
    this.#left = before.length;
  }

  /** Settles once all of what comes before has run: with the last value that it gave. */
  get begun(): Promise<string> {
    return this.#begun.promise;
  }

  /** Settles once all of it has run, and never if what comes before fails. */
  get answer(): Promise<Rows> {
    return this.#answered.promise;
  }

  // What follows is for `pg` to call.

  submit(wire: Wire): void {
    const send = (text: string) => {
      wire.parse({ text });
      wire.bind({ values: [] });
      wire.execute();
    };
    wire.stream.cork();
    for (const text of this.#before) send(text);
    // Its answer comes at once, so that whoever is there to be heard is heard, however long the statement takes.
    if (this.#before.length) wire.flush();
    wire.parse({ text: this.#text });
    wire.bind({ values: this.#values });
    wire.describe({ type: 'P' });
    wire.execute();
    for (const text of this.#after) send(text);
    wire.sync();
    wire.stream.uncork();
  }

  handleRowDescription({ fields }: { fields: { name: string; dataTypeID: number }[] }): void {
    this.#answer.fields = fields.map(({ name, dataTypeID }) => ({ name, oid: dataTypeID }));
  }

  handleDataRow({ fields }: { fields: TextValue[] }): void {
    if (this.#left === 0) this.#answer.rows.push(fields);
    else if (this.#left > 0) this.#value = fields[0] ?? '';
  }

  handleCommandComplete(): void {
    this.#left -= 1;
    if (this.#left === 0) this.#begun.settle(this.#value);
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete();
  }

  handleReadyForQuery(wire: Wire): void {
    // Whoever is ready before all of it has run would give the rest of the answer to the next statement.
    if (this.#left === -1 - this.#after.length) this.#answered.settle(this.#answer);
    else this.#refuse(wire);
  }

  handlePortalSuspended(wire: Wire): void {
    this.#refuse(wire);
  }

  handleCopyInResponse(wire: Wire): void {
    this.#refuse(wire);
  }

  handleCopyData(_message: unknown, wire: Wire): void {
    this.#refuse(wire);
  }

  handleError(error: Error): void {
    if (this.#left > 0) this.#begun.fail(error);
    else this.#answered.fail(error);
  }

  /** Ends the connection to a server that says what can be no answer to this. */
  #refuse({ stream }: Wire): void {
    const error = new Error('The server says what it was not asked.');
    this.handleError(error);
    stream.destroy(error);
  }
}
