import { setMaxListeners } from 'node:events';
import type { NamedQuery } from '../catalogue/registry.ts';
import type { ReadRouter } from '../postgres/read-router.ts';
import { ProblemError, toProblem } from '../shared/problems.ts';
import type { Answer } from './answer.ts';
import { type AskOptions, ask, cachedBefore, staleWhileRevalidate } from './ask.ts';
import type { Batch, BatchEntry } from './batch-request.ts';
import type { Durations } from './durations.ts';
import type { Reserve } from './response-budget.ts';
import { Snapshot } from './snapshot.ts';

/** Longest run of a batch, in longest runs of a statement. */
const TIMEOUT_STATEMENTS = 4;

export interface BatchOptions extends AskOptions {
  router: ReadRouter;
  durations: Durations;
  maxRows: number;
  statementTimeoutMs: number;
  /** Largest size of all answers of a batch together. */
  maxBytes: number;
  /** Counts what is sent against the response budget. */
  reserve: Reserve;
  /** Called with each entry's problem. */
  onProblem: (problem: ProblemError, query: NamedQuery | undefined) => unknown;
}

/** The answer to one entry: to be sent, known to the client already, or a problem. */
export type EntryAnswer =
  | { kind: 'result'; answer: Answer }
  | { kind: 'notModified'; etag: string }
  | { kind: 'problem'; problem: ProblemError; query: NamedQuery | undefined };

/**
 * Answers the entries of a batch, each as soon as it is ready. Those that are not cached are read from one snapshot.
 * @param signal makes the client's signal; called only if an answer is not cached
 * @returns promises in the order of the entries, which never reject
 */
export function answerEntries(
  options: BatchOptions,
  entries: BatchEntry[],
  signal: () => AbortSignal,
): Promise<EntryAnswer>[] {
  const { router, durations, maxRows, statementTimeoutMs } = options;
  const timeoutMs = TIMEOUT_STATEMENTS * statementTimeoutMs;
  const snapshot = new Snapshot({ router, durations, maxRows, timeoutMs });
  const finish = finisher(options);
  /** All entries listen to one signal: that many listeners are no leak. */
  const shared = () => {
    const one = signal();
    setMaxListeners(0, one);
    return one;
  };
  const answers = entries.map((entry) => {
    if ('problem' in entry) return Promise.resolve(finish(entry, entry.problem));
    const answer = ask(options, entry.bound, snapshot.execute, shared).catch(toProblem);
    return answer.then((value) => finish(entry, value));
  });
  return answers;
}

export interface CompleteBatch {
  asOf: string;
  locale: string | undefined;
  answers: EntryAnswer[];
}

/**
 * Answers a whole batch. While the new answers are slow, those of the previous default `as_of` are sent instead if all of
 * them are cached: a page's widgets agree with each other.
 */
export function answerBatch(
  options: BatchOptions,
  { asOf, locale, entries }: Batch,
  signal: () => AbortSignal,
): Promise<CompleteBatch> {
  const fresh = Promise.all(answerEntries(options, entries, signal));
  return staleWhileRevalidate(
    fresh.then((answers) => ({ asOf: asOf.asOf, locale, answers })),
    () => {
      const cached = entries.map((entry) =>
        'problem' in entry ? entry.problem : cachedBefore(options.cache, entry.bound),
      );
      if (!isComplete(cached)) return undefined;
      const finish = finisher(options);
      return { asOf: asOf.previous, locale, answers: entries.map((entry, index) => finish(entry, cached[index])) };
    },
  );
}

/** Finishes entries: bounds the size of all answers of a batch together, and reports problems. */
function finisher({ maxBytes, reserve, onProblem }: BatchOptions) {
  let remaining = maxBytes;
  return function finish(entry: BatchEntry, answer: Answer | ProblemError | undefined): EntryAnswer {
    const query = 'bound' in entry ? entry.bound.query : entry.query;
    try {
      if (!answer || answer instanceof ProblemError) throw answer;
      if ('etag' in entry && isSameEtag(entry.etag, answer.etag)) return { kind: 'notModified', etag: answer.etag };
      remaining -= answer.body.length;
      if (remaining < 0) {
        throw new ProblemError('too-large', 'The batch’s answers are too large together. Split it into smaller ones.');
      }
      reserve(answer.body);
      return { kind: 'result', answer };
    } catch (error) {
      const problem = toProblem(error);
      onProblem(problem, query);
      return { kind: 'problem', problem, query };
    }
  };
}

/** Weak comparison of entity tags (RFC 9110, section 8.8.3.2). */
export const isSameEtag = (known: string | undefined, etag: string): boolean => known?.replace(/^W\//, '') === etag;

const isComplete = <T>(answers: (T | undefined)[]): answers is T[] => answers.every((answer) => answer !== undefined);
