import type { ColumnType } from '../../../server/contract/column.ts';
import type { Value } from '../../../server/contract/value.ts';
import { compareDigits, momentKey } from './number-keys.ts';
import type { FilterContext, RowTest } from './row-filter.ts';
import { zoneClock } from './zone-clock.ts';

/** Comparison of a value with a bound: negative, zero or positive; NaN if they are not comparable. */
export type Bound = (value: Value) => number;

/**
 * Returns the parser for bounds of a column type; undefined for unordered types.
 *
 * The parser takes a text and whether a partial date stands for its last moment. Blank text gives an open bound,
 * unreadable text undefined.
 */
export function boundsOf(
  type: ColumnType,
  { locale, tz }: FilterContext,
): ((text: string, end: boolean) => Bound | undefined) | undefined {
  if (type === 'integer' || type === 'number') {
    return (text) => {
      if (!text.trim()) return () => 0;
      const digits = plainNumber(text, locale);
      const bound = Number(digits);
      if (!digits || Number.isNaN(bound)) return undefined;
      return (value) => difference(Number(value), bound) || compareDigits(String(value), digits);
    };
  }
  if (type === 'date' || type === 'timestamp') {
    const clock = zoneClock(tz);
    return (text, end) => {
      if (!text.trim()) return () => 0;
      const bound = momentKey(text.trim(), end);
      return Number.isNaN(bound) ? undefined : (value) => difference(momentKey(clock(String(value))), bound);
    };
  }
  return undefined;
}

/** Subtraction in which infinity equals itself and NaN is above all numbers, as in PostgreSQL. */
function difference(value: number, bound: number): number {
  if (value === bound) return 0;
  return Number.isNaN(value) ? 1 : value - bound;
}

/** Test for an operator. `from` and `to` differ for ranges and for partial dates. */
export function within(values: Value[], from: Bound, to: Bound, operator: string): RowTest {
  const tests: Record<string, (value: Value) => boolean> = {
    '<': (value) => from(value) < 0,
    '<=': (value) => to(value) <= 0,
    '>': (value) => to(value) > 0,
    '>=': (value) => from(value) >= 0,
  };
  const inside = (value: Value) => value !== null && from(value) >= 0 && to(value) <= 0;
  const test = tests[operator];
  if (test) return (row) => values[row] !== null && test(values[row]!);
  return operator.startsWith('!') ? (row) => !inside(values[row]!) : (row) => inside(values[row]!);
}

/**
 * Converts a number typed in a locale: German `1.234,5` or French `1 234,5` to `1234.5`, Swedish `1×10^−7` to `1e-7`. `1.5`
 * reads as such everywhere.
 */
export function plainNumber(text: string, locale: string): string {
  const sample = new Intl.NumberFormat(locale).format(12345.6);
  const [group, decimal] = [sample.at(2)!, sample.at(-2)!];
  return text
    .replace(/[\s%\u200e\u200f]/g, '')
    .replaceAll('\u2212', '-')
    .replace(/(\d)(?:E|×10\^)(?=-?\d)/, '$1e')
    .replaceAll(group, (mark, at: number, all: string) => (/^\d\d[\d.,]/.test(all.slice(at + 1)) ? '' : mark))
    .replace(decimal, '.');
}
