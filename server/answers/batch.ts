import { setMaxListeners } from 'node:events';
import type { Access } from '../auth/access.ts';
import { readJson } from '../params/decode.ts';
import { ProblemError, toProblem } from '../shared/problems.ts';
import { ask, type BoundQuery, bindQuery, type Gateway, keptBefore, type Moments, moments, soon } from './ask.ts';
import { batchParts, type PrintedEntry, streamParts } from './batch-body.ts';
import type { Hold } from './response-budget.ts';
import { type Answer, type Body, toBody } from './run.ts';
import { Snapshot } from './snapshot.ts';

const MAX_QUERIES = 100;
/** How long a batch may take, in longest statements: one after the other, a hundred would take hours. */
const PATIENCE = 4;
const KEYS = ['name', 'params', 'etag'];

/** A `BatchResponse`'s JSON; a long one in pieces, with the bytes of all of them. */
export type BatchBody = { body: Body } | { body: ReadableStream<Uint8Array>; length: number };

/** An entry of a batch: what to run, or why not. */
type Entry = { bound: BoundQuery; etag: string | undefined } | { problem: ProblemError };

/**
 * Answers many queries with one `asOf`, from one snapshot where they are not kept already.
 * @param hold keeps account of what is sent
 * @param onProblem hears of each entry that failed
 * @throws {ProblemError} `invalid-parameter` when the body is not a `BatchRequest`
 */
export async function answerBatch(
  gateway: Gateway,
  access: Access,
  body: unknown,
  signal: () => AbortSignal,
  hold: Hold,
  onProblem: (problem: ProblemError) => unknown,
): Promise<BatchBody> {
  const moment = moments(gateway, gateway.config.FRESH_SECONDS);
  const entries = readBatch(body).map((entry) => readEntry(gateway, access, entry, moment));
  const fresh = answerAll(gateway, entries, signal, fitting(gateway, hold)).then((answers) => ({
    asOf: moment.asOf,
    answers,
  }));
  // All of the moment before or none: a page's widgets agree.
  const { asOf, answers } = await soon(fresh, () => {
    const kept = entries.map((entry) => ('problem' in entry ? entry.problem : keptBefore(gateway, entry.bound)));
    return isComplete(kept) ? { asOf: moment.before, answers: kept.map(fitting(gateway, hold)) } : undefined;
  });
  const printed = answers.map((answer, index) => {
    if (answer instanceof ProblemError) onProblem(answer);
    const entry = entries[index];
    return print(answer, entry && 'etag' in entry ? entry.etag : undefined);
  });
  return assemble(batchParts(asOf, printed), hold);
}

/** An answer for each entry, from one snapshot where they are not kept already. */
async function answerAll(
  gateway: Gateway,
  entries: Entry[],
  signal: () => AbortSignal,
  fit: Fit,
): Promise<(Answer | ProblemError)[]> {
  const snapshot = new Snapshot(gateway.database, PATIENCE * gateway.config.STATEMENT_TIMEOUT_MS);
  /** One signal that all entries listen to: so many listeners are no leak. */
  const shared = () => {
    const one = signal();
    setMaxListeners(0, one);
    return one;
  };
  const answers = entries.map((entry) =>
    'problem' in entry ? entry.problem : ask(gateway, entry.bound, snapshot.runner, shared).then(fit).catch(toProblem),
  );
  const [results] = await Promise.all([Promise.all(answers), snapshot.start()]);
  return results;
}

/** Takes an answer into the batch, if there is room. */
type Fit = (answer: Answer | ProblemError) => Answer | ProblemError;

/** All of a batch may weigh as much as one answer: each is bounded, a hundred are not. */
function fitting({ maxAnswerBytes }: Gateway, hold: Hold): Fit {
  let room = maxAnswerBytes;
  return (answer) => {
    if (answer instanceof ProblemError) return answer;
    room -= answer.body.length;
    if (room < 0) return new ProblemError('too-large', 'The batch is too large; ask for less of it.');
    try {
      hold(answer.body);
      return answer;
    } catch (error) {
      return toProblem(error);
    }
  };
}

const isComplete = <T>(answers: (T | undefined)[]): answers is T[] => answers.every((answer) => answer !== undefined);

function print(answer: Answer | ProblemError, knownEtag: string | undefined): PrintedEntry {
  if (answer instanceof ProblemError) return JSON.stringify(answer);
  const { etag } = answer;
  return etag === knownEtag ? JSON.stringify({ notModified: true, etag }) : answer;
}

/** What is short goes out as one text, which is fastest. */
function assemble(parts: Body[], hold: Hold): BatchBody {
  const [only = '', ...others] = parts;
  if (others.length === 0 && typeof only === 'string') {
    const body = toBody(only);
    hold(body);
    return { body };
  }
  const pieces = parts.map((part) => {
    if (typeof part !== 'string') return part;
    const bytes = Buffer.from(part);
    hold(bytes);
    return bytes;
  });
  return { body: streamParts(pieces), length: pieces.reduce((sum, piece) => sum + piece.length, 0) };
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
