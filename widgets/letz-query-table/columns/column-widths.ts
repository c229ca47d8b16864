import type { Value } from '../../../server/contract/value.ts';

/** Rows looked at from the top and, as many, spread over the table. */
const SAMPLE = 50;
/** Least and greatest width in `ch`. */
const [LEAST, MOST] = [4, 36];

function characterWidth(character: string): number {
  if (/[\dA-Za-z]/.test(character)) return /[ilj]/.test(character) ? 0.5 : /[A-ZmwMW]/.test(character) ? 1.25 : 0.95;
  return character > '\u2e80' ? 2 : /[\s.,:;'|!()/-]/.test(character) ? 0.55 : 1.1;
}

const known = new Map<string, number>();

/** Approximate width of a text in `ch`. Computed, because measuring would force a layout for each table. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    let own = known.get(character);
    if (own === undefined) {
      own = characterWidth(character);
      known.set(character, own);
    }
    width += own;
  }
  return width;
}

/**
 * Width in `ch` for a column's title and its widest values, within bounds. Numbers are all looked at, because a cut
 * number is a wrong one; other types by a sample.
 */
export function columnWidth(title: string, values: Value[], numeric: boolean, print: (value: Value) => string): number {
  const wide = numeric ? [longest(values), ...extremes(values)] : [longest(values)];
  const widths = wide.map((value) => textWidth(print(value).slice(0, 80)));
  const width = Math.max(...widths, textWidth(title) * 0.93 + 2);
  return Math.round(10 * Math.min(MOST, Math.max(LEAST, width))) / 10;
}

/** The longest value of a sample. */
function longest(values: Value[]): Value {
  // An odd step does not miss what only every second row has.
  const step = Math.floor(values.length / SAMPLE) | 1;
  let found: Value = null;
  let length = -1;
  for (let row = 0; row < values.length; row += row < SAMPLE ? 1 : step) {
    const value = values[row]!;
    const size = value === null ? 0 : typeof value === 'string' ? value.length : JSON.stringify(value).length;
    if (size <= length) continue;
    found = value;
    length = size;
  }
  return found;
}

/** The least and the greatest number, and the longest of those that came as text because a double cannot hold them. */
function extremes(values: Value[]): Value[] {
  let [least, most, digits] = [0, 0, ''];
  // By index: an iterator over 100,000 values takes milliseconds before the loop is optimized.
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (typeof value === 'number') {
      if (value < least) least = value;
      else if (value > most) most = value;
    } else if (typeof value === 'string' && value.length > digits.length) digits = value;
  }
  return [least, most, digits];
}
