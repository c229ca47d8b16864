import type { Params } from '../../../server/contract/value.ts';
import type { GatewayClient } from './gateway-client.ts';

/** All rows of a query as a file, while it is being written. @throws {GatewayError} or the signal's reason */
export function exportRows(
  client: GatewayClient,
  name: string,
  params: Params,
  format: 'csv' | 'ndjson',
  signal: AbortSignal,
): Promise<Response> {
  const search = new URLSearchParams({ _format: format });
  for (const [key, value] of Object.entries(params)) if (value !== null) search.set(key, String(value));
  return client.fetch(`/api/queries/${name}?${search}`, { signal });
}
