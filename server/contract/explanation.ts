import type { Params } from './value.ts';

/** A step from the stored rows to those that count. */
export interface Count {
  label: string;
  rows: number;
}

/** The answer to `GET /api/queries/{name}/explain`: how a result comes about. */
export interface Explanation {
  /** The query's name. */
  query: string;
  title: string;
  description: string;
  /** The parameters used, defaults filled in, `as_of` among them. */
  params: Params;
  /** Steps from the stored rows to those that count, in order. */
  counts: Count[];
  /** The query file: SHA-256 of its content in hex, and the time of its last change. */
  file: { hash: string; changedAt: string };
  /** The statement with the parameters as literals, for a session whose time zone is UTC. Only for tokens with `explain`. */
  sql?: string;
}

/** The answer to `GET /api/freshness`: the newest stamp of each table, ISO 8601 in UTC; null for a table without rows. */
export type Freshness = Record<string, string | null>;
