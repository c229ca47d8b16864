import type { Column } from '../../../server/contract/column.ts';
import type { Value } from '../../../server/contract/value.ts';
import { cached, type Formats } from './formats.ts';

/** A cell's text; null is the caller's to show. */
export function formatValue(formats: Formats, value: Value, { type, name }: Pick<Column, 'type' | 'name'>): string {
  if (value === null) return '';
  switch (type) {
    case 'integer':
    case 'number':
      return formats.number(value, isPercent(name) ? PERCENT : undefined);
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
 * A figure's text: as a cell's, but of a percentage the number alone, whose unit is the page's to say.
 *
 * @param name its column's; by default the first
 */
export function formatFigure(
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

/** A calendar date: never shifted by a zone. */
export function formatDate(formats: Formats, value: string, options: Intl.DateTimeFormatOptions = DAY): string {
  const time = Date.parse(`${value}T00:00:00Z`);
  return Number.isNaN(time) || value.length !== 10 ? value : dateTime(formats, time, options, 'UTC');
}

/** A moment that ends in `Z`, shown in the zone; or a wall clock's time, shown as it is. */
export function formatTimestamp(formats: Formats, value: string, options: Intl.DateTimeFormatOptions = MINUTE): string {
  const moment = value.endsWith('Z');
  const time = Date.parse(moment ? value : `${value}Z`);
  return Number.isNaN(time) || !/^\d{4}-/.test(value)
    ? value
    : dateTime(formats, time, options, moment ? knownZone(formats.tz) : 'UTC');
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

/** Whether a column's numbers are per cent, by its name: `pct`, `d7_pct`, `pct_of_start`. */
const isPercent = (name: string) => /(^|_)pct(_|$)/.test(name);

/**
 * A zone as Intl spells it; undefined if it is blank or nobody knows it.
 *
 * @param tz as the gateway takes it, such as `Europe/Paris`, `UTC-3` or `+05:30`
 */
export const knownZone = (tz: string): string | undefined => cached(`z${tz}`, () => findZone(tz)) || undefined;

/** The gateway takes more spellings of an offset than Intl does; both count eastward. */
function findZone(tz: string): string {
  const [, sign = '', hours = '', minutes = '00'] =
    /^\s*(?:UTC|GMT)?\s*([-+\u2212\u2013\uff0d\uff0b])\s*(\d\d?):?(\d\d)?\s*$/i.exec(tz) ?? [];
  const zone = sign ? `${/[+\uff0b]/.test(sign) ? '+' : '-'}${hours.padStart(2, '0')}:${minutes}` : tz.trim();
  // Asked about a zone, Intl first reads all of them: 10 ms that most pages can save.
  if (!zone) return '';
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    return '';
  }
}
