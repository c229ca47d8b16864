import { hash } from 'node:crypto';
import { localize } from '../catalogue/localize.ts';
import type { NamedQuery } from '../catalogue/registry.ts';
import type { ResultHead } from '../contract/result.ts';
import type { TextValue } from '../postgres/statement.ts';
import type { BoundQuery } from './bound-query.ts';
import { jsonEncoder } from './encode.ts';

/** JSON text. Long ones are UTF-8 bytes, which all connections that send them share. */
export type Body = string | Uint8Array<ArrayBuffer>;

/** Content codings that the gateway compresses with, the preferred one first. */
export const CODINGS = ['br', 'gzip'] as const;
export type Coding = (typeof CODINGS)[number];

/** A complete answer, ready to be sent any number of times. */
export interface Answer {
  /** A `Result` or a `ColumnarResult`. */
  body: Body;
  /** Strong validator with its quotes (RFC 9110, section 8.8.3). */
  etag: string;
  /** The body's compressed forms, made when they are first sent. */
  compressed: Partial<Record<Coding, Promise<Uint8Array<ArrayBuffer>>>>;
}

/** Longest body that stays a string, in UTF-16 units: Node.js sends short strings faster than bytes. */
const MAX_STRING = 64_000;

export const toBody = (text: string): Body => (text.length > MAX_STRING ? Buffer.from(text) : text);

/**
 * Encodes the rows that a query returned for `limit maxRows + 1`.
 * @param rollupUntil the watermark, if they were read from rollups
 */
export function createAnswer(bound: BoundQuery, rows: TextValue[][], maxRows: number, rollupUntil?: string): Answer {
  const truncated = rows.length > maxRows;
  if (truncated) rows.length = maxRows;
  return answerOf(toBody(encodeResult(bound, rows, truncated, rollupUntil)));
}

const answerOf = (body: Body): Answer => ({ body, etag: etagOf(body), compressed: {} });

/** The ETag of a body: a hash of its text. */
export const etagOf = (body: Body): string => `"${hash('sha256', body, 'base64url').slice(0, 27)}"`;

/** The values are encoded by hand: JSON.stringify would round the numbers in `json` columns. */
function encodeResult(bound: BoundQuery, rows: TextValue[][], truncated: boolean, rollupUntil?: string): string {
  const { query, args, shape, language } = bound;
  const encoders = query.columns.map(jsonEncoder);
  const head = JSON.stringify({
    query: query.name,
    ...resultTexts(query, language),
    rowCount: rows.length,
    truncated,
    params: args.params,
    asOf: args.asOf,
    view: query.view,
    pii: query.pii,
    sources: query.sources,
    ...(rollupUntil !== undefined && { source: 'rollup', sourceUntil: rollupUntil }),
  });
  const data =
    shape === 'rows'
      ? rows.map((row) => `[${encoders.map((encode, index) => encode(row[index] ?? null)).join()}]`)
      : encoders.map((encode, index) => `[${rows.map((row) => encode(row[index] ?? null)).join()}]`);
  return `${head.slice(0, -1)}${DATA_BEGIN[shape]}${data.join()}]}`;
}

/** The text between head and data of a result. No text in the head contains it: quotation marks in strings are escaped. */
const DATA_BEGIN = { rows: ',"rows":[', columns: ',"values":[' } as const;

function resultTexts(query: NamedQuery, language: string): Pick<ResultHead, 'title' | 'columns'> {
  const { title, columns } = localize(query, language);
  return { title, columns };
}

/** The same answer in the language of `bound`, without another run of its statement. */
export function translateAnswer({ body }: Answer, { query, shape, language }: BoundQuery): Answer {
  const mark = DATA_BEGIN[shape];
  const isText = typeof body === 'string';
  const end = isText ? body.indexOf(mark) : Buffer.from(body.buffer, body.byteOffset, body.length).indexOf(mark);
  const head: ResultHead = JSON.parse(`${isText ? body.slice(0, end) : Buffer.from(body.subarray(0, end))}}`);
  const translated = JSON.stringify({ ...head, ...resultTexts(query, language) }).slice(0, -1);
  if (isText) return answerOf(toBody(translated + body.slice(end)));
  return answerOf(Buffer.concat([Buffer.from(translated), body.subarray(end)]));
}
