import type { Params } from '../../../server/contract/value.ts';
import { exportRows } from './export-rows.ts';
import type { GatewayClient } from './gateway-client.ts';
import { saveBlob } from './save-blob.ts';

/** What to save. */
export interface Export {
  client: GatewayClient;
  /** The query's name. */
  query: string;
  params: Params;
  format: 'csv' | 'ndjson';
}

/**
 * Receives all rows of a query to the end and hands them to the browser to save as a file.
 *
 * @param received hears how many bytes have come
 * @throws {GatewayError}, or what the connection or the signal does: half a file is never saved
 */
export async function saveRows(
  { client, query, params, format }: Export,
  signal: AbortSignal,
  received: (bytes: number) => void,
): Promise<void> {
  const response = await exportRows(client, query, params, format, signal);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  const reader = response.body!.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    chunks.push(read.value);
    bytes += read.value.length;
    received(bytes);
  }
  saveBlob(new Blob(chunks, { type: response.headers.get('Content-Type') ?? '' }), `${query}.${format}`);
}
