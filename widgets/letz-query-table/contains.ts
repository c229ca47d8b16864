import type { Value } from '../../server/contract/value.ts';
import { plainNumber } from './bounds.ts';
import { momentText } from './moment-text.ts';
import type { FilterColumn, Reader, RowTest } from './row-test.ts';
import { zoneClock } from './zone-clock.ts';

/**
 * Passes rows that have the text, as the value is stored or as its cell shows it.
 *
 * @param whole whether it must be all of the value
 */
export function contains(text: string, whole: boolean, column: FilterColumn, reader: Reader): RowTest {
  const { values } = column;
  const test = valueTest(text, whole, column, reader);
  const findsNull = /^(null|–)$/i.test(text);
  return (row) => {
    const value = values[row]!;
    return value === null ? findsNull : test(value);
  };
}

function valueTest(
  text: string,
  whole: boolean,
  column: FilterColumn,
  { locale, tz, yes, no, print }: Reader,
): (value: Value) => boolean {
  const typed = expression(text, whole);
  const isShown = (value: Value) => typed.test(print(value, column));
  switch (column.type) {
    case 'boolean': {
      const isWord = (value: boolean) => typed.test(value ? yes : no) || text.toLowerCase() === String(value);
      const found = [true, false].filter(isWord);
      return (value) => found.includes(value as boolean);
    }
    case 'integer':
    case 'number': {
      const plain = expression(plainNumber(text, locale), whole);
      // Figures and marks of the reader's own, and numbers that are stored with an exponent, are only found as shown.
      const foreign = /[^\s -~]/.test(text);
      return (value) => {
        const stored = String(value);
        return plain.test(stored) || ((foreign || stored.includes('e')) && isShown(value));
      };
    }
    case 'date':
    case 'timestamp': {
      const clock = zoneClock(tz);
      const iso = expression(text.replace(/(\d) (\d)/, '$1T$2'), whole);
      const textOf = momentText(column, print);
      const isStored = (local: string) => iso.test(local);
      // What is shown has the same figures.
      const found = /^[\d-]*$/.test(text) ? isStored : (local: string) => isStored(local) || typed.test(textOf(local));
      return (value) => found(clock(String(value)));
    }
    case 'json':
      return (value) => typed.test(JSON.stringify(value));
    default:
      return (value) => typed.test(value as string);
  }
}

/** Letters that are looked for as one. */
const ALIKE = ['aàáâãäå', 'cç', 'eèéêë', 'iìíîï', 'nñ', 'oòóôõö', 'uùúûü', 'yýÿ'];

/** A regular expression: faster than toLowerCase() and includes() on every value. */
function expression(text: string, whole: boolean): RegExp {
  const pattern = text
    .normalize()
    .replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
    .replace(/\p{L}/gu, (letter) => {
      const alike = ALIKE.find((letters) => letters.includes(letter.toLowerCase()));
      return alike ? `[${alike}]` : letter;
    })
    // Cells show white space as one blank; Intl writes narrow ones.
    .replace(/\s+/g, '\\s+');
  return new RegExp(whole ? `^${pattern}$` : pattern, 'i');
}
