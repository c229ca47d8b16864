import type { ColumnType, Value } from '../../server/contract.ts';
import { compareDigits, momentKey } from './order-keys.ts';
import type { Order } from './sort.ts';
import { zoneClock } from './zone-clock.ts';

export type RowTest = (row: number) => boolean;

export interface FilterColumn {
  type: ColumnType;
  values: Value[];
}

/** The reader's: how numbers are typed, and the zone in which times are shown. */
export interface Reader {
  locale: string;
  tz: string | undefined;
}

const OPERATION = /^(<=|>=|!=|[<>=!])?\s*(.*)$/s;

/**
 * Reads what a person types above a column.
 *
 * Any: a part of the text, without regard to case and accents; `!part`: the others; `null`: where there is no value.
 * Text: `=all of it`. Numbers and dates: `>5`, `<=5`, `!=5`, `5..10`; a date may be given in part, `2026-11` is that
 * month and `>2026` what comes after that year.
 * @returns undefined when nothing is asked, or nothing yet, as in `>`
 */
export function columnFilter(text: string, { type, values }: FilterColumn, reader: Reader): RowTest | undefined {
  const [, operator = '', operand = ''] = OPERATION.exec(text.trim()) ?? [];
  if (!operand) return undefined;
  const compare = comparison(type, reader);
  const isRange = operand.includes('..');
  const [low = '', high = low] = isRange && compare ? operand.split('..', 2) : [operand];
  if (compare && (operator.length > Number(operator === '!') || isRange)) {
    const [from, to] = [compare(low, false), compare(high, true)];
    if (from && to) return within(values, from, to, operator);
  }
  const matches = contains(operator === '=' ? 'all' : 'part', operand, { type, values }, reader);
  return operator.startsWith('!') ? (row) => !matches(row) : matches;
}

/** Passes the rows where any column has the text. Undefined when nothing is asked. */
export function searchFilter(text: string, columns: FilterColumn[], reader: Reader): RowTest | undefined {
  const part = text.trim();
  if (!part) return undefined;
  const tests = columns.map((column) => contains('part', part, column, reader));
  return (row) => tests.some((test) => test(row));
}

/** The rows that pass all tests, in the order given; null: as loaded. */
export function filterRows(order: Order | null, count: number, tests: RowTest[]): Order {
  const passed = new Uint32Array(count);
  const [first, ...others] = tests;
  let length = 0;
  for (let index = 0; index < count; index++) {
    const row = order ? order[index]! : index;
    if (first!(row) && others.every((test) => test(row))) passed[length++] = row;
  }
  return passed.slice(0, length);
}

/** Where a value stands against a bound: negative, zero or positive. */
type Bound = (value: Value) => number;

/** Reads a bound of numbers or dates; `end` makes a date's part its last moment. Undefined where they can't be compared. */
function comparison(
  type: ColumnType,
  { locale, tz }: Reader,
): ((text: string, end: boolean) => Bound | undefined) | undefined {
  if (type === 'integer' || type === 'number') {
    return (text) => {
      const digits = plainNumber(text, locale);
      const bound = Number(digits);
      if (!digits || Number.isNaN(bound)) return undefined;
      // Those that a double can't hold came as text.
      return (value) => Number(value) - bound || (typeof value === 'string' ? compareDigits(value, digits) : 0);
    };
  }
  if (type === 'date' || type === 'timestamp') {
    const clock = zoneClock(tz);
    return (text, end) => {
      const bound = momentKey(text.trim(), end);
      return Number.isNaN(bound) ? undefined : (value) => momentKey(clock(String(value))) - bound;
    };
  }
  return undefined;
}

function within(values: Value[], from: Bound, to: Bound, operator: string): RowTest {
  const tests: Record<string, Bound | ((value: Value) => boolean)> = {
    '<': (value) => from(value) < 0,
    '<=': (value) => to(value) <= 0,
    '>': (value) => to(value) > 0,
    '>=': (value) => from(value) >= 0,
  };
  const inside = (value: Value) => value !== null && from(value) >= 0 && to(value) <= 0;
  const test = tests[operator];
  if (test) return (row) => values[row] !== null && Boolean(test(values[row]!));
  return operator.startsWith('!') ? (row) => !inside(values[row]!) : (row) => inside(values[row]!);
}

const ACCENTS: Record<string, string> = {
  a: 'àáâãäå',
  c: 'ç',
  e: 'èéêë',
  i: 'ìíîï',
  n: 'ñ',
  o: 'òóôõö',
  u: 'ùúûü',
  y: 'ýÿ',
};

function contains(what: 'part' | 'all', text: string, { type, values }: FilterColumn, { locale, tz }: Reader): RowTest {
  const isNumber = type === 'integer' || type === 'number';
  const isMoment = type === 'date' || type === 'timestamp';
  const plain = isNumber ? plainNumber(text, locale) : isMoment ? text.replace(/(\d) (\d)/, '$1T$2') : text;
  const pattern = plain
    .replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
    .replace(/[aceinouy]/gi, (letter) => `[${letter}${ACCENTS[letter.toLowerCase()]}]`);
  // A regular expression: faster than toLowerCase() and includes() on every value.
  const expression = new RegExp(what === 'all' ? `^${pattern}$` : pattern, 'i');
  if (type === 'timestamp') {
    const clock = zoneClock(tz);
    return (row) => expression.test(clock(String(values[row])));
  }
  if (type === 'json') return (row) => expression.test(JSON.stringify(values[row]));
  return (row) => expression.test(values[row] as string); // test() makes text of numbers, booleans and null
}

/** `1.234,5` as it is typed in German, or `1 234,5` in French, as `1234.5`; a lone `1.5` is read as such everywhere. */
function plainNumber(text: string, locale: string): string {
  const sample = new Intl.NumberFormat(locale).format(12345.6);
  const [group, decimal] = [sample.at(2)!, sample.at(-2)!];
  return text
    .replace(/\s/g, '')
    .replaceAll(group, (mark, at: number, all: string) => (/^\d\d[\d.,]/.test(all.slice(at + 1)) ? '' : mark))
    .replace(decimal, '.');
}
