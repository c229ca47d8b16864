import type { Column } from '../../server/contract.ts';
import type { SortKey } from './sort.ts';

const names = (sort: string) => sort.split(',').flatMap((name) => name.trim() || []);

/** Reads `-messages, name`: by messages, most first, then by name. Names that no column has are passed over. */
export function sortKeys(sort: string, columns: Pick<Column, 'name'>[]): SortKey[] {
  return names(sort).flatMap((key) => {
    const descending = key.startsWith('-');
    const column = columns.findIndex(({ name }) => name === (descending ? key.slice(1) : key));
    return column < 0 ? [] : { column, descending };
  });
}

/**
 * What a click on a column's title makes of the order: up, down, as loaded.
 * @param more keeps the other keys: the column is sorted by after them
 */
export function nextSort(sort: string, name: string, more: boolean): string {
  const keys = names(sort);
  const at = keys.findIndex((key) => key === name || key === `-${name}`);
  const next = at < 0 ? [name] : keys[at] === name ? [`-${name}`] : [];
  if (!more) return next.join();
  return (at < 0 ? [...keys, ...next] : keys.toSpliced(at, 1, ...next)).join();
}
