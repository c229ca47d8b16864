import type { Catalogue, Param } from '../../server/contract/query.ts';
import type { Params } from '../../server/contract/value.ts';
import { GatewayError } from '../core/gateway/gateway-client.ts';
import type { Parsed } from './param-values.ts';

/** The parameters of each query. */
export interface ParamLists {
  lists: Param[][];
}

/** A parameter of one or several queries. */
export type FormParam = Param & {
  /** True if the queries have different defaults; `default` is then null. */
  mixed?: true;
  /** Replaces the parser of its type. */
  parse?: (text: string) => Parsed;
};

/** Attributes of `<letz-params>` that name queries and parameters. */
export interface ParamsAttributes {
  query: string;
  only: string;
  range: boolean;
  /** Null if the attribute is not valid JSON. */
  params?: Params | null;
}

/**
 * The parameters of the queries that the attributes name. Returns `previous` if nothing changed, so that a reload keeps
 * the values chosen.
 * @param catalogue undefined: not loaded, because an attribute is wrong
 * @throws {GatewayError} for a wrong attribute, such as a name that does not exist
 */
export function paramsOf(
  { query, only, range, params }: ParamsAttributes,
  catalogue: Catalogue | undefined,
  previous: ParamLists | undefined,
): ParamLists {
  if (params === null) throw mistake('invalid-parameter', 'The attribute params must be JSON such as {"days": 30}.');
  if (!catalogue) throw mistake('invalid-parameter', 'The attribute query must name a query.');
  const lists = words(query).map((name) => findParams(name, catalogue));
  const known = [...new Set(lists.flat().map(({ name }) => name))];
  const unknown = words(only).filter((name) => !known.includes(name));
  if (unknown.length) {
    const allowed = `Allowed: ${known.join(', ') || 'none'}`;
    throw mistake(
      'invalid-parameter',
      `The attribute only names ${unknown.join(', ')}, no parameter of ${query}. ${allowed}.`,
    );
  }
  if (range && !known.includes('days')) {
    throw mistake('invalid-parameter', `The attribute range needs a query with the parameter days; ${query} has none.`);
  }
  return previous && JSON.stringify(lists) === JSON.stringify(previous.lists) ? previous : { lists };
}

function findParams(name: string, { queries }: Catalogue): Param[] {
  const found = queries.find((each) => each.name === name);
  if (found) return found.params;
  const known = queries.map((each) => each.name).join(', ');
  throw mistake(
    'unknown-query',
    `The attribute query names ${name}, no query that you may run. Allowed: ${known || 'none'}.`,
  );
}

const mistake = (code: 'invalid-parameter' | 'unknown-query', message: string) =>
  new GatewayError(code, `<letz-params>: ${message}`);

/** The names in a space-separated attribute. */
export const words = (text: string): string[] => text.split(/\s+/).filter(Boolean);

/**
 * Merges the parameters of several queries by name: bounds and choices that all queries accept, and a default only where
 * all have the same. A name with different types is left out.
 */
export function mergeParams(lists: readonly (readonly Param[])[]): FormParam[] {
  const merged = new Map<string, FormParam | null>();
  for (const param of lists.flat()) {
    const known = merged.get(param.name);
    merged.set(param.name, known === undefined ? param : known && merge(known, param));
  }
  return [...merged.values()].filter((param) => param !== null);
}

function merge(a: FormParam, b: Param): FormParam | null {
  if (a.type !== b.type) return null;
  const mixed = a.mixed || a.default !== b.default;
  return {
    ...a,
    ...(mixed && { mixed, default: null }),
    required: a.required || b.required,
    min: a.min === null || (b.min !== null && b.min > a.min) ? b.min : a.min,
    max: a.max === null || (b.max !== null && b.max < a.max) ? b.max : a.max,
    values: a.values?.filter((value) => b.values?.includes(value)) ?? null,
  };
}
