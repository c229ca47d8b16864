import { expect } from 'vitest';
import type { Problem } from '../../server/contract/problem.ts';
import type { TestDatabase } from './databases.ts';
import type { TestGateway } from './gateway.ts';

/** Sessions of the gateway in pg_stat_activity. */
export const SESSIONS =
  "from pg_stat_activity where datname = current_database() and application_name = 'letz-gateway'";

/** Number of running statements of the gateway. */
export async function activeStatements(database: TestDatabase): Promise<number> {
  const [row] = await database.query<{ n: number }>(`select count(*)::int as n ${SESSIONS} and state = 'active'`);
  return row?.n ?? 0;
}

/** Ends the gateway's sessions and waits until they are gone. */
export async function killSessions(database: TestDatabase): Promise<void> {
  await database.query(`select pg_terminate_backend(pid, 1000) ${SESSIONS}`);
}

/** Status, code and Retry-After of a problem response, after a check of its format. */
export async function problem(response: Response): Promise<[number, string, string | null]> {
  const { status, code, ...rest } = (await response.json()) as Problem;
  expect(response.headers.get('Content-Type')).toBe('application/problem+json');
  expect([response.status, typeof rest.type, typeof rest.title, typeof rest.detail]).toEqual([
    status,
    'string',
    'string',
    'string',
  ]);
  return [status, code, response.headers.get('Retry-After')];
}

export const UNAVAILABLE = [503, 'database-unavailable', '1'];
export const OVERLOADED = [503, 'overloaded', '1'];

/** True if all connections of the pool are idle. */
export function isAtRest({ gateway }: TestGateway): boolean {
  const { total, idle, waiting } = gateway.database.pool;
  return total === idle && waiting === 0;
}
