import type { Column } from '../../server/contract.ts';

/** Reads `name, messages`: these columns, in this order; empty: all as loaded. Names that no column has are passed over. */
export function shownColumns(columns: Column[], names: string): Column[] {
  const wanted = names.split(',').flatMap((name) => columns.find((column) => column.name === name.trim()) ?? []);
  return wanted.length ? [...new Set(wanted)] : columns;
}

const joined = (columns: Column[]) => columns.map(({ name }) => name).join();

/** Hides a column that is shown and shows one that is not, at the end. The last one stays. */
export function toggleColumn(columns: Column[], names: string, column: Column): string {
  const shown = shownColumns(columns, names);
  const others = shown.filter((each) => each !== column);
  if (others.length === shown.length) others.push(column);
  return others.length ? joined(others) : names;
}

/** Moves a column by so many places, within bounds. */
export function moveColumn(columns: Column[], names: string, column: Column, by: number): string {
  const shown = shownColumns(columns, names);
  const from = shown.indexOf(column);
  const to = Math.max(0, Math.min(shown.length - 1, from + by));
  return joined(shown.toSpliced(from, 1).toSpliced(to, 0, column));
}
