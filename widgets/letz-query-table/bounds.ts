import type { ColumnType } from '../../server/contract/column.ts';
import type { Value } from '../../server/contract/value.ts';
import { compareDigits, momentKey } from './order-keys.ts';
import type { Reader, RowTest } from './row-test.ts';
import { zoneClock } from './zone-clock.ts';

/** Where a value stands against a bound: negative, zero or positive; NaN where it can't be compared. */
export type Bound = (value: Value) => number;

/**
 * Tells how to read a bound of numbers or dates; undefined for what has no order.
 *
 * What that returns takes a text, and whether a date's part means its last moment. No text bounds nothing; undefined where
 * it can't be read.
 */
export function boundsOf(
  type: ColumnType,
  { locale, tz }: Reader,
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

/** As subtraction, but infinity equals itself, and PostgreSQL's NaN is above all numbers. */
function difference(value: number, bound: number): number {
  if (value === bound) return 0;
  return Number.isNaN(value) ? 1 : value - bound;
}

/** Passes rows by where they stand against the bounds, which are two for a range and for a date's part. */
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

/** `1.234,5` as it is typed in German, or `1 234,5` in French, as `1234.5`; a lone `1.5` is read as such everywhere. */
export function plainNumber(text: string, locale: string): string {
  const sample = new Intl.NumberFormat(locale).format(12345.6);
  const [group, decimal] = [sample.at(2)!, sample.at(-2)!];
  return text
    .replace(/[\s%]/g, '')
    .replace('\u2212', '-')
    .replaceAll(group, (mark, at: number, all: string) => (/^\d\d[\d.,]/.test(all.slice(at + 1)) ? '' : mark))
    .replace(decimal, '.');
}
