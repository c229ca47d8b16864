const QUARTER_HOUR = 900_000;

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
  // Intl is slow; offsets only change on the quarter of an hour.
  const offsets = new Map<number, number>();
  const offsetAt = (time: number) => {
    const quarter = Math.floor(time / QUARTER_HOUR);
    let offset = offsets.get(quarter);
    if (offset === undefined) {
      const start = quarter * QUARTER_HOUR;
      const part = Object.fromEntries(format.formatToParts(start).map(({ type, value }) => [type, Number(value)]));
      offset = Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute, part.second) - start;
      offsets.set(quarter, offset);
    }
    return offset;
  };
  return (moment) => {
    const time = moment.endsWith('Z') ? Date.parse(moment) : Number.NaN;
    if (Number.isNaN(time)) return moment;
    const [, fraction = ''] = moment.slice(0, -1).split('.');
    return new Date(time + offsetAt(time)).toISOString().slice(0, 19) + (fraction && `.${fraction}`);
  };
}
