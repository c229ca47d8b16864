import type { Params } from '../../../server/contract/value.ts';
import { saveRows } from '../../core/gateway/download.ts';
import type { GatewayClient } from '../../core/gateway/gateway-client.ts';

/** The query to export, and the client that runs it. */
export interface ExportSource {
  client: GatewayClient;
  query: string;
  params: Params;
}

/** Download of all rows as CSV, with its progress. */
export class CsvDownload {
  /** Received bytes; undefined while no download runs. */
  received: number | undefined;
  #abort: AbortController | undefined;
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  readonly cancel = (): void => this.#abort?.abort();

  /** @throws GatewayError or the connection's error, but nothing when cancelled */
  async start(source: Promise<ExportSource>): Promise<void> {
    const abort = new AbortController();
    this.#abort = abort;
    this.#progress(0);
    try {
      await saveRows({ ...(await source), format: 'csv' }, abort.signal, (bytes) => this.#progress(bytes));
    } catch (error) {
      if (!abort.signal.aborted) throw error;
    } finally {
      this.#progress(undefined);
    }
  }

  #progress(bytes: number | undefined): void {
    this.received = bytes;
    this.#onChange();
  }
}
