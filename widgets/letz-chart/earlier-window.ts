import type { ResultHead } from '../../server/contract/result.ts';
import type { Params } from '../../server/contract/value.ts';
import { knownZone } from '../core/format/values.ts';
import { offsetOf } from './time-ticks.ts';

const DAY = 86_400_000;
const WEEK = 7 * DAY;

/** Window of a query one length earlier. */
export interface EarlierWindow {
  params: Params;
  /** Distance of the two windows, in milliseconds. */
  shift: number;
}

/**
 * Parameters of the period before a result's, of the same length: `as_of` is earlier by `days`, or by the length since
 * `since`. Aligned by weekday the distance is a whole number of weeks.
 *
 * @returns null for a query without such a parameter
 */
export function earlierWindow(
  { params, asOf }: Pick<ResultHead, 'params' | 'asOf'>,
  byWeekday: boolean,
): EarlierWindow | null {
  const { days, since, tz } = params;
  const end = Date.parse(String(params.as_of ?? asOf));
  const start = typeof since === 'string' ? Date.parse(since) : Number.NaN;
  const length = Number.isNaN(start) ? Number(days ?? Number.NaN) * DAY : end - start;
  if (!(length > 0) || Number.isNaN(end)) return null;
  const shift = byWeekday ? Math.ceil(length / WEEK) * WEEK : length;
  const earlier = (time: number) => new Date(sameClock(time, shift, String(tz ?? ''))).toISOString();
  return {
    params: { ...params, ...(!Number.isNaN(start) && { since: earlier(start) }), as_of: earlier(end) },
    shift,
  };
}

/** An earlier moment with the same time of day in a zone: a change of summer time in between would move it to another day. */
function sameClock(time: number, shift: number, tz: string): number {
  const zone = knownZone(tz);
  if (!zone || shift % DAY) return time - shift;
  const offset = offsetOf(zone);
  return time - shift + offset(time) - offset(time - shift);
}
