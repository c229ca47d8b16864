import type { Problem } from './problem.ts';
import type { Result } from './result.ts';
import type { Params } from './value.ts';

/** Version of the wire contract, sent with every answer as `Letz-Contract`. */
export const CONTRACT_VERSION = 2;

/** Most queries in one batch. */
export const MAX_BATCH_QUERIES = 100;

/** One query of a batch. */
export interface BatchQuery {
  name: string;
  params?: Params;
  /** The validator of a known result; answered by `notModified` if it still holds. */
  etag?: string;
}

/** The body of `POST /api/batch`. */
export interface BatchRequest {
  queries: BatchQuery[];
  /** Values given to each query that has such a parameter; an entry's own value takes precedence. */
  params?: Params;
  /** Language of titles, labels and descriptions, as a BCP 47 tag such as `pt-BR`; by default that of each query file. */
  locale?: string;
}

/** One answer of a batch. */
export type BatchEntry = (Result & { etag: string }) | { notModified: true; etag: string } | Problem;

/** The answer to `POST /api/batch`, as one JSON object. */
export interface BatchResponse {
  asOf: string;
  /** In the order of the request's queries. */
  results: BatchEntry[];
}

/** First line of a streamed answer. */
export interface BatchHead {
  asOf: string;
  contract: number;
}

/** A line of a streamed answer: the answer to the query at `index`, sent as soon as it is ready. */
export type BatchLine = { index: number } & (
  | { result: Result; etag: string }
  | { problem: Problem }
  | { notModified: true; etag: string }
);

/** Last line of a streamed answer, with the number of queries. An answer without it was broken off. */
export interface BatchEnd {
  done: number;
}
