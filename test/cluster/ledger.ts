import pg from 'pg';

/** A row with a known stamp. */
interface Row {
  n: number;
  /** Its stamp, in milliseconds since 1970. */
  at: number;
  /** When the commit was confirmed; infinity if it was not. */
  committed: number;
}

/** Time from the insertion of a row to its stamp: commits that take longer leave the row uncertain for a while. */
const AHEAD_MS = 400;
const PAUSE_MS = 20;

/**
 * Writes rows with stamps in the near future, so that each is committed before any `as_of` that includes it, and knows which
 * answers are right.
 */
export class Ledger {
  readonly #url: string;
  readonly #rows: Row[] = [];
  #isStopped = false;
  #writing = Promise.resolve();

  constructor(url: string) {
    this.#url = url;
  }

  start(): void {
    this.#writing = this.#write();
  }

  /** Stops writing, and forgets the rows that were not committed. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#writing;
    const client = new pg.Client(this.#url);
    await client.connect();
    const { rows } = await client.query<{ n: number }>('select n::int as n from stamps');
    await client.end();
    const present = new Set(rows.map(({ n }) => n));
    const lost = this.#rows.filter(({ n, committed }) => committed < Number.POSITIVE_INFINITY && !present.has(n));
    if (lost.length) throw new Error(`${lost.length} committed rows are lost`);
    this.#rows.splice(0, this.#rows.length, ...this.#rows.filter(({ n }) => present.has(n)));
  }

  /** Writes until `stop`; connects again whenever the connection breaks. */
  async #write(): Promise<void> {
    let client: pg.Client | undefined;
    while (!this.#isStopped) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      try {
        if (!client) {
          client = new pg.Client({ connectionString: this.#url, connectionTimeoutMillis: 1_000 });
          client.on('error', () => undefined);
          await client.connect();
        }
        const row = { n: this.#rows.length + 1, at: Date.now() + AHEAD_MS, committed: Number.POSITIVE_INFINITY };
        this.#rows.push(row);
        const at = new Date(row.at).toISOString().slice(0, -1);
        await client.query('insert into stamps values ($1, $2::timestamp)', [row.n, at]);
        row.committed = Date.now();
      } catch {
        client?.end().catch(() => undefined);
        client = undefined;
      }
    }
    await client?.end();
  }

  /**
   * Compares an answer with the rows, after `stop`.
   * @param part the rows that count: those with this remainder of `n / 10`
   * @returns `exact`; `bounded` if rows were committed after their stamp, which may count or not; `wrong`
   */
  check(asOf: string, part: number, rows: number, total: number): 'exact' | 'bounded' | 'wrong' {
    const time = Date.parse(asOf);
    const counted = this.#rows.filter(({ n, at }) => n % 10 === part && at < time);
    const certain = counted.filter(({ committed }) => committed <= time);
    const uncertain = counted.filter(({ committed }) => committed > time).map(({ n }) => n);
    const more = rows - certain.length;
    const rest = total - sum(certain.map(({ n }) => n));
    if (uncertain.length === 0) return more === 0 && rest === 0 ? 'exact' : 'wrong';
    // Rows are numbered in the order of their stamps: the first ones give the least sum, the last ones the greatest.
    const isPossible =
      more >= 0 &&
      more <= uncertain.length &&
      rest >= sum(uncertain.slice(0, more)) &&
      rest <= sum(uncertain.slice(uncertain.length - more));
    return isPossible ? 'bounded' : 'wrong';
  }
}

const sum = (numbers: number[]) => numbers.reduce((total, n) => total + n, 0);
