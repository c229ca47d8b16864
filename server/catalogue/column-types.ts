import type { ColumnSpec } from './column-tag.ts';

/** The database types that a declared type allows, by OID (PostgreSQL's `pg_type.dat`). */
const OIDS: Record<ColumnSpec['type'], readonly number[]> = {
  integer: [20, 21, 23],
  number: [20, 21, 23, 700, 701, 1700],
  boolean: [16],
  text: [],
  date: [1082],
  timestamp: [1114, 1184],
  json: [114, 3802],
};

/** Reports whether a column of the database type `oid` fits its declaration. Types without a match here (enums, uuid, interval) are text. */
export function accepts({ type, local }: ColumnSpec, oid: number): boolean {
  if (type === 'text') return !Object.values(OIDS).some((oids) => oids.includes(oid));
  return OIDS[type].includes(oid) && !(local && oid === 1184);
}
