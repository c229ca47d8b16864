import type { Params } from '../../../server/contract/value.ts';
import type { GatewayClient } from './gateway-client.ts';

/** All rows of a query, to export. */
export interface Export {
  client: GatewayClient;
  /** Name of the query. */
  query: string;
  params: Params;
  format: 'csv' | 'ndjson';
}

/** Streams all rows of a query in a file format. @throws {GatewayError} or the signal's reason */
export function exportRows(
  client: GatewayClient,
  name: string,
  params: Params,
  format: 'csv' | 'ndjson',
  signal: AbortSignal,
): Promise<Response> {
  // Without a BOM, Excel reads a CSV file in the code page of the system.
  const search = new URLSearchParams({ _format: format, ...(format === 'csv' && { _bom: '1' }) });
  for (const [key, value] of Object.entries(params)) if (value !== null) search.set(key, String(value));
  return client.fetch(`/api/queries/${name}?${search}`, { signal });
}

/**
 * Downloads all rows of a query as a file.
 *
 * @param onProgress called with the number of bytes received so far
 * @throws {GatewayError}, the connection's error or the signal's reason: an incomplete file is never saved
 */
export async function saveRows(
  { client, query, params, format }: Export,
  signal: AbortSignal,
  onProgress: (bytes: number) => void,
): Promise<void> {
  const response = await exportRows(client, query, params, format, signal);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  const reader = response.body!.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    chunks.push(read.value);
    bytes += read.value.length;
    onProgress(bytes);
  }
  saveBlob(new Blob(chunks, { type: response.headers.get('Content-Type') ?? '' }), `${query}.${format}`);
}

/** Saves a file with the browser's download manager. */
export function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The download holds a reference of its own from the next task on.
  setTimeout(() => URL.revokeObjectURL(link.href));
}
