import type { Column } from '../../../server/contract/column.ts';
import type { Value } from '../../../server/contract/value.ts';
import { isPercent } from './column-roles.ts';
import { cached, type Formats } from './formats.ts';
import { formatByRole } from './units.ts';

/** Text of a value; blank for null, which the caller renders. */
export function formatValue(
  formats: Formats,
  value: Value,
  column: Pick<Column, 'type' | 'name' | 'role' | 'format'>,
): string {
  if (value === null) return '';
  switch (column.type) {
    case 'integer':
    case 'number':
      return formatByRole(formats, value, column) ?? formats.number(value, isPercent(column) ? PERCENT : undefined);
    case 'date':
      return formatDate(formats, String(value));
    case 'timestamp':
      return formatTimestamp(formats, String(value));
    case 'json':
      return JSON.stringify(value);
    default:
      return String(value);
  }
}

/**
 * Text of a metric's value: as in a cell, but without the percent sign.
 *
 * @param name name of the column; by default the first
 */
export function formatMetric(
  formats: Formats,
  value: Value,
  { columns }: { columns: Column[] },
  name?: string,
): string {
  const { type } = columns.find((column) => column.name === name) ?? columns[0]!;
  return formatValue(formats, value, { type, name: '' });
}

const DAY: Intl.DateTimeFormatOptions = { dateStyle: 'medium' };
const MINUTE: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' };

/** Formats a calendar date; time zones don't shift it. */
export function formatDate(formats: Formats, value: string, options: Intl.DateTimeFormatOptions = DAY): string {
  const time = Date.parse(`${value}T00:00:00Z`);
  return Number.isNaN(time) || value.length !== 10 ? value : dateTime(formats, time, options, 'UTC');
}

/** Formats a timestamp: one that ends in `Z` in the time zone, a local one unchanged. */
export function formatTimestamp(formats: Formats, value: string, options: Intl.DateTimeFormatOptions = MINUTE): string {
  const isUtc = value.endsWith('Z');
  const time = Date.parse(isUtc ? value : `${value}Z`);
  return Number.isNaN(time) || !/^\d{4}-/.test(value)
    ? value
    : dateTime(formats, time, options, isUtc ? knownZone(formats.tz) : 'UTC');
}

function dateTime({ locale }: Formats, time: number, options: Intl.DateTimeFormatOptions, timeZone?: string): string {
  const format = cached(
    `d${locale}${timeZone}`,
    () => new Intl.DateTimeFormat(locale, { ...options, ...(timeZone && { timeZone }) }),
    options,
  );
  return format.format(time);
}

const PERCENT: Intl.NumberFormatOptions = { style: 'unit', unit: 'percent', maximumFractionDigits: 20 };

/**
 * Time zone in a form that Intl accepts; undefined if it is blank or unknown.
 *
 * @param tz time zone such as `Europe/Paris`, `UTC-3` or `+05:30`
 */
export const knownZone = (tz: string): string | undefined => cached(`z${tz}`, () => findZone(tz)) || undefined;

/** Converts offsets: the gateway accepts more forms than Intl; in both, positive means east. */
function findZone(tz: string): string {
  const [, sign = '', hours = '', minutes = '00'] =
    /^\s*(?:UTC|GMT)?\s*([-+\u2212\u2013\uff0d\uff0b])\s*(\d\d?):?(\d\d)?\s*$/i.exec(tz) ?? [];
  const zone = sign ? `${/[+\uff0b]/.test(sign) ? '+' : '-'}${hours.padStart(2, '0')}:${minutes}` : tz.trim();
  // Intl loads all time zones on the first use of one, which takes 10 ms.
  if (!zone) return '';
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    return '';
  }
}
