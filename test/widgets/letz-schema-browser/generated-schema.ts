import type { Schema, SchemaColumn, SchemaTable } from '../../../server/contract/schema.ts';

/** A column with nothing special, to spread over. */
export const plainColumn: SchemaColumn = {
  name: 'id',
  type: 'integer',
  nullable: false,
  default: null,
  description: null,
  pii: false,
};

export function table(name: string, more: Partial<SchemaTable> = {}): SchemaTable {
  return {
    schema: 'public',
    name,
    kind: 'table',
    description: null,
    estimatedRows: null,
    columns: [plainColumn],
    primaryKey: ['id'],
    foreignKeys: [],
    indexes: [],
    ...more,
  };
}

export function column(name: string, more: Partial<SchemaColumn> = {}): SchemaColumn {
  return { ...plainColumn, name, ...more };
}

export function foreignKey(from: string, to: string, schema = 'public') {
  return { columns: [from], references: { schema, table: to, columns: ['id'] } };
}

/** The size of a real product's schema: each table has keys to two others. */
export function generatedSchema(tables = 1500, columns = 20): Schema {
  const name = (index: number) => `${['billing', 'care', 'content', 'journey', 'message'][index % 5]}_item_${index}`;
  return {
    tables: Array.from({ length: tables }, (_, index) =>
      table(name(index), {
        description: index % 3 === 0 ? `What item ${index} of the product is about` : null,
        estimatedRows: index * 37,
        columns: [
          plainColumn,
          column('owner_id'),
          column('parent_id', { nullable: true }),
          ...Array.from({ length: columns - 3 }, (_, at) =>
            column(`attribute_${at}`, {
              type: 'text',
              nullable: true,
              description: at % 2 ? `Attribute number ${at}` : null,
            }),
          ),
        ],
        foreignKeys: [foreignKey('owner_id', name(0)), foreignKey('parent_id', name((index * 7) % tables))],
      }),
    ),
  };
}
