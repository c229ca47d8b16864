import type { Value } from '../../server/contract/value.ts';

/** Rows looked at from the top and, as many, from all over the table. */
const SAMPLE = 50;
/** Rows that are all looked at before the first of them is shown. */
export const FEW = 5000;
const [LEAST, MOST] = [4, 36];

function characterWidth(character: string): number {
  if (/[\dA-Za-z]/.test(character)) return /[ilj]/.test(character) ? 0.5 : /[A-ZmwMW]/.test(character) ? 1.25 : 0.95;
  return character > '\u2e80' ? 2 : /[\s.,:;'|!()/-]/.test(character) ? 0.55 : 1.1;
}

const known = new Map<string, number>();

/**
 * A text's width in `ch`, a digit's width. Reckoned, because to measure it would force the page's layout for each table.
 */
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
 * The width in `ch` that a column needs for its title and for what are likely its widest values, within bounds.
 *
 * @param whole whether to look at all numbers, also where they are more than a few
 */
export function columnWidth(
  title: string,
  values: Value[],
  { numeric, whole }: { numeric: boolean; whole: boolean },
  print: (value: Value) => string,
): number {
  const all = numeric && (whole || values.length <= FEW);
  const wide = all ? [longest(values), ...extremes(values)] : [longest(values)];
  const shown = wide.map((value) => textWidth(print(value).slice(0, 80)));
  const width = Math.max(...shown, textWidth(title) * 0.93 + 2);
  return Math.round(10 * Math.min(MOST, Math.max(LEAST, width))) / 10;
}

/** Of a sample. */
function longest(values: Value[]): Value {
  // Odd: halves, or what else every second row has, aren't missed.
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

/** The smallest and the largest number of all; those of which a double holds too little come as text. */
function extremes(values: Value[]): Value[] {
  let [least, most, digits] = [0, 0, ''];
  for (const value of values) {
    if (typeof value === 'number') {
      if (value < least) least = value;
      else if (value > most) most = value;
    } else if (typeof value === 'string' && value.length > digits.length) digits = value;
  }
  return [least, most, digits];
}
