import type { Column } from '../../server/contract/column.ts';
import type { Result } from '../../server/contract/result.ts';
import type { Value } from '../../server/contract/value.ts';
import { isPercent, isPlotted } from '../core/format/column-roles.ts';

export interface Cell {
  /** Null: not known (yet), which is not zero. */
  value: number | null;
  /** Row of the result; -1 if it has none for this cell. */
  row: number;
  column: number;
}

export interface Head {
  /** A value of the result such as an hour or a date, or a column's name. */
  value: Value;
  /** The column that the value belongs to. */
  column: Column;
  /** True if the value is the name of the column. */
  isName: boolean;
  /** True if the cells are coloured. False for columns beside the matrix, such as a cohort's size. */
  shaded: boolean;
}

export interface Matrix {
  rows: Head[];
  columns: Head[];
  /** By row, then by column. */
  cells: Cell[][];
  /** True if rows are cohorts and columns their ages. A cell without a value is then too young. */
  ages: boolean;
}

type Table = Pick<Result, 'columns' | 'rows'>;

const isNumeric = ({ type }: Column) => type === 'integer' || type === 'number';

function toNumber(value: Value | undefined): number | null {
  if (value === null || value === undefined || value === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** Long form: a row, a column and a value in each row of the result, such as weekday, hour and messages. */
function fromLong({ columns, rows }: Table): Matrix {
  const [down, across] = [0, 1].map((column) =>
    [...new Set(rows.map((row) => row[column] ?? null))].map((value) => ({
      value,
      column: columns[column]!,
      isName: false,
      shaded: true,
    })),
  ) as [Head[], Head[]];
  const indexes = (heads: Head[]) => new Map(heads.map(({ value }, index) => [value, index]));
  const [rowOf, columnOf] = [indexes(down), indexes(across)];
  const cells = down.map(() => across.map((): Cell => ({ value: null, row: -1, column: 2 })));
  rows.forEach((row, index) => {
    const cell = cells[rowOf.get(row[0] ?? null)!]![columnOf.get(row[1] ?? null)!]!;
    Object.assign(cell, { value: toNumber(row[2]), row: index });
  });
  return { rows: down, columns: across, cells, ages: false };
}

/**
 * Wide form: a heading and values in each row of the result. If some columns are shares, only those are coloured, and the
 * counts that they are made from are left out unless `all` is set.
 */
function fromWide({ columns, rows }: Table, all: boolean): Matrix {
  const names = new Set(columns.map(({ name }) => name));
  const hasShares = columns.some(isPercent);
  const shown = [...columns.keys()].filter((index) => {
    const column = columns[index]!;
    return index > 0 && isNumeric(column) && isPlotted(column) && (all || !names.has(`${column.name}_pct`));
  });
  return {
    rows: rows.map((row) => ({ value: row[0] ?? null, column: columns[0]!, isName: false, shaded: true })),
    columns: shown.map((index) => {
      const column = columns[index]!;
      return { value: column.name, column, isName: true, shaded: !hasShares || isPercent(column) };
    }),
    ages: columns[0]?.type === 'date',
    cells: rows.map((line, row) => shown.map((column) => ({ value: toNumber(line[column]), row, column }))),
  };
}

/**
 * Matrix of a result. Three columns are long form if values of the first repeat or the second is the hour; everything else
 * is wide form.
 */
export function toMatrix(table: Table, all = false): Matrix {
  const { columns, rows } = table;
  const [, second, third] = columns;
  const repeats = new Set(rows.map((row) => row[0] ?? null)).size < rows.length;
  const long = columns.length === 3 && isNumeric(third!) && (repeats || second!.name === 'hour');
  return long ? fromLong(table) : fromWide(table, all);
}

/** Sorts rows of weekdays (0 = Sunday) by the first day of the week (1 = Monday … 7 = Sunday). */
export function startWeekOn(matrix: Matrix, firstDay: number): Matrix {
  const order = [...matrix.rows.keys()].sort((a, b) => {
    const position = (index: number) => (Number(matrix.rows[index]!.value) - firstDay + 7) % 7;
    return position(a) - position(b);
  });
  return { ...matrix, rows: order.map((row) => matrix.rows[row]!), cells: order.map((row) => matrix.cells[row]!) };
}

export interface Extreme {
  row: number;
  column: number;
  value: number;
}

export interface Extent {
  highest: Extreme;
  lowest: Extreme;
  /** Number of coloured cells without a value. */
  blanks: number;
}

/** Extremes of the coloured cells; null if none has a value. */
export function extent({ columns, cells }: Matrix): Extent | null {
  let highest: Extreme | undefined;
  let lowest: Extreme | undefined;
  let blanks = 0;
  cells.forEach((line, row) => {
    line.forEach(({ value }, column) => {
      if (!columns[column]!.shaded) return;
      if (value === null) blanks++;
      else {
        if (!highest || value > highest.value) highest = { row, column, value };
        if (!lowest || value < lowest.value) lowest = { row, column, value };
      }
    });
  });
  return highest && lowest ? { highest, lowest, blanks } : null;
}

/** A column, and for a share the columns that it is made from: its count and the whole. */
export function companions(columns: readonly Column[], index: number): number[] {
  const { name, of } = columns[index]!;
  if (!isPercent(columns[index]!)) return [index];
  const count = columns.findIndex((column) => `${column.name}_pct` === name);
  const whole = columns.findIndex((column, at) => (of ? column.name === of : at > 0 && isNumeric(column)));
  return [...new Set([index, count, whole])].filter((at) => at >= 0);
}
