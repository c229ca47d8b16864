import type { SqlError } from '../postgres/errors.ts';
import type { NamedQuery, ReadRegistry } from './registry.ts';

const UNDEFINED_TABLE = '42P01';
const UNDEFINED_COLUMN = '42703';
const SYNTAX_ERROR = '42601';
const INSUFFICIENT_PRIVILEGE = '42501';

/**
 * A hint for an SQL error that a query's author is likely to meet, else PostgreSQL's own hint.
 * @param text the statement from the error's position on
 */
export function hintFor(
  { state, hint, routine }: SqlError,
  text: string,
  query: NamedQuery,
  models: ReadRegistry['models'],
): string | undefined {
  const [, name = ''] = /^[:"]?([A-Za-z_]\w*)/.exec(text) ?? [];
  if (state === SYNTAX_ERROR && text.startsWith(':') && name) {
    return `parameters are columns of params: write params.${name}, and add params to FROM`;
  }
  if (state === UNDEFINED_TABLE && name === 'params') return 'add params to FROM';
  if (state === UNDEFINED_TABLE && models.has(name)) {
    const isUsed = query.models.some((model) => model.name === name);
    return isUsed ? `add ${name} to FROM` : `${name} is a model: add -- @use ${name}`;
  }
  if (state === UNDEFINED_COLUMN && query.params.some((param) => param.name === name)) {
    return `${name} is a parameter: write params.${name}, and add params to FROM`;
  }
  if (state === INSUFFICIENT_PRIVILEGE && routine === 'check_enable_rls') {
    return 'ROW_SECURITY=on accepts policies that filter rows';
  }
  return hint;
}
