import { SqlError } from '../postgres/errors.ts';
import type { ReadRouter } from '../postgres/read-router.ts';
import type { Answer } from './answer.ts';
import type { BoundQuery } from './bound-query.ts';
import { readAnswer } from './read-answer.ts';

/** Runs a bound query. When the signal fires, the statement is cancelled. */
export type Execute<T = Answer> = (bound: BoundQuery, signal: AbortSignal) => Promise<T>;

/**
 * The bound query with its plain statement instead of the one on rollups; undefined if it has only the plain one. Rollups
 * may be dropped while the gateway runs.
 */
export function withoutRollup(bound: BoundQuery): BoundQuery | undefined {
  const { rollup, ...query } = bound.query;
  return rollup && { ...bound, query };
}

/** Runs each query in a transaction of its own. */
export function executeAlone(router: ReadRouter, maxRows: number): Execute {
  const execute: Execute = (bound, signal) => {
    const { asOf } = bound.args;
    return router.read((transaction) => readAnswer(transaction, bound, maxRows, signal, true), { asOf, signal });
  };
  return async (bound, signal) => {
    try {
      return await execute(bound, signal);
    } catch (error) {
      const plain = error instanceof SqlError && withoutRollup(bound);
      if (!plain) throw error;
      return execute(plain, signal);
    }
  };
}
