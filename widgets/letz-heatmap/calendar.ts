import { knownZone } from '../core/format/values.ts';

/** Regions whose week begins on another day than Monday, for browsers that don't know: the populous ones, by CLDR. */
const SUNDAY = 'US CA MX BR PT CO PE VE JP KR IN PK BD IL SA ZA KE HK TW TH PH ID SG AU';
const SATURDAY = 'AE EG IQ IR JO KW QA DZ LY SY';

interface WeekInfo {
  firstDay: number;
}

/** The day a week begins on: 1 = Monday … 7 = Sunday. */
export function firstDayOfWeek(locale: string): number {
  const known = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?(): WeekInfo; weekInfo?: WeekInfo };
  const { firstDay } = known.getWeekInfo?.() ?? known.weekInfo ?? {};
  return firstDay ?? usualFirstDay(locale);
}

/** The same, by the region that the locale names or implies. */
export function usualFirstDay(locale: string): number {
  const region = new Intl.Locale(locale).maximize().region ?? '';
  return SUNDAY.includes(region) ? 7 : SATURDAY.includes(region) ? 6 : 1;
}

/** What clock and calendar show. */
export interface Now {
  /** As `2026-11-24`. */
  date: string;
  /** 0 = Sunday. */
  weekday: number;
  hour: number;
}

/** A moment as the clocks of a zone show it; one that can't be read is no time at all. */
export function nowIn(moment: string, tz = 'UTC'): Now {
  const time = Date.parse(moment);
  if (Number.isNaN(time)) return { date: '', weekday: Number.NaN, hour: Number.NaN };
  // Swedes write dates as ISO does.
  const format = new Intl.DateTimeFormat('sv', {
    timeZone: knownZone(tz),
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    hourCycle: 'h23',
  });
  const [date = '', hour] = format.format(time).split(' ');
  return { date, weekday: new Date(date).getUTCDay(), hour: Number(hour) };
}

const DAY = 86_400_000;

/** Whether a period that begins on a day is not over on another: `day`, `week` or `month` long. */
export function isOpen(begin: string, today: string, granularity: string): boolean {
  const days = (Date.parse(today) - Date.parse(begin)) / DAY;
  if (granularity === 'month') return begin.slice(0, 7) === today.slice(0, 7);
  return days >= 0 && days < (granularity === 'week' ? 7 : 1);
}
