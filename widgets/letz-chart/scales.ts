const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export type TickUnit = 'minute' | 'hour' | 'day' | 'month' | 'year';

export interface TimeTicks {
  /** Milliseconds since 1970, ascending. */
  at: number[];
  /** What the ticks count in: how to write them. */
  unit: TickUnit;
}

/** Milliseconds to add to a moment in UTC to read it off a wall clock. */
export type Offset = (time: number) => number;

// Rough lengths only choose a step; ticks themselves are counted on the calendar.
const STEPS: [unit: TickUnit, count: number, length: number][] = [
  ['minute', 1, MINUTE],
  ['minute', 5, 5 * MINUTE],
  ['minute', 15, 15 * MINUTE],
  ['hour', 1, HOUR],
  ['hour', 3, 3 * HOUR],
  ['hour', 6, 6 * HOUR],
  ['hour', 12, 12 * HOUR],
  ['day', 1, DAY],
  ['day', 2, 2 * DAY],
  ['day', 7, 7 * DAY],
  ['day', 14, 14 * DAY],
  ['month', 1, 30 * DAY],
  ['month', 3, 91 * DAY],
  ['month', 6, 182 * DAY],
  ['year', 1, 365 * DAY],
  ['year', 2, 730 * DAY],
  ['year', 5, 1826 * DAY],
  ['year', 10, 3652 * DAY],
  ['year', 50, 18262 * DAY],
  ['year', 100, 36525 * DAY],
];

/** The wall clock's first tick at or before a wall time. Weeks begin on Monday, as the gateway's do. */
function floorTo(unit: TickUnit, count: number, wall: number): number {
  const date = new Date(wall);
  const year = date.getUTCFullYear();
  if (unit === 'year') return Date.UTC(year - (year % count), 0);
  if (unit === 'month') return Date.UTC(year, date.getUTCMonth() - (date.getUTCMonth() % count));
  if (unit === 'day') {
    const monday = 4 * DAY; // 1970-01-05
    const step = count * DAY;
    return Math.floor((wall - monday) / step) * step + monday;
  }
  const step = count * (unit === 'hour' ? HOUR : MINUTE);
  return Math.floor(wall / step) * step;
}

function next(unit: TickUnit, count: number, wall: number): number {
  const date = new Date(wall);
  if (unit === 'year') return Date.UTC(date.getUTCFullYear() + count, 0);
  if (unit === 'month') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + count);
  return wall + count * (unit === 'day' ? DAY : unit === 'hour' ? HOUR : MINUTE);
}

type Step = (typeof STEPS)[number];

function ticksBy([unit, count]: Step, min: number, max: number, offset: Offset): TimeTicks {
  const at: number[] = [];
  const last = max + offset(max);
  for (let wall = floorTo(unit, count, min + offset(min)); wall <= last; wall = next(unit, count, wall)) {
    // The offset that holds at a wall time is found by two looks: the second one is across the clock's change.
    const time = wall - offset(wall - offset(wall));
    if (time >= min && time <= max && time !== at.at(-1)) at.push(time);
  }
  return { at, unit };
}

/**
 * At most `most` ticks between two moments (milliseconds since 1970), on round times of the wall clock.
 *
 * @param finest the shortest unit that says something: the day, where moments are days
 */
export function timeTicks(
  min: number,
  max: number,
  most: number,
  offset: Offset = () => 0,
  finest: TickUnit = 'minute',
): TimeTicks {
  const steps = STEPS.slice(STEPS.findIndex(([unit]) => unit === finest));
  const chosen = steps.find(([, , length]) => (max - min) / length <= most) ?? steps.at(-1)!;
  const ticks = ticksBy(chosen, min, max, offset);
  const shorter = steps[steps.indexOf(chosen) - 1];
  if (ticks.at.length > 1 || !shorter) return ticks;
  // One tick gives no scale: some of those of the next shorter step.
  const { at, unit } = ticksBy(shorter, min, max, offset);
  const stride = Math.ceil(at.length / most);
  return { unit, at: at.filter((_, index) => index % stride === 0) };
}

/** Indexes of categories to label when there is room for `most` labels. */
export function categoryTicks(count: number, most: number, first = 0, last = count - 1): number[] {
  const step = Math.max(1, Math.ceil((last - first + 1) / Math.max(1, most)));
  const ticks: number[] = [];
  for (let index = Math.max(0, first); index <= Math.min(count - 1, last); index += step) ticks.push(index);
  return ticks;
}

/** At most `most` round numbers between two. */
export function numberTicks(min: number, max: number, most: number): number[] {
  const exact = (max - min) / most;
  const power = 10 ** Math.floor(Math.log10(exact));
  const step = power * [1, 2, 5, 10].find((factor) => factor * power >= exact * (1 - 1e-9))!;
  const ticks: number[] = [];
  // Plus 0: there is a negative zero, which is written with its sign.
  for (let index = Math.ceil(min / step); index * step <= max; index++) ticks.push(index * step + 0);
  return ticks;
}

/** The y axis: from zero where values are counted from there, else around them with some air. */
export function valueRange(min: number, max: number, fromZero: boolean): [number, number] {
  if (!(min <= max)) return [0, 1];
  const zero = fromZero || (min >= 0 && min <= max / 2);
  const low = zero ? Math.min(0, min) : min;
  const high = zero ? Math.max(0, max) : max;
  const air = (high - low || Math.abs(high) || 1) * 0.08;
  if (low === 0 && high === 0) return [0, 1];
  return [low < 0 || !zero ? low - air : 0, high > 0 || !zero ? high + air : 0];
}

/** The zone's offset; undefined: the reader's own zone. One that the browser doesn't know counts as UTC. */
export function offsetOf(timeZone: string | undefined): Offset {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', { ...WALL_CLOCK, timeZone });
  } catch {
    return () => 0;
  }
  return (time) => {
    const minute = Math.floor(time / MINUTE) * MINUTE;
    const parts = Object.fromEntries(format.formatToParts(minute).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 0, day = 0, hour = 0, minute: minutes = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minutes) - minute;
  };
}

const WALL_CLOCK: Intl.DateTimeFormatOptions = {
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
};
