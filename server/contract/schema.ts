/** A column of a table in the database. */
export interface SchemaColumn {
  name: string;
  /** The type as PostgreSQL's `format_type` prints it. */
  type: string;
  nullable: boolean;
  /** The default's SQL expression, or null. */
  default: string | null;
  description: string | null;
  /** True if the column holds personal data. */
  pii: boolean;
}

export interface ForeignKey {
  columns: string[];
  references: { schema: string; table: string; columns: string[] };
}

export interface SchemaIndex {
  name: string;
  columns: string[];
  unique: boolean;
}

/** Kinds of relations that the schema browser lists. */
export const TABLE_KINDS = ['table', 'partitioned table', 'view', 'materialized view', 'foreign table'] as const;
export type TableKind = (typeof TABLE_KINDS)[number];

export interface SchemaTable {
  schema: string;
  name: string;
  kind: TableKind;
  description: string | null;
  /** PostgreSQL's own estimate (`pg_class.reltuples`); null where there is none. */
  estimatedRows: number | null;
  columns: SchemaColumn[];
  primaryKey: string[];
  foreignKeys: ForeignKey[];
  indexes: SchemaIndex[];
}

/** The answer to `GET /api/schema`. Never holds a row of data. */
export interface Schema {
  tables: SchemaTable[];
}
