import type { Seen } from './seen.ts';

/** What may be asked; left out means the default, null means none. */
export interface Asked {
  days?: number | null;
  /** Start of the window, as `as_of` is written; days is then ignored. */
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
}

/** A named query, reckoned by plain loops. */
export interface Naive {
  /** `name type`, parted by commas. */
  columns: string;
  rows(seen: Seen, asked: Asked): unknown[][];
}

export type NaiveQueries = Record<string, Naive>;
