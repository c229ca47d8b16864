import { niceStep } from './ticks.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365.2425 * DAY;

export type TickUnit = 'millisecond' | 'second' | 'minute' | 'hour' | 'day' | 'month' | 'year';

export interface TimeTicks {
  /** Milliseconds since 1970, ascending. */
  at: number[];
  /** Unit of the ticks, which decides their format. */
  unit: TickUnit;
}

/** Milliseconds to add to a UTC time for the local time of a zone. */
export type Offset = (time: number) => number;

interface Step {
  unit: TickUnit;
  count: number;
  /** Approximate length in milliseconds. Only used to choose a step; ticks are counted on the calendar. */
  length: number;
}

const LENGTHS: Record<TickUnit, number> = {
  millisecond: 1,
  second: SECOND,
  minute: MINUTE,
  hour: HOUR,
  day: DAY,
  month: 30.4 * DAY,
  year: YEAR,
};

const COUNTS: [TickUnit, number[]][] = [
  ['millisecond', [1, 2, 5, 10, 20, 50, 100, 200, 500]],
  ['second', [1, 5, 15, 30]],
  ['minute', [1, 5, 15, 30]],
  ['hour', [1, 3, 6, 12]],
  ['day', [1, 2, 7, 14]],
  ['month', [1, 3, 6]],
  ['year', [1, 2, 5, 10, 20, 50, 100]],
];

const STEPS: Step[] = COUNTS.flatMap(([unit, counts]) =>
  counts.map((count) => ({ unit, count, length: count * LENGTHS[unit] })),
);

/** Last tick at or before a local time. Weeks begin on Monday, as in the gateway. */
function floorTo({ unit, count, length }: Step, local: number): number {
  const date = new Date(local);
  const year = date.getUTCFullYear();
  if (unit === 'year') return utc(year - (year % count), 0);
  if (unit === 'month') return utc(year, date.getUTCMonth() - (date.getUTCMonth() % count));
  const origin = unit === 'day' ? 4 * DAY : 0; // 1970-01-05 was a Monday.
  return Math.floor((local - origin) / length) * length + origin;
}

function next({ unit, count, length }: Step, local: number): number {
  const date = new Date(local);
  if (unit === 'year') return utc(date.getUTCFullYear() + count, 0);
  if (unit === 'month') return utc(date.getUTCFullYear(), date.getUTCMonth() + count);
  return local + length;
}

/** `Date.UTC` that doesn't take the years 0 to 99 for 1900 to 1999. */
function utc(year: number, month: number): number {
  return new Date(0).setUTCFullYear(year, month, 1);
}

function ticksBy(step: Step, min: number, max: number, offset: Offset): TimeTicks {
  const at: number[] = [];
  const last = max + offset(max);
  const most = Math.ceil((max - min) / (0.9 * step.length)) + 3;
  let local = floorTo(step, min + offset(min));
  for (let count = 0; count < most && local <= last; count++, local = next(step, local)) {
    // The second lookup of the offset is on the right side of a clock change.
    const time = local - offset(local - offset(local));
    if (time >= min && time <= max && time !== at.at(-1)) at.push(time);
  }
  return { at, unit: step.unit };
}

/**
 * At most about `most` ticks between two times (milliseconds since 1970), at round local times.
 *
 * @param finest the shortest distance between ticks: that of the data
 */
export function timeTicks(min: number, max: number, most: number, offset: Offset = () => 0, finest = 1): TimeTicks {
  // A month has 28 to 31 days.
  const allowed = STEPS.filter(({ length }) => length >= finest * 0.88);
  const steps = allowed.length ? allowed : STEPS.slice(-1);
  const exact = (max - min) / most;
  const years = niceStep(exact / YEAR, true);
  const chosen = steps.find(({ length }) => length >= exact) ?? { unit: 'year', count: years, length: years * YEAR };
  const ticks = ticksBy(chosen, min, max, offset);
  const shorter = steps[(steps.includes(chosen) ? steps.indexOf(chosen) : steps.length) - 1];
  if (ticks.at.length > 1 || !shorter) return ticks;
  // A single tick gives no scale: some of those of the next shorter step.
  const { at, unit } = ticksBy(shorter, min, max, offset);
  const stride = Math.ceil(at.length / most);
  return { unit, at: at.filter((_, index) => index % stride === 0) };
}

const LOCAL_TIME: Intl.DateTimeFormatOptions = {
  hourCycle: 'h23',
  era: 'short',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
};

/** Offset of a time zone; undefined: the user's. An unknown zone counts as UTC. */
export function offsetOf(timeZone: string | undefined): Offset {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', { ...LOCAL_TIME, timeZone });
  } catch {
    return () => 0;
  }
  return (time) => {
    const minute = Math.floor(time / MINUTE) * MINUTE;
    const parts = Object.fromEntries(format.formatToParts(minute).map(({ type, value }) => [type, value]));
    const year = parts.era === 'BC' ? 1 - Number(parts.year) : Number(parts.year);
    const local = new Date(0).setUTCFullYear(year, Number(parts.month) - 1, Number(parts.day));
    return local + Number(parts.hour) * HOUR + Number(parts.minute) * MINUTE - minute;
  };
}

const HOUR_FORMAT: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit' };
const SECOND_FORMAT: Intl.DateTimeFormatOptions = { ...HOUR_FORMAT, second: '2-digit' };

const FORMATS: Record<TickUnit, Intl.DateTimeFormatOptions> = {
  millisecond: { ...SECOND_FORMAT, fractionalSecondDigits: 3 },
  second: SECOND_FORMAT,
  minute: HOUR_FORMAT,
  hour: HOUR_FORMAT,
  day: { day: 'numeric', month: 'short' },
  month: { month: 'short' },
  year: { year: 'numeric' },
};

/** Labels of ticks. The first tick of a larger unit is labelled by that: a day among hours, a year among months. */
export function formatTicks({ at, unit }: TimeTicks, locale: string, offset: Offset): string[] {
  // The offset is added to the times, which UTC leaves unchanged.
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
  const own = format(FORMATS[unit]);
  const larger = format(unit === 'month' ? FORMATS.year : FORMATS.day);
  return at.map((tick) => {
    const local = new Date(tick + offset(tick));
    const isFirst = unit === 'month' ? local.getUTCMonth() === 0 : LENGTHS[unit] < DAY && local.getTime() % DAY === 0;
    return (isFirst ? larger : own).format(local);
  });
}
