import type { ResultHead } from '../../../server/contract/result.ts';
import type { GatewayClient } from '../gateway/gateway-client.ts';

/** Downloads all rows of a query as CSV, with the parameters of a truncated result. @throws {GatewayError} */
export async function downloadAll(
  client: GatewayClient,
  { query, params }: Pick<ResultHead, 'query' | 'params'>,
): Promise<void> {
  const { saveRows } = await import('../gateway/download.ts');
  await saveRows({ client, query, params, format: 'csv' }, new AbortController().signal, () => {});
}
