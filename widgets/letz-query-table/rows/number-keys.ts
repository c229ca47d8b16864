import type { ColumnType } from '../../../server/contract/column.ts';
import type { Value } from '../../../server/contract/value.ts';

const MOMENT = /^(\d+)(?:-(\d\d))?(?:-(\d\d))?(?:[T ](\d\d)(?::(\d\d)(?::(\d\d(?:\.\d+)?))?)?)?(?:Z|\+00)?( BC)?$/;

/**
 * A number that increases with the date or timestamp; NaN for other text. Months count as 31 days, so that a partial
 * date such as `2026-11` has a key too: its first moment or, with `end`, its last. Microseconds are distinct from 1715
 * to 2285.
 */
export function momentKey(text: string, end = false): number {
  const part = MOMENT.exec(text);
  if (!part) return Number(text.replace('infinity', 'Infinity'));
  const [month, day, hour, minute, second] = end ? [12, 31, 23, 59, 59.999999] : [1, 1, 0, 0, 0];
  const years = part[7] ? 1 - Number(part[1]) : Number(part[1]);
  const days = ((years - 2000) * 12 + Number(part[2] ?? month)) * 31 + Number(part[3] ?? day);
  return ((days * 24 + Number(part[4] ?? hour)) * 60 + Number(part[5] ?? minute)) * 60 + Number(part[6] ?? second);
}

/** Numeric sort key of a column type. */
export interface NumberKey {
  /** A number that sorts like the value. */
  of(value: Value): number;
  /** Orders the texts of values whose keys are the same double. */
  compare(a: string, b: string): number;
}

/** The numeric sort key of a type; undefined for types that sort as text. */
export function numberKey(type: ColumnType): NumberKey | undefined {
  if (type === 'text' || type === 'json') return undefined;
  if (type === 'date' || type === 'timestamp')
    return { of: (value) => momentKey(String(value)), compare: compareMoments };
  return { of: Number, compare: compareDigits };
}

/** Orders timestamps that differ only in their fraction: a text without one sorts before the decimal point. */
function compareMoments(a: string, b: string): number {
  if (a === b) return 0;
  const [x, y] = [a.replace('Z', ' '), b.replace('Z', ' ')];
  return x < y ? -1 : Number(x > y);
}

/**
 * Compares printed numbers digit by digit, for numbers that a double cannot tell apart.
 * @returns negative, zero or positive, as `Array.sort` expects
 */
export function compareDigits(a: string, b: string): number {
  if (a === b || Number.isNaN(Number(a))) return 0;
  const infinite = infinity(a) - infinity(b);
  if (infinite || infinity(a)) return infinite;
  const [x, y] = [decimal(a), decimal(b)];
  const scale = Math.max(x.scale, y.scale);
  const left = x.digits * 10n ** BigInt(scale - x.scale);
  const right = y.digits * 10n ** BigInt(scale - y.scale);
  return left < right ? -1 : Number(left > right);
}

const infinity = (text: string) => (text === 'Infinity' ? 1 : text === '-Infinity' ? -1 : 0);

/** Parses a printed number as `digits / 10 ** scale`. */
export function decimal(text: string): { digits: bigint; scale: number } {
  const [mantissa = '', exponent = '0'] = text.split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length - Number(exponent) };
}
