import { columnFilter, filterRows, type Reader, type RowTest, searchFilter } from './filter.ts';
import { type Order, type SortKey, sortRows } from './sort.ts';
import type { TableData } from './table-data.ts';

export interface View {
  keys: SortKey[];
  /** What every row must have somewhere. */
  search: string;
  /** What each column must have, by its name. */
  filters: Record<string, string>;
}

/** Which rows are shown, in order. Of the last answer the order is kept, so that filtering sorts nothing. */
export class RowsView {
  #data: TableData | undefined;
  #sorted = '';
  #order: Order | null = null;
  #asked = '';
  #rows: Order | null = null;

  /** @returns null: all, as loaded */
  rows(data: TableData, view: View, reader: Reader): Order | null {
    const asked = JSON.stringify([view, reader, data.count]);
    if (data === this.#data && asked === this.#asked) return this.#rows;
    const order = this.#sort(data, view.keys, reader);
    const tests = testsOf(data, view, reader);
    this.#data = data;
    this.#asked = asked;
    this.#rows = tests.length ? filterRows(order, data.count, tests) : order;
    return this.#rows;
  }

  #sort(data: TableData, keys: SortKey[], { locale }: Reader): Order | null {
    const wanted = JSON.stringify([keys, locale, data.count]);
    if (data === this.#data && wanted === this.#sorted) return this.#order;
    this.#sorted = wanted;
    const values = data.columns.map((_, index) =>
      keys.some(({ column }) => column === index) ? data.values(index) : [],
    );
    this.#order = keys.length ? sortRows(data.columns, values, keys, data.count, new Intl.Collator(locale)) : null;
    return this.#order;
  }
}

function testsOf(data: TableData, { search, filters }: View, reader: Reader): RowTest[] {
  const columns = data.columns.map(({ name, type }, index) => ({ name, type, index }));
  const filterable = (index: number) => ({ type: data.columns[index]!.type, values: data.values(index) });
  const tests = columns.map(
    ({ name, index }) => filters[name] && columnFilter(filters[name], filterable(index), reader),
  );
  if (search.trim())
    tests.push(
      searchFilter(
        search,
        columns.map(({ index }) => filterable(index)),
        reader,
      ),
    );
  return tests.filter((test) => typeof test === 'function');
}
