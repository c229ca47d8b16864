import type { Schema, SchemaColumn, SchemaTable } from '../contract/schema.ts';
import type { Database } from './pool.ts';
import { describeTable } from './schema-descriptions.ts';
import { CATALOG } from './schema-query.ts';

/** A table as the catalog query returns it; the descriptions are the database's comments. */
type CatalogTable = Omit<SchemaTable, 'columns'> & { columns: Omit<SchemaColumn, 'pii'>[] };

/** Reads the schema: tables, columns, keys, indexes and constraints, never a row. */
export async function readSchema(database: Database): Promise<Schema> {
  const { rows } = await database.read((transaction) => transaction.query(CATALOG, []));
  return { tables: rows.map(([text]) => describeTable(JSON.parse(text ?? '{}') as CatalogTable)) };
}
