import type { Value } from '../../../server/contract/value.ts';
import { valueLabel } from '../../core/format/labels.ts';
import { plainNumber } from './range-filter.ts';
import type { FilterColumn, FilterContext, RowTest } from './row-filter.ts';
import { zoneClock } from './zone-clock.ts';

/**
 * Test for rows that have the text, either in the stored value or in the cell's text.
 *
 * @param whole matches the whole value instead of a part
 */
export function containsText(text: string, whole: boolean, column: FilterColumn, context: FilterContext): RowTest {
  const { values } = column;
  const test = valueTest(text, whole, column, context);
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
  { locale, tz, yes, no, print }: FilterContext,
): (value: Value) => boolean {
  const pattern = textPattern(text, whole);
  const isShown = (value: Value) => pattern.test(print(value, column));
  switch (column.type) {
    case 'boolean': {
      const isWord = (value: boolean) =>
        pattern.test(valueLabel(column, value) ?? (value ? yes : no)) || text.toLowerCase() === String(value);
      const found = [true, false].filter(isWord);
      return (value) => found.includes(value as boolean);
    }
    case 'integer':
    case 'number': {
      const plain = textPattern(plainNumber(text, locale), whole);
      // Digits and signs of other scripts, and numbers stored with an exponent, match only the cell's text. So do units.
      const formatted = /[^\s -~]/.test(text) || column.role !== undefined || column.labels !== undefined;
      return (value) => {
        const stored = String(value);
        return plain.test(stored) || ((formatted || stored.includes('e')) && isShown(value));
      };
    }
    case 'date':
    case 'timestamp': {
      const clock = zoneClock(tz);
      const iso = textPattern(text.replace(/(\d) (\d)/, '$1T$2'), whole);
      const textOf = momentText(column, print);
      const isStored = (local: string) => iso.test(local);
      // Digits and dashes alone match the ISO form.
      const found = /^[\d-]*$/.test(text)
        ? isStored
        : (local: string) => isStored(local) || pattern.test(textOf(local));
      return (value) => found(clock(String(value)));
    }
    default:
      if (column.labels) return (value) => pattern.test(value as string) || isShown(value);
      return (value) => pattern.test(value as string);
  }
}

/** Letters that match one another. */
const EQUIVALENT = ['aàáâãäå', 'cç', 'eèéêë', 'iìíîï', 'nñ', 'oòóôõö', 'uùúûü', 'yýÿ'];

/** Case- and accent-insensitive regular expression; faster than `toLowerCase()` and `includes()` for each value. */
export function textPattern(text: string, whole = false, flags = 'i'): RegExp {
  const pattern = text
    .normalize()
    .replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
    .replace(/\p{L}/gu, (letter) => {
      const letters = EQUIVALENT.find((each) => each.includes(letter.toLowerCase()));
      return letters ? `[${letters}]` : letter;
    })
    // Cells collapse white space, and Intl uses narrow spaces.
    .replace(/\s+/g, '\\s+');
  return new RegExp(whole ? `^${pattern}$` : pattern, flags);
}

/** Any day. */
const SAMPLE_DAY = '2000-01-01';

/**
 * Returns a memoised formatter for a column's dates or local times. Intl takes ten times as long as the rest of
 * filtering, so it is called once for each day and once for each minute of a day.
 */
function momentText(column: FilterColumn, print: FilterContext['print']): (local: string) => string {
  const dayText = memoize((day) => print(day, { ...column, type: 'date' }));
  const around = memoize((time) => print(`${SAMPLE_DAY}T${time}`, column).split(dayText(SAMPLE_DAY)));
  return (local) => {
    const [day = '', time] = local.split('T');
    if (!time) return dayText(day);
    const [before, after] = around(time.slice(0, 5));
    return after === undefined ? print(local, column) : before + dayText(day) + after;
  };
}

function memoize<T>(compute: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) {
      value = compute(key);
      known.set(key, value);
    }
    return value;
  };
}
