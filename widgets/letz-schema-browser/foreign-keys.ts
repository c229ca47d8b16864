import type { ForeignKey, SchemaColumn, SchemaTable } from '../../server/contract/schema.ts';

/** A foreign key, from the side of one of its two tables. */
export interface Relation {
  key: ForeignKey;
  /** The table at the other end; its `table` is null if the user may not see it. */
  other: { schema: string; name: string; table: SchemaTable | null };
  /** The columns at the other end and those at this end, in pairs. */
  otherColumns: string[];
  columns: string[];
}

/** The tables that a table references and those that reference it. A table that references itself is in both. */
export interface Relations {
  references: Relation[];
  referencedBy: Relation[];
}

export function relationsOf(table: SchemaTable, tables: readonly SchemaTable[]): Relations {
  const references = table.foreignKeys.map((key) => {
    const { columns, references: target } = key;
    const found = tables.find(({ schema, name }) => schema === target.schema && name === target.table) ?? null;
    const other = { schema: target.schema, name: target.table, table: found };
    return { key, other, otherColumns: target.columns, columns };
  });
  const referencedBy = tables.flatMap((other) =>
    other.foreignKeys
      .filter(({ references: target }) => target.schema === table.schema && target.table === table.name)
      .map((key) => ({
        key,
        other: { schema: other.schema, name: other.name, table: other },
        otherColumns: key.columns,
        columns: key.references.columns,
      })),
  );
  return { references, referencedBy };
}

/** The foreign key that a column is part of: the one with the fewest columns, if there are several. */
export function foreignKeyOf(table: SchemaTable, column: SchemaColumn): ForeignKey | null {
  const keys = table.foreignKeys.filter(({ columns }) => columns.includes(column.name));
  return keys.toSorted((a, b) => a.columns.length - b.columns.length)[0] ?? null;
}
