import type { SchemaColumn, SchemaTable } from '../../server/contract/schema.ts';
import { fill } from '../core/format/translations.ts';
import { foreignKeyOf } from './foreign-keys.ts';
import type { Texts } from './texts/en.ts';
import { qualify } from './tree.ts';

/** What a column's signs mean, in words. */
export function factsOf(table: SchemaTable, column: SchemaColumn, texts: Texts): string[] {
  const key = foreignKeyOf(table, column)?.references;
  return [
    ...(table.primaryKey.includes(column.name) ? [texts.primaryKey] : []),
    ...(key ? [fill(texts.foreignKey, qualify(key.table))] : []),
    column.nullable ? texts.nullable : texts.required,
    ...(column.pii ? [texts.personalHint] : []),
  ];
}

/** All by which a column can be found beside its name, type and description: its facts, its signs, and what experts call them. */
export function findable(table: SchemaTable, column: SchemaColumn, texts: Texts): string {
  const indexes = table.indexes.filter(({ columns }) => columns.includes(column.name));
  return [
    ...factsOf(table, column, texts),
    ...(table.primaryKey.includes(column.name) ? ['PK primary key'] : []),
    ...(foreignKeyOf(table, column) ? ['FK foreign key'] : []),
    ...indexes.map(({ unique }) => `index ${texts.indexes} ${unique ? `unique ${texts.unique}` : ''}`),
    column.nullable ? 'nullable' : 'not null',
    ...(column.pii ? [`PII personal ${texts.personal}`] : []),
    ...(column.default === null ? [] : [`default ${texts.default} ${column.default}`]),
  ].join(' ');
}
