const QUARTER_HOUR = 900_000;
const DAY = 86_400_000;
/** 400 years: the period of the Gregorian calendar. */
const CYCLE = 146_097 * DAY;

/**
 * Returns a converter from UTC to local time: `2026-11-24T23:30:00Z` becomes `2026-11-24T20:30:00` in São Paulo. Local
 * times (without `Z`) and text that is not an ISO date are returned unchanged.
 * @param tz IANA name or offset; undefined for the browser's zone
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
      // One calendar cycle later, because `Date.UTC` takes the year 50 for 1950.
      const later = Date.UTC(part.year! + 400, part.month! - 1, part.day, part.hour, part.minute, part.second);
      offset = later - CYCLE - start;
      offsets.set(start, offset);
    }
    return offset;
  };
  // Intl is slow. Offsets change only on quarter hours, and on few days of the year.
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
