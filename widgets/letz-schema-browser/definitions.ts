import type { ForeignKey, SchemaIndex, SchemaPolicy, SchemaTrigger } from '../../server/contract/schema.ts';
import type { Texts } from './texts/en.ts';

/** The parts that are there, as one text. */
export const joined = (...parts: (string | false | undefined)[]): string => parts.filter(Boolean).join(' ');

/** An index in SQL: `UNIQUE btree (email DESC) INCLUDE (id) WHERE (deleted_at IS NULL)`. */
export function describeIndex(
  { columns, unique, method, order, include, predicate, valid }: SchemaIndex,
  texts: Texts,
): string {
  const keys = columns.map((column, at) => joined(column, order?.[at]));
  return joined(
    unique && 'UNIQUE',
    method,
    `(${keys.join(', ')})`,
    include?.length ? `INCLUDE (${include.join(', ')})` : undefined,
    predicate && `WHERE ${parenthesised(predicate)}`,
    valid === false && `(${texts.invalid})`,
  );
}

/** The options of a foreign key: `ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED`. */
export function describeKey({ onDelete, onUpdate, deferrable }: ForeignKey): string {
  return joined(
    onDelete && `ON DELETE ${onDelete}`,
    onUpdate && `ON UPDATE ${onUpdate}`,
    deferrable && 'DEFERRABLE',
    deferrable === 'deferred' && 'INITIALLY DEFERRED',
  );
}

/** A policy of row-level security: `FOR SELECT TO reader USING (owner = current_user)`. */
export function describePolicy({ command, permissive, roles, using, check }: SchemaPolicy): string {
  return joined(
    !permissive && 'AS RESTRICTIVE',
    `FOR ${command}`,
    `TO ${roles.join(', ')}`,
    using !== null && `USING ${parenthesised(using)}`,
    check !== null && `WITH CHECK ${parenthesised(check)}`,
  );
}

export function describeTrigger({ definition, enabled }: SchemaTrigger, texts: Texts): string {
  return joined(definition, !enabled && `(${texts.disabled})`);
}

/** An expression in parentheses, where it has none yet. */
const parenthesised = (expression: string) => (/^\(.*\)$/s.test(expression) ? expression : `(${expression})`);
