import type { Param } from '../../server/contract/query.ts';
import type { ParamValue } from '../../server/contract/value.ts';

/** The kinds of form controls; `segments` are radio buttons side by side. */
export type Control = 'number' | 'text' | 'date' | 'timestamp' | 'zone' | 'segments' | 'select';

/** A parameter, perhaps of several queries at once. */
export type Offered = Param & {
  /** The queries have defaults of their own. */
  various?: true;
};

/** Why a text is no value of a parameter. */
export type Fault =
  | { code: 'required' | 'integer' | 'number' | 'date' | 'timestamp' | 'timezone' | 'choice' }
  | { code: 'between' | 'at-least' | 'at-most' | 'length'; min: number | string; max: number | string };

/** Up to that many characters in all, choices fit side by side. */
const SEGMENTS_LENGTH = 28;

export function controlFor(param: Param): Control {
  switch (param.type) {
    case 'integer':
    case 'number':
      return 'number';
    case 'boolean':
      return 'segments';
    case 'choice':
      return (param.values ?? []).join('').length + 2 * (param.values ?? []).length <= SEGMENTS_LENGTH
        ? 'segments'
        : 'select';
    case 'timezone':
      return 'zone';
    default:
      return param.type;
  }
}

/** What a choice or a boolean can be, as texts; '' stands for leaving it out. */
export function optionsOf(param: Param): string[] {
  const options = param.type === 'boolean' ? ['true', 'false'] : (param.values ?? []);
  return param.default === null && !param.required ? ['', ...options] : options;
}

/** A value as its control holds it. */
export function toText(param: Param, value: ParamValue): string {
  if (value === null) return '';
  return param.type === 'timestamp' ? toLocalTime(String(value)) : String(value);
}

/** A moment as its control takes it: a date's begins with it, and seconds' fractions have no room. */
function toLocalTime(value: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(value) ? `${value}T00:00:00` : value.slice(0, 19);
}

/**
 * Reads a control's text: its value, `undefined` for an empty one (which leaves the parameter to its default), or what is
 * wrong. No stricter than the gateway, which decides.
 */
export function readText(param: Param, text: string): { value: ParamValue | undefined } | { fault: Fault } {
  if (text === '') return param.required ? { fault: { code: 'required' } } : { value: undefined };
  switch (param.type) {
    case 'integer':
      return /^-?\d{1,10}$/.test(text) ? within(param, Number(text)) : { fault: { code: 'integer' } };
    case 'number':
      return /^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? within(param, Number(text)) : { fault: { code: 'number' } };
    case 'boolean':
      return { value: text === 'true' };
    case 'choice':
      return param.values?.includes(text) ? { value: text } : { fault: { code: 'choice' } };
    case 'date':
      return isDate(text) ? within(param, text) : { fault: { code: 'date' } };
    case 'timestamp':
      return readTimestamp(param, text);
    case 'timezone':
      return isZone(text) ? { value: text.trim() } : { fault: { code: 'timezone' } };
    case 'text': {
      const length = [...text].length;
      const { min, max } = bounds(param);
      return length < Number(min) || length > Number(max) ? { fault: { code: 'length', min, max } } : { value: text };
    }
  }
}

function bounds({ min, max }: Param): { min: number | string; max: number | string } {
  return { min: min ?? 0, max: max ?? Number.POSITIVE_INFINITY };
}

/** Numbers compare as such; dates and UTC timestamps of one length, as texts. */
function within(param: Param, value: number | string): { value: ParamValue } | { fault: Fault } {
  const { min, max } = param;
  const tooSmall = min !== null && value < min;
  const tooLarge = max !== null && value > max;
  if (!tooSmall && !tooLarge) return { value };
  const code = min === null ? 'at-most' : max === null ? 'at-least' : 'between';
  return { fault: { code, ...bounds(param) } };
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** A time without an offset is UTC, as everywhere. */
function readTimestamp(param: Param, text: string): { value: ParamValue } | { fault: Fault } {
  const [, day = '', time = ''] = /^(\d{4}-\d\d-\d\d)T([\d:.]+)$/.exec(text) ?? [];
  const valid = isDate(day) && /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?$/.test(time);
  return valid ? within(param, `${text}Z`) : { fault: { code: 'timestamp' } };
}

const OFFSET = /^(?:utc|gmt)?\s*([+\-\u2212\u2013\uff0d\uff0b])\s*(?:(\d{1,2})(?::(\d\d))?|(\d\d)(\d\d))$/i;

/** An IANA name, `UTC`, `GMT`, `Z` or an offset such as `-03:00`, from -12:00 to +14:00 by quarters of an hour. */
export function isZone(text: string): boolean {
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

/**
 * The parameters of several queries, each once, so that one control serves all: bounds and choices that all of them
 * take, and a default only where they agree. A name that means different types is nobody's.
 */
export function uniteParams(lists: readonly (readonly Param[])[]): Offered[] {
  const united = new Map<string, Offered | null>();
  for (const param of lists.flat()) {
    const known = united.get(param.name);
    united.set(param.name, known === undefined ? param : known && unite(known, param));
  }
  return [...united.values()].filter((param) => param !== null);
}

function unite(a: Offered, b: Param): Offered | null {
  if (a.type !== b.type) return null;
  const various = a.various || a.default !== b.default;
  return {
    ...a,
    ...(various && { various, default: null }),
    required: a.required || b.required,
    min: a.min === null || (b.min !== null && b.min > a.min) ? b.min : a.min,
    max: a.max === null || (b.max !== null && b.max < a.max) ? b.max : a.max,
    values: a.values?.filter((value) => b.values?.includes(value)) ?? null,
  };
}
