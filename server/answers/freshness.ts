import type { NewestStamp } from '../catalogue/newest-stamp.ts';
import type { Freshness } from '../contract/explanation.ts';
import { SqlError } from '../postgres/errors.ts';
import type { Database } from '../postgres/pool.ts';
import { printer } from './encode.ts';

const print = printer({ name: 'stamp', type: 'timestamp', description: '', local: false, line: 0 });

/**
 * Reads the newest stamp of each table in one transaction. Tables whose statement fails, such as one that was dropped
 * meanwhile, are left out.
 * @param before ISO 8601 in UTC; later stamps don't count
 */
export function readFreshness(
  database: Database,
  stamps: readonly NewestStamp[],
  before: string,
  signal: AbortSignal,
): Promise<Freshness> {
  return database.read(async (transaction) => {
    const freshness: Freshness = {};
    for (const { name, sql } of stamps) {
      try {
        const { rows } = await transaction.withSavepoint(() => transaction.query(sql, [before.slice(0, -1)], signal));
        const newest = rows[0]?.[0] ?? null;
        freshness[name] = newest === null ? null : print(newest);
      } catch (error) {
        if (!(error instanceof SqlError)) throw error;
      }
    }
    return freshness;
  }, signal);
}
