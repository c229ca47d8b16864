import type { ReadRouter } from '../postgres/read-router.ts';
import { type Answer, createAnswer } from './answer.ts';
import type { BoundQuery } from './bound-query.ts';

/** Runs a bound query. When the signal fires, the statement is cancelled. */
export type Execute<T = Answer> = (bound: BoundQuery, signal: AbortSignal) => Promise<T>;

/** The query's statement, for one row more than `maxRows`, which shows whether there are more. */
export const limitedSql = ({ query }: BoundQuery, maxRows: number): string =>
  `${query.statement.sql}\nlimit ${maxRows + 1}`;

/** Runs each query in a transaction of its own. */
export function executeAlone(router: ReadRouter, maxRows: number): Execute {
  return async function execute(bound, signal) {
    const sql = limitedSql(bound, maxRows);
    const { values, asOf } = bound.args;
    const { rows } = await router.read((transaction) => transaction.last(sql, values, signal), { asOf, signal });
    return createAnswer(bound, rows, maxRows);
  };
}
