import type { Value } from '../../server/contract.ts';

/** Rows looked at from the top and, as many, from all over the table. */
const SAMPLE = 50;
const [LEAST, MOST] = [4, 36];

/**
 * A text's width in `ch`, a digit's width. Reckoned, because to measure it would force the page's layout for each table.
 */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/[\dA-Za-z]/.test(character))
      width += /[ilj]/.test(character) ? 0.5 : /[A-ZmwMW]/.test(character) ? 1.25 : 0.95;
    else width += character > '\u2e80' ? 2 : /[\s.,:;'|!()/-]/.test(character) ? 0.55 : 1.1;
  }
  return width;
}

/** The width in `ch` that a column needs for its title and for the widest of some of its values, within bounds. */
export function columnWidth(title: string, values: Value[], print: (value: Value) => string): number {
  const step = Math.max(1, Math.floor(values.length / SAMPLE));
  let widest: Value = null;
  let length = -1;
  for (let row = 0; row < values.length; row += row < SAMPLE ? 1 : step) {
    const value = values[row]!;
    const size = value === null ? 0 : typeof value === 'string' ? value.length : JSON.stringify(value).length;
    if (size <= length) continue;
    widest = value;
    length = size;
  }
  const width = Math.max(textWidth(print(widest).slice(0, 80)), textWidth(title) * 0.93 + 2);
  return Math.round(10 * Math.min(MOST, Math.max(LEAST, width))) / 10;
}
