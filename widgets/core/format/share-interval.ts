import type { Value } from '../../../server/contract/value.ts';
import { type RoleColumn, roleOf } from './column-roles.ts';
import type { Formats } from './formats.ts';
import { type Interval, isWide, wilsonInterval } from './wilson-interval.ts';

/** Index of the column with the total of a share that declares it, as `[percent of signups]` does; -1 for others. */
export const totalOf = (columns: readonly RoleColumn[], column: RoleColumn): number =>
  column.of && roleOf(column) === 'percent' ? columns.findIndex(({ name }) => name === column.of) : -1;

/** Interval of a share that is wide enough to be shown; null without one. */
export function shownInterval(percent: Value, total: Value): Interval | null {
  if (typeof percent !== 'number' || typeof total !== 'number') return null;
  const interval = wilsonInterval({ percent, total });
  return isWide(interval) ? interval : null;
}

const WHOLE: Intl.NumberFormatOptions = { maximumFractionDigits: 0 };

/** `3–51`, in per cent. */
export const formatInterval = (formats: Formats, { low, high }: Interval): string =>
  `${formats.number(low, WHOLE)}–${formats.number(high, WHOLE)}`;

/** Text of a share with its interval, if that is wide enough to be shown: `14.3% (3–51)`. */
export function withInterval(formats: Formats, text: string, percent: Value, total: Value): string {
  const interval = shownInterval(percent, total);
  return interval ? `${text} (${formatInterval(formats, interval)})` : text;
}
