import type { Column } from '../../../server/contract/column.ts';
import type { ColumnarResult, ResultHead } from '../../../server/contract/result.ts';
import { eachItem, eachMember, type JsonColumns, jsonText, keepJsonColumns } from '../../core/gateway/json-text.ts';
import { guessColumns, type RowChunk, readRows } from './read-rows.ts';

/** A columnar result that grows while a response's rows arrive. */
export class RowStream {
  /** True until the last row has arrived. */
  open = true;
  result: ColumnarResult | undefined;
  readonly #abort = new AbortController();
  readonly #chunks: ReturnType<typeof readRows>;
  #json: JsonColumns = [];

  constructor(response: Response) {
    this.#chunks = readRows(response, this.#abort.signal);
  }

  /**
   * Reads until there are some rows to show.
   * @param head the result's other members; by default the columns are guessed from the first rows
   * @param minRows rows to wait for, if there are that many
   * @throws the connection's error, or SyntaxError
   */
  async first(head: Partial<ResultHead> = {}, minRows = 0): Promise<ColumnarResult> {
    const { value: chunk = { rows: [], text: '[]' } } = await this.#chunks.next();
    const columns = head.columns ?? guessColumns(chunk.rows);
    const empty = { query: '', title: '', params: {}, asOf: '' };
    const values = columns.map(() => []);
    const result: ColumnarResult = { ...empty, ...head, columns, values, rowCount: 0, truncated: false };
    this.#json = columns.map(({ type }) => (type === 'json' ? [] : null));
    keepJsonColumns(result, this.#json);
    this.result = result;
    this.#append(chunk);
    while (result.rowCount < minRows) {
      const { value: more } = await this.#chunks.next();
      if (!more) break;
      this.#append(more);
    }
    return result;
  }

  /**
   * Reads to the end.
   * @param onGrow called after each chunk of rows
   * @throws the connection's error, or SyntaxError
   */
  async readAll(onGrow: () => void): Promise<void> {
    try {
      await painted();
      for await (const chunk of this.#chunks) {
        this.#append(chunk);
        onGrow();
      }
    } finally {
      this.open = false;
    }
  }

  /** Stops reading and cancels the response. */
  stop(): void {
    this.open = false;
    this.#abort.abort();
  }

  #append({ rows, text }: RowChunk): void {
    const result = this.result!;
    const { columns, values } = result;
    result.rowCount += rows.length;
    columns.forEach(({ name }, column) => {
      const into = values[column]!;
      for (const row of rows) into.push(row[name] ?? null);
    });
    if (this.#json.some(Boolean)) this.#appendJson(columns, text);
  }

  #appendJson(columns: Column[], text: string): void {
    const byName = new Map(columns.map(({ name }, column) => [name, this.#json[column]]));
    eachItem(text, 0, (at) => {
      const found = new Map<string, string | null>();
      eachMember(text, at, (key, from, to) => {
        if (byName.get(key)) found.set(key, jsonText(text, from, to));
      });
      for (const [name, texts] of byName) texts?.push(found.get(name) ?? null);
    });
  }
}

/** Waits until the first rows are painted, or for 100 ms in a page that is not visible. */
const painted = () =>
  new Promise<void>((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 100);
  });
