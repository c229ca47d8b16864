import type { Schema } from './contract.ts';
import type { Database } from './database.ts';
export async function readSchema(_database: Database): Promise<Schema> {
  return { tables: [] };
}
