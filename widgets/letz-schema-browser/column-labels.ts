import type { SchemaColumn, SchemaTable } from '../../server/contract/schema.ts';
import { fill } from '../core/format/translations.ts';
import { foreignKeyOf } from './foreign-keys.ts';
import type { Texts } from './texts/en.ts';
import { qualify } from './tree.ts';

/** The meanings of a column's badges, as a screen reader gets them. */
export function labelsOf(table: SchemaTable, column: SchemaColumn, texts: Texts): string[] {
  const key = foreignKeyOf(table, column)?.references;
  return [
    ...(table.primaryKey.includes(column.name) ? [texts.primaryKey] : []),
    ...(key ? [fill(texts.foreignKey, qualify(key.table))] : []),
    column.nullable ? texts.nullable : texts.notNull,
    ...(column.identity ? [texts.identity] : []),
    ...(column.generated === undefined ? [] : [texts.generated]),
    ...(column.pii ? [texts.personalHint] : []),
  ];
}

/** The texts by which a column is found, other than its name, type and description. */
export function searchTexts(table: SchemaTable, column: SchemaColumn, texts: Texts): string {
  const indexes = table.indexes.filter(({ columns }) => columns.includes(column.name));
  return [
    ...labelsOf(table, column, texts),
    ...(table.primaryKey.includes(column.name) ? ['PK primary key'] : []),
    ...(foreignKeyOf(table, column) ? ['FK foreign key'] : []),
    ...indexes.map(({ unique }) => `index ${texts.indexes} ${unique ? `unique ${texts.unique}` : ''}`),
    column.nullable ? 'nullable' : 'not null',
    ...(column.pii ? [`PII personal ${texts.personal}`] : []),
    ...(column.identity ? ['identity'] : []),
    ...(column.generated === undefined ? [] : [`generated ${column.generated}`]),
    ...(column.enumValues ?? []),
    ...(column.domain ? [`domain ${column.domain.type}`] : []),
    ...(column.default === null ? [] : [`default ${texts.default} ${column.default}`]),
  ].join(' ');
}
