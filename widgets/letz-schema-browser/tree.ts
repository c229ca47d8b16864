import type { SchemaColumn, SchemaTable } from '../../server/contract/schema.ts';
import type { Hit } from './search-index.ts';

interface Row {
  name: string;
  /** 1 at the root, as `aria-level` counts. */
  level: number;
  /** Position among its siblings, from 1, and their number. */
  position: number;
  size: number;
}

export interface SchemaRow extends Row {
  kind: 'schema';
  open: boolean;
}

export interface TableRow extends Row {
  kind: 'table';
  open: boolean;
  table: SchemaTable;
}

export interface ColumnRow extends Row {
  kind: 'column';
  table: SchemaTable;
  column: SchemaColumn;
}

export type TreeRow = SchemaRow | TableRow | ColumnRow;

/** A node that can be open: a schema, by name, or a table. */
export type Branch = string | SchemaTable;

/** `schema.table.column`, with double quotes where SQL needs them, so that different names never look the same. */
export function qualify(...names: string[]): string {
  return names.map((name) => (/^[a-z_][a-z0-9_$]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`)).join('.');
}

/** Tables sorted by schema and name, with numbers in numeric order: `item2` before `item10`. */
export function sortTables(tables: readonly SchemaTable[]): SchemaTable[] {
  const { compare } = new Intl.Collator('en', { numeric: true });
  return tables.toSorted((a, b) => compare(a.schema, b.schema) || compare(a.name, b.name));
}

/**
 * The rows of the tree, from top to bottom. A single schema has no row.
 * @param hits the tables in order; a table found by columns is open at first and shows only these
 * @param toggled branches whose state is not the initial one
 */
export function visibleRows(hits: readonly Hit[], toggled: ReadonlySet<Branch>): TreeRow[] {
  const schemas = new Map<string, Hit[]>();
  for (const hit of hits) {
    const members = schemas.get(hit.table.schema);
    if (members) members.push(hit);
    else schemas.set(hit.table.schema, [hit]);
  }
  if (schemas.size < 2) return tableRows(hits, toggled, 1);
  return [...schemas].flatMap(([name, members], index) => {
    const open = !toggled.has(name);
    const row: SchemaRow = { kind: 'schema', name, level: 1, position: index + 1, size: schemas.size, open };
    return open ? [row, ...tableRows(members, toggled, 2)] : [row];
  });
}

function tableRows(hits: readonly Hit[], toggled: ReadonlySet<Branch>, level: number): TreeRow[] {
  return hits.flatMap(({ table, columns: found }, index) => {
    const open = found.length > 0 !== toggled.has(table);
    const row: TableRow = {
      kind: 'table',
      name: table.name,
      level,
      position: index + 1,
      size: hits.length,
      open,
      table,
    };
    if (!open) return [row];
    const columns = found.length > 0 ? found : table.columns;
    return [row, ...columns.map((column, at) => columnRow(table, column, level + 1, at + 1, columns.length))];
  });
}

function columnRow(table: SchemaTable, column: SchemaColumn, level: number, position: number, size: number): ColumnRow {
  return { kind: 'column', name: column.name, level, position, size, table, column };
}

/** The effect of a key: another active row, or the active one opened or closed. */
export type Move = { to: number } | 'toggle';

/**
 * The effect of a key, by the ARIA tree pattern.
 * @param at index of the active row; -1: none
 * @param key as `KeyboardEvent.key`, arrows as in left-to-right text
 * @param page number of visible rows
 * @returns null for keys without an effect
 */
export function pressKey(rows: readonly TreeRow[], at: number, key: string, page: number): Move | null {
  const row = rows[at];
  const last = rows.length - 1;
  const to = (index: number): Move => ({ to: Math.max(0, Math.min(last, index)) });
  switch (key) {
    case 'ArrowDown':
      return to(at + 1);
    case 'ArrowUp':
      return to(at - 1);
    case 'PageDown':
      return to(at + page);
    case 'PageUp':
      return to(at - page);
    case 'Home':
      return to(0);
    case 'End':
      return to(last);
    case 'ArrowRight':
      if (!row || row.kind === 'column') return null;
      return row.open ? to(at + 1) : 'toggle';
    case 'ArrowLeft':
      if (!row) return null;
      if (row.kind !== 'column' && row.open) return 'toggle';
      return row.level > 1 ? to(rows.findLastIndex(({ level }, index) => index < at && level < row.level)) : null;
  }
  return key.length === 1 && key !== ' ' ? typeAhead(rows, at, key) : null;
}

/** The next row, wrapping around, whose name begins with a letter. */
function typeAhead(rows: readonly TreeRow[], at: number, letter: string): Move | null {
  const begins = ({ name }: TreeRow) => name.toLowerCase().startsWith(letter.toLowerCase());
  const after = rows.findIndex((row, index) => index > at && begins(row));
  const found = after === -1 ? rows.findIndex(begins) : after;
  return found === -1 ? null : { to: found };
}

const SHORT_TYPES: Record<string, string> = {
  'character varying': 'varchar',
  character: 'char',
  'timestamp without time zone': 'timestamp',
  'timestamp with time zone': 'timestamptz',
  'time without time zone': 'time',
  'time with time zone': 'timetz',
  'double precision': 'double',
};

/** PostgreSQL's short name of a type, with length and array brackets: `varchar(20)[]`. */
export function shortType(type: string): string {
  const [, name = type, length = '', rest = ''] =
    /^([a-z ]+?)(\(\d+\))?( with(?:out)? time zone)?(?:\[\])*$/.exec(type) ?? [];
  const short = SHORT_TYPES[name + rest];
  return short ? short + length + type.slice((name + length + rest).length) : type;
}
