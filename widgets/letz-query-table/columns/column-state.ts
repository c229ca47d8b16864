import type { Column } from '../../../server/contract/column.ts';
import type { Value } from '../../../server/contract/value.ts';
import { labelOf } from '../../core/format/labels.ts';
import type { TableData } from '../rows/table-data.ts';
import { columnWidth } from './column-widths.ts';

/** Padding and sort indicator, in pixels. */
const EXTRA_WIDTH = 36;
/** Least width in pixels. */
const MIN_WIDTH = 48;
/** Width change of a resize key, in pixels. */
export const RESIZE_STEP = 16;

/** A column's title, width and visibility. */
export interface ColumnState extends Column {
  /** Column index in the data. */
  index: number;
  title: string;
  /** CSS length. */
  width: string;
  /** Width of the content in `ch`. */
  chars: number;
  /** Width set by the user. */
  resized: boolean;
  hidden: boolean;
}

export const isNumeric = ({ type }: Pick<Column, 'type'>) => type === 'integer' || type === 'number';

export type Print = (value: Value, column: Column) => string;

/** States of all columns, as wide as their content. */
export const columnStates = (data: TableData, print: Print): ColumnState[] =>
  data.columns.map((column, index) => {
    const title = labelOf(column);
    const content = contentWidth({ ...column, index, title }, data, print);
    return { ...column, index, title, ...content, resized: false, hidden: false };
  });

/** Widths computed anew from all rows, except of columns that the user resized. */
export const refit = (columns: ColumnState[], data: TableData, print: Print): ColumnState[] =>
  columns.map((column) => (column.resized ? column : { ...column, ...contentWidth(column, data, print) }));

function contentWidth(column: Column & { index: number; title: string }, data: TableData, print: Print) {
  const text = (value: Value) => (value === null ? '' : print(value, column));
  const chars = columnWidth(column.title, data.values(column.index), isNumeric(column), text);
  return { chars, width: widthOf(chars) };
}

const widthOf = (chars: number) => `calc(${(chars * 1.06).toFixed(1)}ch + ${EXTRA_WIDTH}px)`;

/** Sets a column's width in pixels. */
export function resized(columns: ColumnState[], index: number, width: number): ColumnState[] {
  const pixels = Math.max(MIN_WIDTH, Math.round(width));
  return columns.map((column) =>
    column.index === index ? { ...column, width: `${pixels}px`, resized: true } : column,
  );
}

/** Hides or shows a column. */
export const toggled = (columns: ColumnState[], index: number): ColumnState[] =>
  columns.map((column) => (column.index === index ? { ...column, hidden: !column.hidden } : column));

/** Moves a column before the previous visible one, or behind the next. */
export function movedBy(columns: ColumnState[], index: number, by: -1 | 1): ColumnState[] {
  const from = columns.findIndex((column) => column.index === index);
  let to = from + by;
  while (columns[to]?.hidden) to += by;
  if (!columns[to]) return columns;
  return columns.toSpliced(from, 1).toSpliced(to, 0, columns[from]!);
}

/** Moves a column before another, both by position among the visible ones; to the end if there is no such position. */
export function movedBefore(columns: ColumnState[], from: number, before: number): ColumnState[] {
  const shown = columns.filter(({ hidden }) => !hidden);
  const [column, next] = [shown[from], shown[before]];
  if (!column || column === next) return columns;
  const others = columns.filter((each) => each !== column);
  return others.toSpliced(next ? others.indexOf(next) : others.length, 0, column);
}

/** Width in `ch` of the sign and the number of rows beside a group's label. */
const GROUP_WIDTH = 9;

/** Moves a column to the start and widens it for the labels of groups. */
export const grouped = (columns: ColumnState[], index: number): ColumnState[] => {
  const column = columns.find((each) => each.index === index)!;
  const first = { ...column, width: widthOf(column.chars + GROUP_WIDTH), resized: true, hidden: false };
  return [first, ...columns.filter((each) => each !== column)];
};

/** Sum of the columns' widths as a CSS length. */
export const totalWidth = (columns: ColumnState[]) => `calc(${columns.map(({ width }) => width).join(' + ') || '0px'})`;
