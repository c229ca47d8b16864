import type { Database } from './pool.ts';

/** Position of the primary's WAL at a time. */
export interface WalPosition {
  /** Milliseconds since 1970 on the primary's clock, read before the position. */
  time: number;
  /** End of the WAL in bytes. */
  position: bigint;
}

/**
 * End of the WAL on a primary; null on a standby. `now()` is the transaction's start, so all that was visible by then lies
 * before the position. The insert position, because asynchronous commits are visible before their WAL is written.
 */
const POSITION = `
select
  extract(epoch from now()) * 1000,
  case when not pg_is_in_recovery() then pg_current_wal_insert_lsn() - '0/0'::pg_lsn end,
  current_setting('wal_block_size')`;

/**
 * Sizes of the header of a WAL page and of a segment's first page. If nothing follows the header, the insert position is
 * behind it, while a standby that has replayed everything is at the page's start.
 */
const HEADER_SIZES = [24n, 40n];

/** Positions of the primary's WAL, of the last `keepMs` milliseconds. */
export class WalPositions {
  readonly #primary: Database;
  readonly #keepMs: number;
  #positions: WalPosition[] = [];
  #reading: Promise<void> | undefined;

  constructor(primary: Database, keepMs: number) {
    this.#primary = primary;
    this.#keepMs = keepMs;
  }

  /** The known positions, the latest at the end. */
  get known(): readonly WalPosition[] {
    return this.#positions;
  }

  /** The earliest known position at or after a time: the one that a standby reaches first. */
  since(time: number): bigint | undefined {
    return this.#positions.find((known) => known.time >= time)?.position;
  }

  /** Reads the current position, once for all concurrent callers. There is none if `DATABASE_URL` leads to a standby. */
  read(): Promise<void> {
    this.#reading ??= this.#query().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #query(): Promise<void> {
    const { rows } = await this.#primary.attempt((transaction) => transaction.last(POSITION, []));
    const [time, inserted, blockSize] = rows[0] ?? [];
    if (inserted == null) {
      this.#positions = [];
      return;
    }
    const offset = BigInt(inserted) % BigInt(blockSize ?? '8192');
    const position = BigInt(inserted) - (HEADER_SIZES.includes(offset) ? offset : 0n);
    const read = { time: Number(time), position };
    // A position of another server's history, after a failover, is of no use: its clock or its WAL may be behind.
    const last = this.#positions.at(-1);
    if (last && (last.position > position || last.time > read.time)) this.#positions = [];
    this.#positions = [...this.#positions.filter((known) => known.time >= read.time - this.#keepMs), read];
  }
}
