import { DAY, type Day, type Moment } from './stamps.ts';
import { localTime } from './zones.ts';

/** Whether a stamp is in `[as_of - days x 24 h, as_of)`, or in the window of that length just before. */
export function inWindow(at: Moment | null, asOf: Moment, days: number, previous = false): boolean {
  if (at === null) return false;
  const length = BigInt(days) * DAY;
  const end = previous ? asOf - length : asOf;
  return at >= end - length && at < end;
}

export interface Calendar {
  first: Day;
  last: Day;
  /** Whether the last day is not over at `as_of`. */
  partial: boolean;
  dayOf(at: Moment): Day;
  isOver(day: Day): boolean;
  holds(day: Day): boolean;
}

/** The last calendar days in a zone. */
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
