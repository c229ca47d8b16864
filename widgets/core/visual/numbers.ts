import type { Value } from '../../../server/contract/value.ts';
import type { Formats } from '../format/formats.ts';

/** Words for powers of ten end here: beyond, there are `9,010,000T`. */
const WORDLESS = 1e15;

/** A number with the digits that a reader takes in: three behind the point, or the first three of a small one. */
export function rounded(value: Value): Value {
  const number = Number(value);
  if (value === null || Number.isNaN(number) || Number.isInteger(number)) return value;
  return Number(Math.abs(number) < 1 ? number.toPrecision(3) : number.toFixed(3));
}

/** A number where there is little room: `12.3K`, `9.01E18`. */
export const short = (formats: Formats, value: Value): string =>
  Math.abs(Number(value)) < WORDLESS
    ? formats.compact(value)
    : formats.number(value, { notation: 'scientific', maximumSignificantDigits: 3 });
