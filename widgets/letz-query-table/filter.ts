import { boundsOf, within } from './bounds.ts';
import { contains } from './contains.ts';
import type { FilterColumn, Reader, RowTest } from './row-test.ts';
import type { Order } from './sort.ts';

const OPERATION = /^(<=|>=|!=|[<>=!])?\s*(.*)$/s;

/**
 * Reads what a person types above a column.
 *
 * Any: a part of the text, without regard to case and accents; `!part`: the others; `=all of it`; `null`: where there is
 * no value. Numbers and dates: `>5`, `<=5`, `!=5`, `5..10`, `5..`; a date may be given in part, `2026-11` is that month and
 * `>2026` what comes after that year.
 * @returns undefined when nothing is asked, or nothing yet, as in `>`
 */
export function columnFilter(text: string, column: FilterColumn, reader: Reader): RowTest | undefined {
  const [whole = '', operator = '', operand = ''] = OPERATION.exec(text.trim()) ?? [];
  const ordered = /[<>]/.test(operator);
  if (!operand || (ordered && operand === '-')) return undefined;
  const boundOf = boundsOf(column.type, reader);
  const isRange = operand.includes('..');
  if (boundOf && (isRange || (operator && operator !== '!'))) {
    const [low = '', high = low] = isRange ? operand.split('..', 2) : [operand];
    const [from, to] = [boundOf(low, false), boundOf(high, true)];
    if (from && to) return within(column.values, from, to, operator);
  }
  // What has no order has no value below or above, but may have the sign in its text.
  if (ordered) return contains(whole, false, column, reader);
  const matches = contains(operand, operator.endsWith('='), column, reader);
  return operator.startsWith('!') ? (row) => !matches(row) : matches;
}

/** Passes the rows where any column has the text. Undefined when nothing is asked. */
export function searchFilter(text: string, columns: FilterColumn[], reader: Reader): RowTest | undefined {
  const part = text.trim();
  if (!part) return undefined;
  const tests = columns.map((column) => contains(part, false, column, reader));
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
