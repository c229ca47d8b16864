import type { Value } from '../../../server/contract/value.ts';
import type { FilterContext } from './row-filter.ts';
import type { Order, SortKey } from './sort.ts';
import type { TableData } from './table-data.ts';

/** Entries of an order from this number on are groups. */
export const FIRST_GROUP = 0x8000_0000;

/** Row numbers by position. */
export interface RowSet {
  readonly count: number;
  rowAt(position: number): number;
}

/** Context of filters with the texts of groups. */
export interface GroupContext extends FilterContext {
  /** Label of rows without a value. */
  noValue: string;
  number(value: number): string;
  /** True if all rows are there, so that sums are known. */
  complete: boolean;
}

/** Groups of rows; entries are their numbers in the order. */
export interface RowGroups {
  /** Groups, and rows of those that are expanded. */
  readonly order: Order;
  /** Index of the column that rows are grouped by. */
  readonly column: number;
  /** Number of groups. */
  readonly count: number;
  arrange(data: TableData, rows: RowSet, column: number, keys: SortKey[], context: GroupContext): void;
  /** Expands or collapses a group. */
  toggle(entry: number): void;
  isExpanded(entry: number): boolean;
  /** Text of the group's value, with the number of rows. */
  label(entry: number): string;
  /** Sum of a column; undefined where it means nothing. */
  total(entry: number, column: number): Value | undefined;
  /** Data in which an entry of a group is a row with its label and sums. */
  withGroups(data: TableData): TableData;
}
