import { setMaxListeners } from 'node:events';
import type { Access } from './access.ts';
import { ask, type BoundQuery, bindQuery, type Gateway, keptBefore, type Moments, moments, soon } from './gateway.ts';
import { ProblemError, toProblem } from './problems.ts';
import { readJson } from './raw-params.ts';
import type { Answer } from './results.ts';
import { Snapshot } from './snapshot.ts';

const MAX_QUERIES = 100;
/** How long a batch may take, in longest statements: one after the other, a hundred would take hours. */
const PATIENCE = 4;
/** The most that the answers of a batch may weigh together, in UTF-16 units: each alone is bounded, a hundred are not. */
const MAX_SIZE = 200_000_000;
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
  onProblem: (problem: ProblemError) => unknown,
): Promise<string> {
  const moment = moments(gateway, gateway.config.FRESH_SECONDS);
  const entries = readBatch(body).map((entry) => readEntry(gateway, access, entry, moment));
  const fresh = answerAll(gateway, entries, signal).then((answers) => ({ asOf: moment.asOf, answers }));
  // All of the moment before or none: a page's widgets agree.
  const { asOf, answers } = await soon(fresh, () => {
    const kept = entries.map((entry) => ('problem' in entry ? entry.problem : keptBefore(gateway, entry.bound)));
    return isComplete(kept) ? { asOf: moment.before, answers: kept } : undefined;
  });
  const texts = answers.map((answer, index) => {
    if (answer instanceof ProblemError) onProblem(answer);
    const entry = entries[index];
    return print(answer, entry && 'etag' in entry ? entry.etag : undefined);
  });
  return `{"asOf":${JSON.stringify(asOf)},"results":[${texts.join()}]}`;
}

/** An answer for each entry, from one snapshot where they are not kept already. */
async function answerAll(
  gateway: Gateway,
  entries: Entry[],
  signal: () => AbortSignal,
): Promise<(Answer | ProblemError)[]> {
  const snapshot = new Snapshot(gateway.database, PATIENCE * gateway.config.STATEMENT_TIMEOUT_MS);
  /** One signal that all entries listen to: so many listeners are no leak. */
  const shared = () => {
    const one = signal();
    setMaxListeners(0, one);
    return one;
  };
  let room = MAX_SIZE;
  const fitting = (answer: Answer) => {
    room -= answer.body.length;
    return room < 0 ? new ProblemError('too-large', 'The batch is too large; ask for less of it.') : answer;
  };
  const answers = entries.map((entry) =>
    'problem' in entry
      ? entry.problem
      : ask(gateway, entry.bound, snapshot.runner, shared).then(fitting).catch(toProblem),
  );
  const [results] = await Promise.all([Promise.all(answers), snapshot.start()]);
  return results;
}

const isComplete = <T>(answers: (T | undefined)[]): answers is T[] => answers.every((answer) => answer !== undefined);

function print(answer: Answer | ProblemError, knownEtag: string | undefined): string {
  if (answer instanceof ProblemError) return JSON.stringify(answer);
  const { body, etag } = answer;
  if (etag === knownEtag) return JSON.stringify({ notModified: true, etag });
  return `${body.slice(0, -1)},"etag":${JSON.stringify(etag)}}`;
}

function readBatch(body: unknown): unknown[] {
  const wrong = (detail: string) => new ProblemError('invalid-parameter', detail, { param: 'queries' });
  if (!isObject(body) || !Array.isArray(body.queries)) {
    throw wrong('The body must be JSON such as { "queries": [{ "name": "total-users", "params": {} }] }.');
  }
  if (body.queries.length > MAX_QUERIES) throw wrong(`A batch holds at most ${MAX_QUERIES} queries.`);
  return body.queries;
}

function readEntry(gateway: Gateway, access: Access, entry: unknown, moment: Moments): Entry {
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
    return { bound: bindQuery(gateway, access, query, readJson(params), 'rows', moment), etag };
  } catch (error) {
    return { problem: toProblem(error) };
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
