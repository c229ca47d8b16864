import type { Column } from '../../server/contract/column.ts';
import type { Value } from '../../server/contract/value.ts';
import { columnTitle } from '../core/format/column-roles.ts';
import { columnWidth } from './column-widths.ts';
import type { TableData } from './table-data.ts';

/** Padding and the mark of the order, in pixels. */
const ROOM = 36;
const NARROWEST = 48;
/** A narrow font's `ch`, in pixels. */
const NARROW_DIGIT = 6;
/** How much wider a key makes a column, in pixels. */
export const STEP = 16;

export interface ColumnState extends Column {
  /** Its place in the data. */
  index: number;
  title: string;
  /** A CSS length. */
  width: string;
  /** About how many pixels that is, rather too few. */
  pixels: number;
  hidden: boolean;
}

export const isNumeric = ({ type }: Pick<Column, 'type'>) => type === 'integer' || type === 'number';

type Print = (value: Value, column: Column) => string;

/** The data's columns, as wide as their content. */
export function columnStates(data: TableData, print: Print): ColumnState[] {
  return data.columns.map((column, index) => {
    const title = columnTitle(column.name);
    return { ...column, index, title, hidden: false, ...lengthOf({ ...column, index, title }, data, print, false) };
  });
}

/** With numbers' columns as wide as the widest of all; the same array where they are, or the reader has set a width. */
export function widened(columns: ColumnState[], data: TableData, print: Print): ColumnState[] {
  const wide = columns.map((column) => {
    // What the reader has set is in pixels.
    if (!isNumeric(column) || !column.width.startsWith('calc')) return column;
    const length = lengthOf(column, data, print, true);
    return length.pixels > column.pixels ? { ...column, ...length } : column;
  });
  return wide.every((column, at) => column === columns[at]) ? columns : wide;
}

/** @param whole whether to look at all numbers, however many they are */
function lengthOf(
  column: Omit<ColumnState, 'width' | 'pixels' | 'hidden'>,
  data: TableData,
  print: Print,
  whole: boolean,
) {
  const written = (value: Value) => (value === null ? '' : print(value, column));
  const numeric = isNumeric(column);
  const width = columnWidth(column.title, data.values(column.index), { numeric, whole }, written);
  return { width: `calc(${(width * 1.06).toFixed(1)}ch + ${ROOM}px)`, pixels: width * NARROW_DIGIT + ROOM };
}

/** With a column as wide as told, in pixels. */
export function resized(columns: ColumnState[], index: number, width: number): ColumnState[] {
  const pixels = Math.max(NARROWEST, Math.round(width));
  return columns.map((column) => (column.index === index ? { ...column, width: `${pixels}px`, pixels } : column));
}

export function toggled(columns: ColumnState[], index: number): ColumnState[] {
  return columns.map((column) => (column.index === index ? { ...column, hidden: !column.hidden } : column));
}

/** With a column before the one that is shown before it, or behind the next. */
export function reordered(columns: ColumnState[], index: number, by: -1 | 1): ColumnState[] {
  const from = columns.findIndex((column) => column.index === index);
  let to = from + by;
  while (columns[to]?.hidden) to += by;
  if (!columns[to]) return columns;
  return columns.toSpliced(from, 1).toSpliced(to, 0, columns[from]!);
}

/** With a column before another, both by their places among those that are shown; at the end if there is no such place. */
export function placed(columns: ColumnState[], from: number, before: number): ColumnState[] {
  const shown = columns.filter(({ hidden }) => !hidden);
  const [column, next] = [shown[from], shown[before]];
  if (!column || column === next) return columns;
  const others = columns.filter((each) => each !== column);
  return others.toSpliced(next ? others.indexOf(next) : others.length, 0, column);
}

/** How many begin within a width in pixels. */
export function inView(columns: ColumnState[], width: number): number {
  let end = 0;
  const beyond = columns.findIndex(({ pixels }) => {
    const begins = end;
    end += pixels;
    return begins > width;
  });
  return beyond < 0 ? columns.length : beyond;
}

/** All widths together. */
export const totalWidth = (columns: ColumnState[]) => `calc(${columns.map(({ width }) => width).join(' + ') || '0px'})`;
