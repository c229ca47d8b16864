import { knownZone } from '../core/format/values.ts';

/** Populous regions whose week doesn't begin on Monday, from CLDR, for browsers without `getWeekInfo`. */
const SUNDAY = 'US CA MX BR PT CO PE VE JP KR IN PK BD IL SA ZA KE HK TW TH PH ID SG AU';
const SATURDAY = 'AE EG IQ IR JO KW QA DZ LY SY';

interface WeekInfo {
  firstDay: number;
}

/** First day of the week in a locale: 1 = Monday … 7 = Sunday. */
export function firstDayOfWeek(locale: string): number {
  const known = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?(): WeekInfo; weekInfo?: WeekInfo };
  const { firstDay } = known.getWeekInfo?.() ?? known.weekInfo ?? {};
  return firstDay ?? usualFirstDay(locale);
}

/** First day of the week by the region that the locale names or implies. */
export function usualFirstDay(locale: string): number {
  const region = new Intl.Locale(locale).maximize().region ?? '';
  return SUNDAY.includes(region) ? 7 : SATURDAY.includes(region) ? 6 : 1;
}

/** Local date and time. */
export interface LocalTime {
  /** As `2026-11-24`. */
  date: string;
  /** 0 = Sunday. */
  weekday: number;
  hour: number;
}

/** Local time of a timestamp in a time zone. All members are blank or NaN if it can't be parsed. */
export function localTime(timestamp: string, tz = 'UTC'): LocalTime {
  const time = Date.parse(timestamp);
  if (Number.isNaN(time)) return { date: '', weekday: Number.NaN, hour: Number.NaN };
  // Swedish dates are in ISO format.
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

/** True if a period (`day`, `week` or `month`) that begins on a day has not ended on another. */
export function isPartialPeriod(begin: string, today: string, granularity: string): boolean {
  const days = (Date.parse(today) - Date.parse(begin)) / DAY;
  if (granularity === 'month') return begin.slice(0, 7) === today.slice(0, 7);
  return days >= 0 && days < (granularity === 'week' ? 7 : 1);
}
