import type { Param } from '../contract/query.ts';
import type { Params, ParamValue } from '../contract/value.ts';
import { ProblemError } from '../shared/problems.ts';
import { AS_OF_TEXTS } from './as-of-texts.ts';
import type { RawParams } from './decode.ts';
import { type Bound, ParamError, parseParam } from './parse.ts';
import type { ZoneNames } from './time-zones.ts';

/** The parameter that every query has. Its default is the time of the request, rounded down. */
export const AS_OF: Param = {
  name: 'as_of',
  type: 'timestamp',
  default: null,
  required: false,
  min: null,
  max: null,
  values: null,
  ...AS_OF_TEXTS.en,
};

/** The parameter values of one request. */
export interface Arguments {
  /** As bound to the statement, in the order of the query's parameters, `as_of` first. */
  values: (string | null)[];
  /** As reported in the result. */
  params: Params;
  asOf: string;
}

/** The same arguments at another `as_of`, ISO 8601 in UTC with a `Z`. */
export function withAsOf({ values: [, ...values], params }: Arguments, asOf: string): Arguments {
  return { values: [asOf.slice(0, -1), ...values], params: { ...params, [AS_OF.name]: asOf }, asOf };
}

/**
 * Checks the given values and fills in defaults.
 * @param defaultAsOf used when `as_of` is left out, ISO 8601 in UTC
 * @throws {ProblemError} `invalid-parameter` with the parameter's name
 */
export function bindParams(params: Param[], raw: RawParams, defaultAsOf: string, zones?: ZoneNames): Arguments {
  const all = [AS_OF, ...params];
  for (const name of raw.keys()) {
    if (all.some((param) => param.name === name)) continue;
    const known = all.map((param) => param.name).join(', ');
    throw new ProblemError('invalid-parameter', `The query has no parameter of this name. It has ${known}.`, {
      param: name,
    });
  }
  const bound = all.map((param) => bindParam(param, raw, param === AS_OF ? defaultAsOf : param.default, zones));
  return {
    values: bound.map(({ sql }) => sql),
    params: Object.fromEntries(all.map((param, index) => [param.name, bound[index]?.value ?? null])),
    asOf: String(bound[0]?.value),
  };
}

function bindParam(param: Param, raw: RawParams, fallback: ParamValue, zones?: ZoneNames): Bound {
  const given = raw.get(param.name);
  const problem = (detail: string) =>
    new ProblemError('invalid-parameter', `${param.name} ${detail}.`, { param: param.name });
  if (given === undefined && param.required) throw problem('is required');
  const now = given === null && param === AS_OF;
  const text = given === undefined || now ? fallback : given;
  if (text === null) {
    if (fallback === null && !param.required) return { value: null, sql: null };
    throw problem('must not be null');
  }
  // A small default would print as 1e-7, which the parser rejects.
  if (given === undefined && typeof fallback === 'number') return { value: fallback, sql: String(fallback) };
  try {
    return parseParam(param, String(text), zones);
  } catch (error) {
    if (error instanceof ParamError) throw problem(error.message);
    throw error;
  }
}
