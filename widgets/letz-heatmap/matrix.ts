import type { Column } from '../../server/contract/column.ts';
import type { Result } from '../../server/contract/result.ts';
import type { Value } from '../../server/contract/value.ts';

export interface Cell {
  /** Null: there is no answer (yet), which is not zero. */
  value: number | null;
  /** Where the value stands in the result; -1 when the result has no such row. */
  row: number;
  column: number;
}

export interface Head {
  /** What the head says: a value of the result (an hour, a date), or for `name` the column's name. */
  value: Value;
  /** The column the value is of. */
  column: Column;
  /** True when the head names the column itself, false when it is one of its values. */
  isName: boolean;
  /** False for columns that stand beside the matrix, such as a cohort's size. */
  shaded: boolean;
}

export interface Matrix {
  rows: Head[];
  columns: Head[];
  /** By row, then column. */
  cells: Cell[][];
  /** Rows are cohorts by their date, columns how old they are: what has no value is too young. */
  ages: boolean;
}

type Table = Pick<Result, 'columns' | 'rows'>;

const isNumeric = ({ type }: Column) => type === 'integer' || type === 'number';
const SHARE = /(^|_)pct$/;

function toNumber(value: Value | undefined): number | null {
  if (value === null || value === undefined || value === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** One line a cell: row, column, value (weekday, hour, messages). */
function fromLong({ columns, rows }: Table): Matrix {
  const [down, across] = [0, 1].map((column) =>
    [...new Set(rows.map((row) => row[column] ?? null))].map((value) => ({
      value,
      column: columns[column]!,
      isName: false,
      shaded: true,
    })),
  ) as [Head[], Head[]];
  const place = (heads: Head[]) => new Map(heads.map(({ value }, index) => [value, index]));
  const [rowOf, columnOf] = [place(down), place(across)];
  const cells = down.map(() => across.map((): Cell => ({ value: null, row: -1, column: 2 })));
  rows.forEach((row, index) => {
    const cell = cells[rowOf.get(row[0] ?? null)!]![columnOf.get(row[1] ?? null)!]!;
    Object.assign(cell, { value: toNumber(row[2]), row: index });
  });
  return { rows: down, columns: across, cells, ages: false };
}

/**
 * One line a row of the matrix: its head, then the values. Where some are percentages, only those are shaded, and the
 * counts behind them are left out unless all is asked for.
 */
function fromWide({ columns, rows }: Table, all: boolean): Matrix {
  const names = new Set(columns.map(({ name }) => name));
  const hasShares = columns.some(({ name }) => SHARE.test(name));
  const shown = [...columns.keys()].filter((index) => {
    const column = columns[index]!;
    return index > 0 && isNumeric(column) && (all || !names.has(`${column.name}_pct`));
  });
  return {
    rows: rows.map((row) => ({ value: row[0] ?? null, column: columns[0]!, isName: false, shaded: true })),
    columns: shown.map((index) => {
      const column = columns[index]!;
      return { value: column.name, column, isName: true, shaded: !hasShares || SHARE.test(column.name) };
    }),
    ages: columns[0]?.type === 'date',
    cells: rows.map((line, row) => shown.map((column) => ({ value: toNumber(line[column]), row, column }))),
  };
}

/**
 * A result as a matrix: a cell a line when three columns repeat the first one's values or the second are hours, else a
 * row a line.
 */
export function toMatrix(table: Table, all = false): Matrix {
  const { columns, rows } = table;
  const [, second, third] = columns;
  const repeats = new Set(rows.map((row) => row[0] ?? null)).size < rows.length;
  const long = columns.length === 3 && isNumeric(third!) && (repeats || second!.name === 'hour');
  return long ? fromLong(table) : fromWide(table, all);
}

/** Rows of weekdays (0 = Sunday) so that the week begins on `firstDay` (1 = Monday … 7 = Sunday). */
export function startWeekOn(matrix: Matrix, firstDay: number): Matrix {
  const order = [...matrix.rows.keys()].sort((a, b) => {
    const place = (index: number) => (Number(matrix.rows[index]!.value) - firstDay + 7) % 7;
    return place(a) - place(b);
  });
  return { ...matrix, rows: order.map((row) => matrix.rows[row]!), cells: order.map((row) => matrix.cells[row]!) };
}

export interface Place {
  row: number;
  column: number;
  value: number;
}

export interface Extent {
  highest: Place;
  lowest: Place;
  /** Shaded cells without a value. */
  blanks: number;
}

/** The extremes of the shaded cells; null when none has a value. */
export function extent({ columns, cells }: Matrix): Extent | null {
  let highest: Place | undefined;
  let lowest: Place | undefined;
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

export const STEPS = 6;
const ROUND = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

export interface Scale {
  /** Zero, or a round number at or below the lowest value. */
  from: number;
  /** How much a shade spans. */
  step: number;
}

/** The shades that reach from zero, or the lowest value if it is negative, to the highest. */
export function scaleOf(lowest: number, highest: number, whole: boolean): Scale {
  const low = Math.min(0, lowest);
  const high = Math.max(0, highest);
  let step = shadeWidth(high - low, whole);
  const from = () => Math.floor(low / step) * step;
  // From a round number on, it is further to the highest.
  while (low < 0 && from() + STEPS * step < high) step = shadeWidth(1.01 * STEPS * step, whole);
  return { from: from(), step };
}

/** The width of one of `STEPS` shades over a span, a round number. */
export function shadeWidth(span: number, whole: boolean): number {
  if (span <= 0) return 1;
  const exact = span / STEPS;
  const power = 10 ** Math.floor(Math.log10(exact));
  const width = power * ROUND.find((factor) => factor * power >= exact * (1 - 1e-9))!;
  return whole ? Math.ceil(width - 1e-9) : width;
}

/** 0 for where the scale begins, else 1 to `STEPS`. */
export function shade(value: number, { from, step }: Scale): number {
  return value <= from ? 0 : Math.min(STEPS, Math.ceil((value - from) / step - 1e-9));
}

/** A cell's place in the matrix. */
export interface Spot {
  readonly row: number;
  readonly column: number;
}

/** Where a key moves the cursor; undefined for keys that don't. */
export function moveCell(
  key: string,
  { row, column }: Spot,
  { rows, columns, rtl }: { rows: number; columns: number; rtl: boolean },
): Spot | undefined {
  const moves: Record<string, [down: number, across: number]> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    [rtl ? 'ArrowRight' : 'ArrowLeft']: [0, -1],
    [rtl ? 'ArrowLeft' : 'ArrowRight']: [0, 1],
    Home: [0, -columns],
    End: [0, columns],
    PageUp: [-rows, 0],
    PageDown: [rows, 0],
  };
  const move = moves[key];
  if (!move) return undefined;
  const clamp = (value: number, count: number) => Math.max(0, Math.min(count - 1, value));
  return { row: clamp(row + move[0], rows), column: clamp(column + move[1], columns) };
}

/** A column, and those that explain it: of a percentage its count, and what it is of. */
export function companions(columns: readonly Column[], index: number): number[] {
  const { name } = columns[index]!;
  if (!SHARE.test(name)) return [index];
  const count = columns.findIndex((column) => `${column.name}_pct` === name);
  const whole = columns.findIndex((column, place) => place > 0 && isNumeric(column));
  return [...new Set([index, count, whole])].filter((place) => place >= 0);
}
