import type { QueryParams } from './query.ts';
import { DAY, type Day, type Moment, moment } from './stamps.ts';
import { localTime } from './zones.ts';

/** True if a stamp is in `[since, as_of)`, without `since` in `[as_of - days x 24 h, as_of)`. */
export function inWindow(at: Moment | null, asOf: Moment, asked: QueryParams, defaultDays: number): boolean {
  const start = windowStart(asOf, asked, defaultDays);
  return at !== null && at >= start && at < asOf;
}

/** True if a stamp is in the previous window of the same length. */
export function inPreviousWindow(at: Moment | null, asOf: Moment, asked: QueryParams, defaultDays: number): boolean {
  const start = windowStart(asOf, asked, defaultDays);
  return at !== null && at >= start - (asOf - start) && at < start;
}

function windowStart(asOf: Moment, { since, days }: QueryParams, defaultDays: number): Moment {
  return typeof since === 'string' ? moment(since) : asOf - BigInt(days ?? defaultDays) * DAY;
}

export interface Calendar {
  first: Day;
  last: Day;
  /** True if the last day has not ended at `as_of`. */
  partial: boolean;
  dayOf(at: Moment): Day;
  isOver(day: Day): boolean;
  holds(day: Day): boolean;
}

/** The last calendar days in a time zone. */
export function lastDays(asOf: Moment, days: number, zone: string): Calendar {
  const dayOf = (at: Moment) => localTime(at, zone).day;
  const today = dayOf(asOf);
  const before = dayOf(asOf - 1n);
  const partial = before >= today;
  const last = partial ? today : before;
  const first = last - days + 1;
  return {
    first,
    last,
    partial,
    dayOf,
    isOver: (day) => (partial ? day < last : day <= last),
    holds: (day) => day >= first && day <= last,
  };
}
