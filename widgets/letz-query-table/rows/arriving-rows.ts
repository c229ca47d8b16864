import type { LitElement } from 'lit';
import type { ColumnarResult, Result, ResultHead } from '../../../server/contract/result.ts';
import { exportRows } from '../../core/gateway/download.ts';
import { type GatewayClient, GatewayError } from '../../core/gateway/gateway-client.ts';
import { RowStream } from './row-stream.ts';

type TableResult = Result | ColumnarResult;

/** Query whose rows are all loaded. */
interface AllRows {
  client: GatewayClient;
  query: string;
  /** Its first rows. */
  first: TableResult;
  /** The data shown. */
  shown: TableResult | undefined;
  show(result: TableResult): void;
}

/** Rows that a table shows while they arrive. A new stream ends the one before. */
export class ArrivingRows {
  readonly #host: LitElement;
  readonly #onError: (error: GatewayError) => void;
  #stream: RowStream | undefined;
  /** Query and parameters of the streamed rows, to tell a refresh from another query. */
  #question = '';

  constructor(host: LitElement, onError: (error: GatewayError) => void) {
    this.#host = host;
    this.#onError = onError;
  }

  /** True while rows of a result arrive. */
  includes(data: TableResult): boolean {
    return Boolean(this.#stream?.open) && this.#stream?.result === data;
  }

  stop(): void {
    this.#stream?.stop();
    this.#stream = undefined;
  }

  /**
   * Resolves with a result that grows, as soon as it has some rows.
   * @throws the connection's error, or SyntaxError
   */
  async receive(response: Response, head?: Partial<ResultHead>, minRows = 0): Promise<ColumnarResult> {
    this.#stream?.stop();
    const stream = new RowStream(response);
    this.#stream = stream;
    const result = await stream.first(head, minRows);
    this.#readAll(stream);
    return result;
  }

  /** The same with all rows of a query, from its export. */
  async receiveAll({ client, query, first, shown, show }: AllRows, signal: AbortSignal): Promise<ColumnarResult> {
    const question = JSON.stringify([query, { ...first.params, as_of: null }]);
    // A refresh never removes rows that are shown: it replaces them when as many have arrived.
    const count = question === this.#question ? (shown?.rowCount ?? 0) : 0;
    this.#question = question;
    // The batch's rows are shown until as many of the export have arrived.
    if (!count) show(first);
    const response = await exportRows(client, query, first.params, 'ndjson', signal);
    return this.receive(response, first, Math.max(count, first.rowCount));
  }

  async #readAll(stream: RowStream): Promise<void> {
    let frame: number | undefined;
    const update = () => {
      frame = undefined;
      this.#host.requestUpdate();
    };
    try {
      // One update a frame: several chunks arrive between two.
      await stream.readAll(() => {
        frame = frame ?? requestAnimationFrame(update);
      });
    } catch (error) {
      if (this.#stream === stream) this.#onError(new GatewayError('network', (error as Error).message));
    } finally {
      this.#host.requestUpdate();
    }
  }
}
