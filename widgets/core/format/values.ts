import type { Value } from '../../../server/contract/value.ts';
import { type RoleColumn, roleOf } from './column-roles.ts';
import { cached, type Formats } from './formats.ts';
import { valueLabel } from './labels.ts';
import { formatByRole } from './units.ts';

const EXACT = { maximumFractionDigits: 20 };
const PERCENT: Intl.NumberFormatOptions = { style: 'unit', unit: 'percent', ...EXACT };

/** Text of a value; blank for null, which the caller renders. */
export function formatValue(formats: Formats, value: Value, column: RoleColumn): string {
  if (value === null) return '';
  const label = valueLabel(column, value);
  if (label !== undefined) return label;
  switch (column.type) {
    case 'integer':
    case 'number':
      return formatNumber(formats, value, column);
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
 * Text of a number by its column's role: `97.4%`, `2026`, `R$ 5,00`, `1h 5m`, `1.5 MB`.
 *
 * @param options digits to show of shares and plain numbers; by default all
 */
function formatNumber(
  formats: Formats,
  value: Value,
  column: RoleColumn,
  options: Intl.NumberFormatOptions = EXACT,
): string {
  const role = roleOf(column);
  if (role !== 'percent') return formatByRole(formats, value, role, column.format) ?? formats.number(value, options);
  return formats.number(value, options === EXACT ? PERCENT : { style: 'unit', unit: 'percent', ...options });
}

/** Digits that a single value is shown with: two decimals, or two significant digits of a small value. */
const ROUNDED: Intl.NumberFormatOptions = {
  maximumFractionDigits: 2,
  maximumSignificantDigits: 2,
  roundingPriority: 'morePrecision',
};

/** Text of a single value, rounded for reading: 1.67 for 1.6666666666666667. */
export function formatRounded(formats: Formats, value: Value, column: RoleColumn): string {
  const isNumber = column.type === 'integer' || column.type === 'number';
  if (!isNumber || value === null) return formatValue(formats, value, column);
  return formatNumber(formats, value, column, Number.isInteger(Number(value)) ? EXACT : ROUNDED);
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
