import type { Column } from '../../server/contract/column.ts';
import type { ColumnarResult } from '../../server/contract/result.ts';
import { append, emptyResult, guessColumns, readRows } from './read-rows.ts';

export { exportRows } from '../core/gateway/download.ts';

/** A response's rows, while they arrive. */
export class Reading {
  /** What has arrived. */
  result: ColumnarResult | undefined;
  /** Whether more is to come. */
  open = true;
  readonly #stop = new AbortController();
  readonly #portions: ReturnType<typeof readRows>;

  constructor(response: Response) {
    this.#portions = readRows(response, this.#stop.signal);
  }

  /**
   * @param columns what the rows hold; by default as the first row looks
   * @param atLeast rows to wait for, if there are so many
   * @throws what the connection does, or SyntaxError
   */
  async first(columns: Column[] | undefined, atLeast: number): Promise<ColumnarResult> {
    const { value: rows = [] } = await this.#portions.next();
    const result = emptyResult(columns ?? guessColumns(rows));
    append(result, rows);
    while (result.rowCount < atLeast) {
      const { value: more } = await this.#portions.next();
      if (!more) break;
      append(result, more);
    }
    this.result = result;
    return result;
  }

  /**
   * Reads on to the end.
   * @param grown called whenever there are more rows in the result
   * @throws what the connection does, or SyntaxError
   */
  async rest(grown: () => void): Promise<void> {
    try {
      await painted();
      for await (const rows of this.#portions) {
        append(this.result!, rows);
        grown();
      }
    } finally {
      this.open = false;
    }
  }

  /** Stops the sender, too. */
  stop(): void {
    this.open = false;
    this.#stop.abort();
  }
}

/** Lets the page draw what has come first, or for a while not, where nobody sees it. */
const painted = () =>
  new Promise<void>((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 100);
  });
