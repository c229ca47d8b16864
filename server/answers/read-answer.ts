import type { RollupForm } from '../catalogue/rollup.ts';
import type { Arguments } from '../params/bind.ts';
import type { Transaction } from '../postgres/transaction.ts';
import { type Answer, createAnswer } from './answer.ts';
import type { BoundQuery } from './bound-query.ts';

/**
 * The watermark of the rollups, if they hold for the snapshot: it is not after `as_of`, and no change before it waits for a
 * refresh.
 */
const WATERMARK = `select to_char(watermark, 'YYYY-MM-DD"T"HH24:MI:SS')
  from letz_rollup.state
  where isfinite(watermark) and watermark <= $1::timestamp and not exists (select from letz_rollup.changes)`;

/**
 * Runs a bound query: its form that reads rollups if they answer it, else its statement.
 * @param isLast true if the transaction runs nothing after it
 */
export async function readAnswer(
  transaction: Transaction,
  bound: BoundQuery,
  maxRows: number,
  signal: AbortSignal,
  isLast = false,
): Promise<Answer> {
  const { query, args } = bound;
  const until = await rollupUntil(transaction, query.rollup, args, signal);
  const run = (sql: string, values: (string | null)[]) =>
    transaction[isLast ? 'last' : 'query'](`${sql}\nlimit ${maxRows + 1}`, values, signal);
  if (until !== undefined && query.rollup) {
    const { rows } = await run(query.rollup.statement.sql, [...args.values, until]);
    return createAnswer(bound, rows, maxRows, `${until}Z`);
  }
  const { rows } = await run(query.statement.sql, args.values);
  return createAnswer(bound, rows, maxRows);
}

/** The watermark of the rollups if they answer these arguments in the transaction's snapshot. */
export async function rollupUntil(
  transaction: Transaction,
  rollup: RollupForm | undefined,
  { params, asOf }: Arguments,
  signal?: AbortSignal,
): Promise<string | undefined> {
  if (!rollup?.covers.every(({ param, value }) => String(params[param]) === value)) return undefined;
  const { rows } = await transaction.query(WATERMARK, [asOf.replace('Z', '')], signal);
  return rows[0]?.[0] ?? undefined;
}
