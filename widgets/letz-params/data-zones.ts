import type { GatewayClient } from '../core/gateway/gateway-client.ts';

/** Greatest number of zones. */
const MAX_ZONES = 12;

/** Loads the time zones that occur in the data, most frequent first; none if the token doesn't allow the query. */
export async function loadDataZones(client: GatewayClient): Promise<string[]> {
  try {
    const query = { name: 'timezone-coverage', params: {} };
    const { rows, columns } = await client.query(query, new AbortController().signal);
    const zone = columns.findIndex(({ name }) => name === 'zone');
    return [...new Set(rows.map((row) => row[zone]))].filter((name) => typeof name === 'string').slice(0, MAX_ZONES);
  } catch {
    return [];
  }
}
