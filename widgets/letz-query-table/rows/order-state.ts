import type { StateTexts } from '../../core/address/address-state.ts';
import type { RowOrder } from './row-order.ts';

interface Named {
  readonly name: string;
}

/** Sort keys, search text and filters as texts: `sort`, such as `-users,step`, `search`, `group` and `filter.COLUMN`. */
export function readOrder({ keys, search, filters, groupBy }: RowOrder, columns: readonly Named[]): StateTexts {
  const name = (index: number) => columns[index]?.name ?? '';
  return {
    sort: keys.map(({ column, descending }) => (descending ? '-' : '') + name(column)).join(),
    search,
    group: groupBy === undefined ? '' : name(groupBy),
    ...Object.fromEntries([...filters].map(([index, text]) => [`filter.${name(index)}`, text])),
  };
}

/** Restores what `readOrder` returned. Columns that are not there are ignored. */
export function restoreOrder(rows: RowOrder, columns: readonly Named[], texts: StateTexts): void {
  const index = (name: string) => columns.findIndex((column) => column.name === name);
  const keys = (texts.sort ?? '').split(',').flatMap((key) => {
    const column = index(key.replace(/^-/, ''));
    return column < 0 ? [] : [{ column, descending: key.startsWith('-') }];
  });
  if (keys.length) rows.keys = keys;
  const group = index(texts.group ?? '');
  if (group >= 0) rows.groupBy = group;
  if (texts.search) rows.search = texts.search;
  for (const [name, text] of Object.entries(texts)) {
    const column = name.startsWith('filter.') ? index(name.slice('filter.'.length)) : -1;
    if (column >= 0) rows.filter(column, text);
  }
}
