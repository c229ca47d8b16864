import type { Column, Value } from '../../server/contract.ts';
import { columnTitle } from '../core/words.ts';
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

/** The data's columns, as wide as their content. */
export function columnStates(data: TableData, print: (value: Value, column: Column) => string): ColumnState[] {
  return data.columns.map((column, index) => {
    const title = columnTitle(column.name);
    const written = (value: Value) => (value === null ? '' : print(value, column));
    const width = columnWidth(title, data.values(index), isNumeric(column), written);
    const length = `calc(${(width * 1.06).toFixed(1)}ch + ${ROOM}px)`;
    return { ...column, index, title, width: length, pixels: width * NARROW_DIGIT + ROOM, hidden: false };
  });
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

/** Those that begin within a width in pixels. */
export function within(columns: ColumnState[], width: number): ColumnState[] {
  let end = 0;
  return columns.filter(({ pixels }) => {
    const begins = end <= width;
    end += pixels;
    return begins;
  });
}

/** All widths together. */
export const totalWidth = (columns: ColumnState[]) => `calc(${columns.map(({ width }) => width).join(' + ') || '0px'})`;
