import type { Column } from '../../../server/contract/column.ts';
import type { Value } from '../../../server/contract/value.ts';
import { boundsOf, within } from './range-filter.ts';
import type { Order } from './sort.ts';
import { containsText } from './text-filter.ts';

/** Predicate over row numbers: true for rows to show. */
export type RowTest = (row: number) => boolean;

export interface FilterColumn extends Column {
  values: Value[];
}

/** Language, time zone and cell texts that filters are read with. */
export interface FilterContext {
  locale: string;
  /** Time zone of shown timestamps, as Intl spells it; undefined for the browser's own. */
  tz: string | undefined;
  yes: string;
  no: string;
  /** Text of a cell. */
  print(value: Value, column: Column): string;
}

const FILTER = /^(<=|>=|!=|[<>=!])?\s*(.*)$/s;

/**
 * Parses a column filter.
 *
 * All types: `part` of the text, ignoring case and accents; `!part` for the other rows; `=whole text`; `null` for rows
 * without a value. Numbers and dates: `>5`, `<=5`, `!=5`, `5..10`, `5..`. A date may be partial: `2026-11` is the whole
 * month and `>2026` begins after that year.
 * @returns undefined if the text filters nothing, or is incomplete as `>` is
 */
export function columnFilter(text: string, column: FilterColumn, context: FilterContext): RowTest | undefined {
  const [whole = '', operator = '', operand = ''] = FILTER.exec(text.trim()) ?? [];
  const ordered = /[<>]/.test(operator);
  if (!operand || (ordered && operand === '-')) return undefined;
  const boundOf = boundsOf(column.type, context);
  const isRange = operand.includes('..');
  if (boundOf && (isRange || (operator && operator !== '!'))) {
    const [low = '', high = low] = isRange ? operand.split('..', 2) : [operand];
    const [from, to] = [boundOf(low, false), boundOf(high, true)];
    if (from && to) return within(column.values, from, to, operator);
  }
  // Unordered types have no values below or above, but their text may contain the character.
  if (ordered) return containsText(whole, false, column, context);
  const matches = containsText(operand, operator.endsWith('='), column, context);
  return operator.startsWith('!') ? (row) => !matches(row) : matches;
}

/** Test for rows with the text in any column; undefined for blank text. */
export function searchFilter(text: string, columns: FilterColumn[], context: FilterContext): RowTest | undefined {
  const part = text.trim();
  if (!part) return undefined;
  const tests = columns.map((column) => containsText(part, false, column, context));
  return (row) => tests.some((test) => test(row));
}

/** Rows that pass all tests, in the given order; null order means as loaded. */
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
