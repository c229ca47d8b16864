import type { Stamp } from './tables.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A calendar day, as days since 1970-01-01. */
export type DayNumber = number;

/** The function, working each key's value out only once. */
function memo<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
}

/** By zone and day, milliseconds to add to UTC for the wall clock at noon UTC: near enough for a rhythm of life. */
const offsets = memo((zone: string) => {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  return memo((day: DayNumber) => {
    const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(format.format(day * DAY + DAY / 2)) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * HOUR + Number(minutes ?? 0) * MINUTE);
  });
});

/** The moment (ms since 1970, UTC) when clocks in the zone show this day and hour; the hour may have a fraction. */
export function momentOf(zone: string, day: DayNumber, hour: number): number {
  return day * DAY + hour * HOUR - offsets(zone)(day);
}

/** The zone's calendar day at a moment. */
export function dayOf(zone: string, moment: number): DayNumber {
  return Math.floor((moment + offsets(zone)(Math.floor(moment / DAY))) / DAY);
}

/** 0 = Sunday. */
export function weekdayOf(day: DayNumber): number {
  return (day + 4) % 7;
}

/** As PostgreSQL prints a UTC timestamp without zone, with microseconds: the moment's fraction of a millisecond. */
export function stampOf(moment: number): Stamp {
  const whole = Math.floor(moment);
  const micros = Math.floor((moment - whole) * 1000);
  return `${new Date(whole).toISOString().slice(0, 23).replace('T', ' ')}${String(micros).padStart(3, '0')}`;
}
