import type { Timestamp } from './tables.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A calendar day, as days since 1970-01-01. */
export type DayNumber = number;

/** Memoizes a function of one argument. */
function memoize<Key, Value>(compute: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const value = known.get(key) ?? compute(key);
    known.set(key, value);
    return value;
  };
}

/** Offset from UTC in milliseconds, by zone and day, taken at noon UTC. */
const offsets = memoize((zone: string) => {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  return memoize((day: DayNumber) => {
    const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(format.format(day * DAY + DAY / 2)) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * HOUR + Number(minutes ?? 0) * MINUTE);
  });
});

/** Converts a local day and hour to milliseconds since 1970 in UTC; the hour may have a fraction. */
export function utcTime(zone: string, day: DayNumber, hour: number): number {
  return day * DAY + hour * HOUR - offsets(zone)(day);
}

/** Returns the calendar day of a time in a zone. */
export function localDay(zone: string, time: number): DayNumber {
  return Math.floor((time + offsets(zone)(Math.floor(time / DAY))) / DAY);
}

/** 0 = Sunday. */
export function weekdayOf(day: DayNumber): number {
  return (day + 4) % 7;
}

/** Formats a time as a PostgreSQL `timestamp` in UTC. Microseconds come from the fraction of the millisecond. */
export function formatTimestamp(time: number): Timestamp {
  const whole = Math.floor(time);
  const micros = Math.floor((time - whole) * 1000);
  return `${new Date(whole).toISOString().slice(0, 23).replace('T', ' ')}${String(micros).padStart(3, '0')}`;
}
