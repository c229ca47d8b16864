import type { RowsAsOf } from './rows-as-of.ts';

/** Parameters of a query; a missing one has its default, null means no value. */
export interface QueryParams {
  days?: number | null;
  /** Start of the window, in the format of `as_of`; days is then ignored. */
  since?: string | null;
  tz?: string;
  granularity?: 'day' | 'week' | 'month';
  sender?: 'any' | 'user' | 'bot';
  clock?: 'report' | 'user';
  ordered?: boolean;
  by?: 'pillar' | 'goal' | 'level' | 'phase' | 'gender';
  search?: string | null;
  active?: boolean | null;
  limit?: number;
  waid?: string | null;
}

/** Naive computation of a named query. */
export interface Naive {
  /** `name type`, separated by commas. */
  columns: string;
  rows(seen: RowsAsOf, asked: QueryParams): unknown[][];
}

export type NaiveQueries = Record<string, Naive>;
