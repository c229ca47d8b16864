import type { Params } from '../../server/contract/value.ts';
import { knownZone } from '../core/format/values.ts';
import type { FormParam } from './merge-params.ts';
import { isDate, type Parsed } from './param-values.ts';

/**
 * A date range is a text: `30d` (the last 30 days), `this-month`, `last-month`, or `2026-11-01..2026-11-15`, both days
 * included. It stands for the parameters `days`, `since` and `as_of`: queries of calendar days take `days`, windowed
 * queries take `since`.
 */
export const RANGE = 'range';

/** The parameters that a range sets. */
export const RANGE_PARAMS: readonly string[] = ['days', 'since', 'as_of'];

const DAY = 86_400_000;

/** A range's first and last day, and the days between them, both included. */
export interface DateRange {
  from: string;
  to: string;
  days: number;
}

/** The parameter of the range bar, with the bounds and the default of `days`. */
export function rangeParam(days: FormParam): FormParam {
  return {
    ...days,
    name: RANGE,
    type: 'text',
    default: days.default === null ? null : `${days.default}d`,
    parse: (text) => parseRange(text, days),
  };
}

function parseRange(text: string, { min, max }: FormParam): Parsed {
  const count = countDays(text);
  if (count === undefined) return { error: { code: 'date' } };
  const bounds = { min: min ?? 1, max: max ?? Number.POSITIVE_INFINITY };
  return count < Number(bounds.min) || count > Number(bounds.max)
    ? { error: { code: 'range-days', ...bounds } }
    : { value: text };
}

function countDays(text: string): number | undefined {
  if (/^[1-9]\d{0,5}d$/.test(text)) return Number.parseInt(text, 10);
  if (text === 'this-month' || text === 'last-month') return 1;
  const [from = '', to = '', ...rest] = text.split('..');
  if (rest.length || !isDate(from) || !isDate(to)) return undefined;
  return daysBetween(from, to);
}

/** Days from one date to another, both included; less than 1 if they are in the wrong order. */
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / DAY + 1;

/** The date that many days later. */
const addDays = (date: string, days: number) => new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);

/** The days of a range in a time zone; undefined for a text that is no range. */
export function datesOf(text: string, zone: string, now: number): DateRange | undefined {
  const count = countDays(text);
  if (count === undefined) return undefined;
  const today = dateIn(zone, now);
  const firstOfMonth = `${today.slice(0, 8)}01`;
  let [from = '', to = ''] = text.split('..');
  if (text === 'this-month') [from, to] = [firstOfMonth, today];
  else if (text === 'last-month') {
    to = addDays(firstOfMonth, -1);
    from = `${to.slice(0, 8)}01`;
  } else if (!to) [from, to] = [addDays(today, 1 - count), today];
  if (to > today) to = today;
  return { from, to, days: Math.max(1, daysBetween(from, to)) };
}

/** Replaces `range` by the parameters it stands for. `now` and `zone` are those of the queries. */
export function expandRange({ [RANGE]: range, ...params }: Params, zone: string, now: number): Params {
  if (range === undefined) return params;
  const text = String(range ?? '');
  const dates = datesOf(text, zone, now);
  if (!dates) return { ...params, days: null, since: null };
  if (text.endsWith('d')) return { ...params, days: dates.days, since: null };
  const end = midnight(addDays(dates.to, 1), zone);
  const since = timestamp(midnight(dates.from, zone));
  return { ...params, days: dates.days, since, ...(end <= now && { as_of: timestamp(end) }) };
}

/** Replaces `days`, `since` and `as_of` by the `range` that they are. */
export function collapseRange({ days, since, as_of: asOf, ...params }: Params, zone: string): Params {
  if (typeof since === 'string' && since) {
    const end = Date.parse(String(asOf ?? new Date().toISOString())) - 1;
    return { ...params, [RANGE]: `${dateIn(zone, Date.parse(since))}..${dateIn(zone, end)}` };
  }
  return days === undefined || days === null ? params : { ...params, [RANGE]: `${days}d` };
}

const timestamp = (time: number) => new Date(time).toISOString().replace('.000Z', 'Z');

/** The date of an instant in a time zone. */
function dateIn(zone: string, time: number): string {
  const timeZone = knownZone(zone) ?? 'UTC';
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(time);
}

/** The first instant of a date in a time zone, also where the clocks change at midnight. */
export function midnight(date: string, zone: string): number {
  const utc = Date.parse(`${date}T00:00:00Z`);
  const candidates = [utc - DAY, utc + DAY].map((time) => utc - offset(zone, time)).sort((a, b) => a - b);
  return candidates.find((time) => dateIn(zone, time) === date) ?? utc - offset(zone, utc);
}

/** Milliseconds that local time is ahead of UTC. */
function offset(zone: string, time: number): number {
  const timeZone = knownZone(zone) ?? 'UTC';
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(time);
  return Date.parse(`${local.replace(' ', 'T')}Z`) - Math.floor(time / 1000) * 1000;
}
