const QUARTER_HOUR = 900_000;
const DAY = 86_400_000;
/** 400 years. */
const CYCLE = 146_097 * DAY;

/**
 * What a clock in the zone shows at a moment: `2026-11-24T23:30:00Z` is `2026-11-24T20:30:00` in São Paulo. Wall clocks'
 * times (without `Z`) and what is no ISO date are given back as they are.
 * @param tz undefined: the reader's own zone
 */
export function zoneClock(tz: string | undefined): (moment: string) => string {
  const format = new Intl.DateTimeFormat('en-US', {
    ...(tz && { timeZone: tz }),
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const offsets = new Map<number, number>();
  const offsetOf = (start: number) => {
    let offset = offsets.get(start);
    if (offset === undefined) {
      const part = Object.fromEntries(format.formatToParts(start).map(({ type, value }) => [type, Number(value)]));
      // In a later cycle of the calendar, because it takes the year 50 for 1950.
      const later = Date.UTC(part.year! + 400, part.month! - 1, part.day, part.hour, part.minute, part.second);
      offset = later - CYCLE - start;
      offsets.set(start, offset);
    }
    return offset;
  };
  // Intl is slow; offsets only change on the quarter of an hour, and on few days.
  const offsetAt = (time: number) => {
    const day = time - modulo(time, DAY);
    const offset = offsetOf(day);
    return offset === offsetOf(day + DAY) ? offset : offsetOf(time - modulo(time, QUARTER_HOUR));
  };
  return (moment) => {
    const time = moment.endsWith('Z') ? Date.parse(moment) : Number.NaN;
    if (Number.isNaN(time)) return moment;
    const [, fraction = ''] = moment.slice(0, -1).split('.');
    return new Date(time + offsetAt(time)).toISOString().slice(0, 19) + (fraction && `.${fraction}`);
  };
}

const modulo = (value: number, by: number) => ((value % by) + by) % by;
