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
  /** The expression of a generated column. */
  generated?: string;
  /** The kind of an identity column. */
  identity?: 'always' | 'by default';
  /** The values of an enum type, in order. */
  enumValues?: string[];
  /** The base type and the constraints of a domain. */
  domain?: { type: string; notNull: boolean; checks: string[] };
  /** The fields of a composite type. */
  fields?: { name: string; type: string }[];
}

export interface ForeignKey {
  columns: string[];
  references: { schema: string; table: string; columns: string[] };
  name?: string;
  /** Absent for `NO ACTION`. */
  onDelete?: 'RESTRICT' | 'CASCADE' | 'SET NULL' | 'SET DEFAULT';
  /** Absent for `NO ACTION`. */
  onUpdate?: 'RESTRICT' | 'CASCADE' | 'SET NULL' | 'SET DEFAULT';
  /** The initial mode of a deferrable key. */
  deferrable?: 'immediate' | 'deferred';
  description?: string | null;
}

export interface SchemaIndex {
  name: string;
  /** Key columns, or their expressions. */
  columns: string[];
  unique: boolean;
  /** The access method: `btree`, `gin` … */
  method?: string;
  /** For each key column its order where it is not the default, such as `DESC NULLS LAST`; else an empty text. */
  order?: string[];
  /** Columns that are stored in the index and are not part of the key. */
  include?: string[];
  /** The condition of a partial index. */
  predicate?: string;
  /** False if the index could not be built. */
  valid?: boolean;
  description?: string | null;
}

/** A check, unique or exclusion constraint. */
export interface SchemaConstraint {
  name: string;
  type: 'check' | 'unique' | 'exclusion';
  /** As `pg_get_constraintdef` prints it. */
  definition: string;
  description?: string | null;
}

/** A policy of row-level security. */
export interface SchemaPolicy {
  name: string;
  command: 'ALL' | 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';
  permissive: boolean;
  roles: string[];
  /** The conditions' SQL expressions. */
  using: string | null;
  check: string | null;
}

export interface SchemaTrigger {
  name: string;
  /** As `pg_get_triggerdef` prints it. */
  definition: string;
  enabled: boolean;
  description?: string | null;
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
  constraints?: SchemaConstraint[];
  /** The key of a partitioned table, such as `RANGE (sent_at)`. */
  partitionKey?: string;
  /** The partitions of a partitioned table; the list of tables leaves them out. */
  partitions?: { schema: string; name: string; bounds: string }[];
  /** The tables that this one inherits from. */
  inherits?: { schema: string; table: string }[];
  /** The query of a view. */
  definition?: string;
  /** Row-level security, if it is enabled. `forced`: it applies to the table's owner, too. */
  rowSecurity?: { forced: boolean; policies: SchemaPolicy[] };
  triggers?: SchemaTrigger[];
}

/** The answer to `GET /api/schema`. Never holds a row of data. */
export interface Schema {
  tables: SchemaTable[];
}
