/** A value in PostgreSQL's text format (DateStyle ISO, TimeZone UTC); null for SQL null. */
export type TextValue = string | null;

export interface Rows {
  fields: { name: string; oid: number }[];
  rows: TextValue[][];
}

/** The part of `pg`'s `Connection` that sends messages of the extended query protocol. */
interface Wire {
  stream: { cork(): void; uncork(): void; destroy(error: Error): void };
  parse(message: { text: string }): void;
  bind(message: { values: TextValue[] }): void;
  describe(message: { type: 'P' }): void;
  execute(): void;
  flush(): void;
  sync(): void;
}

/**
 * A statement with the commands before and after it, sent as one pipeline of the extended query protocol that ends with a
 * single Sync. The server skips the rest of a pipeline after an error, so nothing runs outside of a transaction whose
 * BEGIN failed. The extended protocol accepts one command per Parse message: a semicolon cannot smuggle in a second one.
 * Values stay in PostgreSQL's text format, so no driver converts numbers or times.
 *
 * The class implements `pg`'s `Submittable`; `pg` calls `submit` and the `handle…` methods.
 */
export class Statement {
  readonly #text: string;
  readonly #values: TextValue[];
  readonly #before: readonly string[];
  readonly #after: readonly string[];
  readonly #begun = new Deferred<string>();
  readonly #completed = new Deferred<Rows>();
  readonly #rows: Rows = { fields: [], rows: [] };
  #lastValue = '';
  /** Commands before the statement that have not completed; 0 while the statement runs; negative after it. */
  #pending: number;

  constructor(text: string, values: TextValue[], before: readonly string[] = [], after: readonly string[] = []) {
    this.#text = text;
    this.#values = values;
    this.#before = before;
    this.#after = after;
    this.#pending = before.length;
  }

  /** Resolves with the last value that the commands before the statement returned, once all of them have completed. */
  get begun(): Promise<string> {
    return this.#begun.promise;
  }

  /** Resolves once the whole pipeline has completed. Stays pending if a command before the statement fails. */
  get result(): Promise<Rows> {
    return this.#completed.promise;
  }

  submit(wire: Wire): void {
    const send = (text: string) => {
      wire.parse({ text });
      wire.bind({ values: [] });
      wire.execute();
    };
    wire.stream.cork();
    for (const text of this.#before) send(text);
    // Requests the replies so far at once: they show that the server is alive, however long the statement runs.
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
    this.#rows.fields = fields.map(({ name, dataTypeID }) => ({ name, oid: dataTypeID }));
  }

  handleDataRow({ fields }: { fields: TextValue[] }): void {
    if (this.#pending === 0) this.#rows.rows.push(fields);
    else if (this.#pending > 0) this.#lastValue = fields[0] ?? '';
  }

  handleCommandComplete(): void {
    this.#pending -= 1;
    if (this.#pending === 0) this.#begun.resolve(this.#lastValue);
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete();
  }

  handleReadyForQuery(wire: Wire): void {
    // After an early ReadyForQuery the rest of the replies would be taken for those of the next statement.
    if (this.#pending === -1 - this.#after.length) this.#completed.resolve(this.#rows);
    else this.#reject(wire);
  }

  handlePortalSuspended(wire: Wire): void {
    this.#reject(wire);
  }

  handleCopyInResponse(wire: Wire): void {
    this.#reject(wire);
  }

  handleCopyData(_message: unknown, wire: Wire): void {
    this.#reject(wire);
  }

  handleError(error: Error): void {
    if (this.#pending > 0) this.#begun.reject(error);
    else this.#completed.reject(error);
  }

  /** Closes the connection after a message that is no valid reply to this pipeline. */
  #reject({ stream }: Wire): void {
    const error = new Error('Unexpected protocol message.');
    this.handleError(error);
    stream.destroy(error);
  }
}

/** A promise with its resolve and reject functions. */
class Deferred<T> {
  resolve!: (value: T) => void;
  reject!: (error: Error) => void;
  readonly promise = new Promise<T>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });
}
