import type { Value } from '../../../server/contract/value.ts';
import type { Formats } from '../format/formats.ts';

/** Magnitude from which scientific notation is used: compact notation would be `9,010,000T`. */
const SCIENTIFIC = 1e15;

/** Relative difference below which values count as equal: doubles have 16 digits, and a scale needs some between ticks. */
const PRECISION = 1e-12;

/** True if a range is too narrow, for the magnitude of its ends, to be divided into ticks. */
export const isFlat = (min: number, max: number): boolean =>
  !(max - min > PRECISION * Math.max(Math.abs(min), Math.abs(max)));

/** Rounds a number to three decimals, one below 1 to three significant digits. */
export function rounded(value: Value): Value {
  const number = Number(value);
  if (value === null || Number.isNaN(number) || Number.isInteger(number)) return value;
  return Number(Math.abs(number) < 1 ? number.toPrecision(3) : number.toFixed(3));
}

/** Short notation: `12.3K`, `9.01E18`. */
export const short = (formats: Formats, value: Value): string =>
  Math.abs(Number(value)) < SCIENTIFIC
    ? formats.compact(value)
    : formats.number(value, { notation: 'scientific', maximumSignificantDigits: 3 });
