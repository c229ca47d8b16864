import type { Param } from '../../server/contract/query.ts';
import type { ParamValue } from '../../server/contract/value.ts';

/** Validation error of a control's text. */
export type ValidationError =
  | { code: 'required' | 'integer' | 'number' | 'date' | 'timestamp' | 'timezone' | 'choice' }
  | { code: 'between' | 'at-least' | 'at-most' | 'length' | 'range-days'; min: number | string; max: number | string };

/** A parsed value (`undefined` for an empty text, which stands for the default), or the error. */
export type Parsed = { value: ParamValue | undefined } | { error: ValidationError };

/** Formats a value as the text of its control. */
export function formatParam(param: Param, value: ParamValue): string {
  if (value === null) return '';
  return param.type === 'timestamp' ? toLocalTime(String(value)) : String(value);
}

/** A timestamp as `<input type="datetime-local">` takes it: with a time, without a zone and fractions of a second. */
function toLocalTime(value: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(value) ? `${value}T00:00:00` : value.slice(0, 19);
}

/** Parses a control's text. Never stricter than the gateway, which validates again. */
export function parseParam(param: Param, text: string): Parsed {
  if (text === '') return param.required ? { error: { code: 'required' } } : { value: undefined };
  switch (param.type) {
    case 'integer':
      return /^-?\d{1,10}$/.test(text) ? checkBounds(param, Number(text)) : { error: { code: 'integer' } };
    case 'number':
      return /^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? checkBounds(param, Number(text)) : { error: { code: 'number' } };
    case 'boolean':
      return text === 'true' || text === 'false' ? { value: text === 'true' } : { error: { code: 'choice' } };
    case 'choice':
      return param.values?.includes(text) ? { value: text } : { error: { code: 'choice' } };
    case 'date':
      return isDate(text) ? checkBounds(param, text) : { error: { code: 'date' } };
    case 'timestamp':
      return parseTimestamp(param, text);
    case 'timezone':
      return isTimeZone(text) ? { value: text.trim() } : { error: { code: 'timezone' } };
    case 'text': {
      const length = [...text].length;
      const { min, max } = boundsOf(param);
      return length < Number(min) || length > Number(max) ? { error: { code: 'length', min, max } } : { value: text };
    }
  }
}

function boundsOf({ min, max }: Param): { min: number | string; max: number | string } {
  return { min: min ?? 0, max: max ?? Number.POSITIVE_INFINITY };
}

/** Numbers compare as numbers; dates and UTC timestamps of one length compare as texts. */
function checkBounds(param: Param, value: number | string): Parsed {
  const { min, max } = param;
  const tooSmall = min !== null && value < min;
  const tooLarge = max !== null && value > max;
  if (!tooSmall && !tooLarge) return { value };
  const code = min === null ? 'at-most' : max === null ? 'at-least' : 'between';
  return { error: { code, ...boundsOf(param) } };
}

/** True if a text is a calendar date that exists. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** A time without an offset is UTC, as in the gateway. */
function parseTimestamp(param: Param, text: string): Parsed {
  const [, day = '', time = ''] = /^(\d{4}-\d\d-\d\d)T([\d:.]+)Z?$/.exec(text) ?? [];
  const valid = isDate(day) && /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?$/.test(time);
  return valid ? checkBounds(param, `${day}T${time}Z`) : { error: { code: 'timestamp' } };
}

const OFFSET = /^(?:utc|gmt)?\s*([+\-\u2212\u2013\uff0d\uff0b])\s*(?:(\d{1,2})(?::(\d\d))?|(\d\d)(\d\d))$/i;

/** True if a text is an IANA name, `UTC`, `GMT`, `Z`, or an offset from -12:00 to +14:00 in steps of 15 minutes. */
export function isTimeZone(text: string): boolean {
  const zone = text.trim();
  if (/^(utc|gmt|z)$/i.test(zone)) return true;
  const [, sign, hours, minutes, hh, mm] = OFFSET.exec(zone) ?? [];
  if (sign) {
    const size = Number(hours ?? hh) * 60 + Number(minutes ?? mm ?? 0);
    return size % 15 === 0 && Number(minutes ?? mm ?? 0) < 60 && size <= (/[+\uff0b]/.test(sign) ? 14 : 12) * 60;
  }
  try {
    return /^[a-z]/i.test(zone) && new Intl.DateTimeFormat('en', { timeZone: zone }).format() !== '';
  } catch {
    return false;
  }
}
