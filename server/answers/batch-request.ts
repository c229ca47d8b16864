import type { Access } from '../auth/access.ts';
import { readLocale } from '../catalogue/localize.ts';
import type { NamedQuery, Registry } from '../catalogue/registry.ts';
import { MAX_BATCH_QUERIES } from '../contract/batch.ts';
import { AS_OF } from '../params/bind.ts';
import { type RawParams, readJson } from '../params/decode.ts';
import { ParamError, parseParam } from '../params/parse.ts';
import type { ZoneNames } from '../params/time-zones.ts';
import { ProblemError, toProblem } from '../shared/problems.ts';
import type { DefaultAsOf } from './as-of.ts';
import { type BoundQuery, bindQuery } from './bound-query.ts';

/** An entry of a batch: a bound query, or the problem with it. */
export type BatchEntry =
  | { bound: BoundQuery; etag: string | undefined }
  /** `query` is set if the caller may run it. */
  | { problem: ProblemError; query: NamedQuery | undefined };

export interface Batch {
  asOf: DefaultAsOf;
  /** Canonical locale of the texts; undefined: the own language of each query file. */
  locale: string | undefined;
  entries: BatchEntry[];
}

const MEMBERS = ['queries', 'params', 'locale'];
const ENTRY_MEMBERS = ['name', 'params', 'etag'];

/**
 * Reads the body of `POST /api/batch` and binds its queries.
 * @throws {ProblemError} `invalid-parameter` if the body is not a `BatchRequest`
 */
export function readBatch(
  body: unknown,
  access: Access,
  registry: Registry,
  defaults: DefaultAsOf,
  zones: ZoneNames,
): Batch {
  if (!isObject(body) || !Array.isArray(body.queries)) {
    throw invalid('queries', 'The body must be JSON like { "queries": [{ "name": "total-users", "params": {} }] }.');
  }
  const unknown = Object.keys(body).find((key) => !MEMBERS.includes(key));
  if (unknown !== undefined) throw invalid(unknown, `A batch has only the members ${MEMBERS.join(', ')}.`);
  if (body.queries.length > MAX_BATCH_QUERIES) {
    throw invalid('queries', `A batch holds at most ${MAX_BATCH_QUERIES} queries. Split it into smaller ones.`);
  }
  const locale = readLocale(body.locale, 'locale');
  const shared = readShared(access, body.params);
  const asOf = sharedAsOf(shared, defaults);
  const used = new Set<string>();
  let known = 0;
  const entries = body.queries.map((entry: unknown): BatchEntry => {
    let query: NamedQuery | undefined;
    try {
      const { name, params, etag } = readEntry(entry);
      query = access.query(registry, name);
      known += 1;
      const names = [AS_OF, ...query.params].map((param) => param.name);
      const given = [...shared].filter(([param]) => names.includes(param));
      for (const [param] of given) used.add(param);
      const raw = new Map([...given.filter(([param]) => !access.locks(param)), ...params]);
      return { bound: bindQuery(access, query, raw, 'rows', asOf, zones, locale), etag };
    } catch (error) {
      return { problem: toProblem(error), query };
    }
  });
  // If no query could be resolved, the problems of the entries are reported.
  const unused = known ? [...shared.keys()].find((name) => !used.has(name)) : undefined;
  if (unused !== undefined) throw invalid(unused, `No query of the batch has a parameter named ${unused}. Remove it.`);
  return { asOf, locale, entries };
}

function readShared(access: Access, params: unknown = {}): RawParams {
  if (!isObject(params)) throw invalid('params', 'params must be an object of parameter values.');
  const shared = readJson(params);
  // Null stands for the default.
  if (shared.get(AS_OF.name) === null || access.locks(AS_OF.name)) shared.delete(AS_OF.name);
  return shared;
}

/** The batch's `as_of`: the shared one, or the default. */
function sharedAsOf(shared: RawParams, defaults: DefaultAsOf): DefaultAsOf {
  const given = shared.get(AS_OF.name);
  if (typeof given !== 'string') return defaults;
  try {
    const asOf = String(parseParam(AS_OF, given).value);
    return { asOf, previous: asOf };
  } catch (error) {
    if (error instanceof ParamError) throw invalid(AS_OF.name, `${AS_OF.name} ${error.message}.`);
    throw error;
  }
}

function readEntry(entry: unknown): { name: string; params: RawParams; etag: string | undefined } {
  if (!isObject(entry) || typeof entry.name !== 'string') {
    throw invalid('name', 'Each entry of queries needs the name of a query.');
  }
  const { params = {}, etag } = entry;
  const unknown = Object.keys(entry).find((key) => !ENTRY_MEMBERS.includes(key));
  if (unknown !== undefined) throw invalid(unknown, `An entry has only the members ${ENTRY_MEMBERS.join(', ')}.`);
  if (!isObject(params)) throw invalid('params', 'params must be an object of parameter values.');
  if (etag !== undefined && typeof etag !== 'string') throw invalid('etag', 'etag must be a string.');
  return { name: entry.name, params: readJson(params), etag };
}

const invalid = (param: string, detail: string) => new ProblemError('invalid-parameter', detail, { param });

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
