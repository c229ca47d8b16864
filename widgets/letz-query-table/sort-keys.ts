import type { SortKey } from './sort.ts';

/**
 * What a click on a column's title makes of the order: up, down, as loaded.
 * @param more keeps the other keys: the column is sorted by after them
 */
export function nextKeys(keys: SortKey[], column: number, more: boolean): SortKey[] {
  const key = keys.find((each) => each.column === column);
  const others = more ? keys.filter((each) => each !== key) : [];
  const place = more && key ? keys.indexOf(key) : others.length;
  const next = !key ? [{ column, descending: false }] : key.descending ? [] : [{ column, descending: true }];
  return others.toSpliced(place, 0, ...next);
}
