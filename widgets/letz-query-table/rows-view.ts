import { columnFilter, filterRows, searchFilter } from './filter.ts';
import type { Reader, RowTest } from './row-test.ts';
import { type Order, type SortKey, sortRows } from './sort.ts';
import type { TableData } from './table-data.ts';

export interface View {
  keys: SortKey[];
  /** What every row must have somewhere. */
  search: string;
  /** What each column must have, by its place in the data. */
  filters: ReadonlyMap<number, string>;
}

/** The rows to show, in order; null: all, as loaded. The last order is kept: filtering sorts nothing. */
export class RowsView {
  #data: TableData | undefined;
  #sorted: { keys: string; order: Order | null } = { keys: '', order: null };

  rows(data: TableData, { keys, search, filters }: View, reader: Reader): Order | null {
    const order = this.#order(data, keys, reader);
    const column = (index: number) => ({ ...data.columns[index]!, values: data.values(index) });
    const tests: (RowTest | undefined)[] = [...filters].map(([index, text]) =>
      columnFilter(text, column(index), reader),
    );
    if (search.trim()) {
      const all = data.columns.map((_, index) => column(index));
      tests.push(searchFilter(search, all, reader));
    }
    const asked = tests.filter((test) => test !== undefined);
    return asked.length ? filterRows(order, data.count, asked) : order;
  }

  #order(data: TableData, keys: SortKey[], { locale }: Reader): Order | null {
    const wanted = JSON.stringify([keys, locale, data.count]);
    if (data === this.#data && wanted === this.#sorted.keys) return this.#sorted.order;
    this.#data = data;
    this.#sorted = { keys: wanted, order: keys.length ? sortBy(data, keys, new Intl.Collator(locale)) : null };
    return this.#sorted.order;
  }
}

/** Collects only the columns that are sorted by, and the first, which tells how many rows there are. */
function sortBy(data: TableData, keys: SortKey[], collator: Intl.Collator): Order {
  const wanted = new Set([0, ...keys.map(({ column }) => column)]);
  const values = data.columns.map((_, index) => (wanted.has(index) ? data.values(index) : []));
  return sortRows(data.columns, values, keys, collator);
}
