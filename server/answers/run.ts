import { hash } from 'node:crypto';
import { columnOf } from '../catalogue/column-tag.ts';
import type { NamedQuery } from '../catalogue/registry.ts';
import type { Arguments } from '../params/bind.ts';
import type { TextValue } from '../postgres/statement.ts';
import type { Transaction } from '../postgres/transaction.ts';
import { jsonEncoder } from './encode.ts';

export type Shape = 'rows' | 'columns';

/** Text of JSON; long ones as their bytes in UTF-8, of which no connection that sends them needs a copy. */
export type Body = string | Uint8Array<ArrayBuffer>;

/** A complete answer, ready to be sent any number of times. */
export interface Answer {
  /** A `Result` or a `ColumnarResult`. */
  body: Body;
  /** A strong validator, RFC 9110 section 8.8.3, quotes included. */
  etag: string;
}

/** What is sent fastest as a text, in UTF-16 units. */
const LONGEST_TEXT = 64_000;

export const toBody = (text: string): Body => (text.length > LONGEST_TEXT ? Buffer.from(text) : text);

/** Runs a query, by `run`, for its first `maxRows` rows. */
export async function answer(
  run: Transaction['query'],
  query: NamedQuery,
  args: Arguments,
  shape: Shape,
  maxRows: number,
  signal?: AbortSignal,
): Promise<Answer> {
  const sql = `${query.statement.sql}\nlimit ${maxRows + 1}`;
  const { rows } = await run(sql, args.values, signal);
  const truncated = rows.length > maxRows;
  if (truncated) rows.length = maxRows;
  const body = toBody(encode(query, args, shape, rows, truncated));
  return { body, etag: `"${hash('sha256', body, 'base64url').slice(0, 27)}"` };
}

/** Written by hand because JSON.stringify would round the digits of `json` columns. */
function encode(query: NamedQuery, args: Arguments, shape: Shape, rows: TextValue[][], truncated: boolean): string {
  const encoders = query.columns.map(jsonEncoder);
  const head = JSON.stringify({
    query: query.name,
    title: query.title,
    columns: query.columns.map(columnOf),
    rowCount: rows.length,
    truncated,
    params: args.params,
    asOf: args.asOf,
    view: query.view,
    pii: query.pii,
  });
  const data =
    shape === 'rows'
      ? rows.map((row) => `[${encoders.map((encode, index) => encode(row[index] ?? null)).join()}]`)
      : encoders.map((encode, index) => `[${rows.map((row) => encode(row[index] ?? null)).join()}]`);
  return `${head.slice(0, -1)},"${shape === 'rows' ? 'rows' : 'values'}":[${data.join()}]}`;
}
