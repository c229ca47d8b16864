import type { Param } from '../contract/query.ts';
import type { ParamValue } from '../contract/value.ts';
import { parseZone, type ZoneNames } from './time-zones.ts';

/** A parameter's value, as reported in the result (`value`) and as bound to the statement (`sql`, text that PostgreSQL casts). */
export interface Bound {
  value: ParamValue;
  sql: string | null;
}

/** A value that its parameter does not allow. The message completes a sentence: the caller puts the name in front. */
export class ParamError extends Error {}

export const SQL_TYPES: Record<Param['type'], string> = {
  integer: 'integer',
  number: 'numeric',
  boolean: 'boolean',
  text: 'text',
  date: 'date',
  timestamp: 'timestamp',
  timezone: 'text',
  choice: 'text',
};

/** Time zones that JavaScript knows. For defaults in query files, which are parsed before the database is connected. */
const INTL_ZONES: ZoneNames = {
  get(name) {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    } catch {
      return undefined;
    }
  },
};

/**
 * Parses a value from its text form. Strict: no plus sign, white space, exponent or leading zeros.
 * @throws {ParamError} with what is allowed
 */
export function parseParam(param: Param, text: string, zones: ZoneNames = INTL_ZONES): Bound {
  if (text.includes('\0')) throw new ParamError('must not contain the character U+0000');
  switch (param.type) {
    case 'integer': {
      if (!/^(0|-?[1-9]\d{0,9})$/.test(text)) throw new ParamError('must be a whole number, such as 7');
      const value = within(param, Number(text));
      if (value !== Math.trunc(value) || Math.abs(value) > 2_147_483_647) {
        throw new ParamError('must be between -2147483647 and 2147483647');
      }
      return { value, sql: text };
    }
    case 'number': {
      if (!/^-?(0|[1-9]\d{0,14})(\.\d{1,15})?$/.test(text)) throw new ParamError('must be a number, such as 12.5');
      return { value: within(param, Number(text)), sql: text };
    }
    case 'boolean':
      if (text !== 'true' && text !== 'false') throw new ParamError('must be true or false');
      return { value: text === 'true', sql: text };
    case 'text': {
      if (/\p{Surrogate}/u.test(text)) throw new ParamError('must be well-formed Unicode');
      const length = [...text].length;
      if (length < Number(param.min ?? 0) || length > Number(param.max ?? Number.POSITIVE_INFINITY)) {
        throw new ParamError(`must be ${param.min ?? 0} to ${param.max} characters long`);
      }
      return { value: text, sql: text };
    }
    case 'date':
      if (!isDate(text)) throw new ParamError('must be a date, such as 2026-11-24');
      return { value: within(param, text), sql: text };
    case 'timestamp': {
      const value = within(param, parseTimestamp(text));
      return { value, sql: value.slice(0, -1) };
    }
    case 'timezone': {
      const zone = parseZone(text, zones);
      if (!zone) {
        throw new ParamError(
          'must be an IANA name such as America/Sao_Paulo, or an offset such as -03:00 (in a URL, write + as %2B)',
        );
      }
      return { value: zone.name, sql: zone.sql };
    }
    case 'choice':
      if (!param.values?.includes(text)) throw new ParamError(`must be one of ${param.values?.join(', ')}`);
      return { value: text, sql: text };
  }
}

function within<T extends number | string>(param: Param, value: T): T {
  const { min, max } = param;
  const tooSmall = min !== null && sortable(value) < sortable(min);
  const tooLarge = max !== null && sortable(value) > sortable(max);
  if (!tooSmall && !tooLarge) return value;
  if (min !== null && max !== null) throw new ParamError(`must be between ${min} and ${max}`);
  throw new ParamError(tooSmall ? `must not be below ${min}` : `must not be above ${max}`);
}

/** Removes the `Z` of timestamps: it sorts after the point of a fraction. */
function sortable(value: number | string): number | string {
  return typeof value === 'string' ? value.replace(/Z$/, '') : value;
}

function isDate(text: string): boolean {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (!day || Number(year) < 1) return false;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

/** Parses ISO 8601 with up to microseconds, in UTC unless it has an offset. Returns the form `2026-11-24T08:30:00.5Z`. */
function parseTimestamp(text: string): string {
  const wrong = () => new ParamError('must be an ISO 8601 time, such as 2026-11-24T08:30:00Z');
  const [, day = '', hour = '00', minute = '00', second = '00', digits = '', zone = 'Z'] =
    /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/.exec(text) ??
    [];
  if (!isDate(day) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) throw wrong();
  const fraction = digits.replace(/0+$/, '');
  if (fraction.length > 6) throw new ParamError('must not be finer than microseconds');
  const moment = new Date(`${day}T${hour}:${minute}:${second}Z`);
  if (zone !== 'Z') {
    const hours = Number(zone.slice(1, 3));
    const minutes = Number(zone.slice(3).replace(':', '') || 0);
    if (hours > 15 || minutes > 59) throw wrong();
    const offset = (hours * 60 + minutes) * (zone.startsWith('-') ? -1 : 1);
    moment.setUTCMinutes(moment.getUTCMinutes() - offset);
  }
  const iso = moment.toISOString();
  if (!isDate(iso.slice(0, 10))) throw wrong();
  return `${iso.slice(0, 19)}${fraction && `.${fraction}`}Z`;
}
