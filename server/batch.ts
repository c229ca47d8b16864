import type { Access } from './access.ts';
import { ask, type BoundQuery, bindQuery, defaultAsOf, type Gateway } from './gateway.ts';
import { readJson } from './parameters.ts';
import { ProblemError, toProblem } from './problems.ts';
import { Snapshot } from './snapshot.ts';

const MAX_QUERIES = 100;
/** How long a batch may take, in longest statements: one after the other, a hundred would take hours. */
const PATIENCE = 4;
const KEYS = ['name', 'params', 'etag'];

/** An entry of a batch: what to run, or why not. */
type Entry = { bound: BoundQuery; etag: string | undefined } | { problem: ProblemError };

/**
 * Answers many queries with one `asOf`, from one snapshot where they are not kept already.
 * @param onProblem hears of each entry that failed
 * @returns the JSON text of a `BatchResponse`
 * @throws {ProblemError} `invalid-parameter` when the body is not a `BatchRequest`
 */
export async function answerBatch(
  gateway: Gateway,
  access: Access,
  body: unknown,
  signal: () => AbortSignal,
  onProblem: (problem: ProblemError) => void,
): Promise<string> {
  const asOf = defaultAsOf(gateway, gateway.config.FRESH_SECONDS);
  const entries = readBatch(body).map((entry) => readEntry(gateway, access, entry, asOf));
  const snapshot = new Snapshot(gateway.database, PATIENCE * gateway.config.STATEMENT_TIMEOUT_MS);
  const answers = entries.map((entry) =>
    'problem' in entry ? Promise.reject(entry.problem) : ask(gateway, entry.bound, snapshot.runner, signal),
  );
  const [results] = await Promise.all([Promise.allSettled(answers), snapshot.start()]);
  const texts = results.map((result, index) => {
    if (result.status === 'rejected') {
      const problem = toProblem(result.reason);
      onProblem(problem);
      return JSON.stringify(problem);
    }
    const { body, etag } = result.value;
    const entry = entries[index];
    const known = entry && 'etag' in entry && entry.etag === etag;
    return known ? JSON.stringify({ notModified: true, etag }) : `${body.slice(0, -1)},"etag":${JSON.stringify(etag)}}`;
  });
  return `{"asOf":${JSON.stringify(asOf)},"results":[${texts.join()}]}`;
}

function readBatch(body: unknown): unknown[] {
  const wrong = (detail: string) => new ProblemError('invalid-parameter', detail, { param: 'queries' });
  if (!isObject(body) || !Array.isArray(body.queries)) {
    throw wrong('The body must be JSON such as { "queries": [{ "name": "total-users", "params": {} }] }.');
  }
  if (body.queries.length > MAX_QUERIES) throw wrong(`A batch holds at most ${MAX_QUERIES} queries.`);
  return body.queries;
}

function readEntry(gateway: Gateway, access: Access, entry: unknown, asOf: string): Entry {
  const wrong = (param: string, detail: string) => ({
    problem: new ProblemError('invalid-parameter', detail, { param }),
  });
  if (!isObject(entry) || typeof entry.name !== 'string') return wrong('name', 'Each entry needs the name of a query.');
  const { name, params = {}, etag } = entry;
  const unknown = Object.keys(entry).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) return wrong(unknown, `An entry has ${KEYS.join(', ')}, nothing else.`);
  if (!isObject(params)) return wrong('params', 'params must be an object.');
  if (etag !== undefined && typeof etag !== 'string') return wrong('etag', 'etag must be a text.');
  try {
    const query = access.query(gateway.registry, name as string);
    return { bound: bindQuery(gateway, access, query, readJson(params), 'rows', asOf), etag };
  } catch (error) {
    return { problem: toProblem(error) };
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
