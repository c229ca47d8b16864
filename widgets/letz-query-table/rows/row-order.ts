import { columnFilter, type FilterContext, filterRows, type RowTest, searchFilter } from './row-filter.ts';
import { FIRST_GROUP, type GroupContext, type RowGroups, type RowSet } from './row-groups.ts';
import { type Order, type SortKey, sortRows } from './sort.ts';
import type { TableData } from './table-data.ts';

/** The rows to show and their order: sort keys, search text and column filters, and the row numbers they result in. */
export class RowOrder {
  /** Row numbers to show, in order; null for all rows as loaded. */
  order: Order | null = null;
  /** Number of rows to show. */
  count = 0;
  #keys: SortKey[] = [];
  /** Groups of the rows, if their code is loaded and rows are grouped. */
  groups: RowGroups | undefined;
  #groupBy: number | undefined;
  #matches: { order: Order | null; count: number } = { order: null, count: 0 };
  #search = '';
  #filters: ReadonlyMap<number, string> = new Map();
  /** Inputs of the last computation, and the number of rows it covered. */
  #computed: { inputs: unknown[]; count: number } = { inputs: [], count: 0 };
  /** The last sorted order, kept so that a changed filter does not sort again. */
  #sorted: { inputs: unknown[]; order: Order | null } = { inputs: [], order: null };
  readonly #onChange: () => void;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Columns to sort by, most significant first. */
  get keys(): SortKey[] {
    return this.#keys;
  }

  set keys(keys: SortKey[]) {
    this.#keys = keys;
    this.#onChange();
  }

  /** Index of the column to group by. */
  get groupBy(): number | undefined {
    return this.#groupBy;
  }

  set groupBy(column: number | undefined) {
    this.#groupBy = column;
    this.#onChange();
  }

  /** The rows that pass search and filters, without groups. */
  get matches(): RowSet {
    const { order, count } = this.#matches;
    return { count, rowAt: (position) => (order ? order[position]! : position) };
  }

  /** Text that a row must have in any column. */
  get search(): string {
    return this.#search;
  }

  set search(text: string) {
    this.#search = text;
    this.#onChange();
  }

  /** Filter texts by column index. */
  get filters(): ReadonlyMap<number, string> {
    return this.#filters;
  }

  set filters(filters: ReadonlyMap<number, string>) {
    this.#filters = filters;
    this.#onChange();
  }

  /** Sets a column's filter; an empty text removes it. */
  filter(index: number, text: string): void {
    const filters = new Map(this.#filters);
    if (text) filters.set(index, text);
    else filters.delete(index);
    this.filters = filters;
  }

  /** Removes the search text and all filters. */
  clear(): void {
    this.search = '';
    this.filters = new Map();
  }

  /**
   * Cycles a column through ascending, descending and unsorted.
   * @param add keeps the other sort keys; a new key comes last
   */
  sort(column: number, add: boolean): void {
    const key = this.#keys.find((each) => each.column === column);
    const others = add ? this.#keys.filter((each) => each !== key) : [];
    const position = add && key ? this.#keys.indexOf(key) : others.length;
    const next = !key ? [{ column, descending: false }] : key.descending ? [] : [{ column, descending: true }];
    this.keys = others.toSpliced(position, 0, ...next);
  }

  /** Row number in the data of the row shown at a position. */
  rowAt(position: number): number {
    return this.order ? this.order[position]! : position;
  }

  /** Expands or collapses the group at a position. @returns false if there is a row */
  toggleGroup(position: number): boolean {
    if (!this.groups || !this.isGroup(position)) return false;
    this.groups.toggle(this.rowAt(position));
    this.#showGroups(this.groups);
    this.#onChange();
    return true;
  }

  #showGroups({ order }: RowGroups): void {
    this.order = order;
    this.count = order.length;
  }

  /** True if a position shows a group in place of a row. */
  isGroup(position: number): boolean {
    return this.order !== null && this.order[position]! >= FIRST_GROUP;
  }

  /** Rank of the row at a position among the shown rows, from 0, and their number; groups are not counted. */
  rank(position: number): { before: number; matches: number } {
    let [before, matches] = [position, this.count];
    for (let at = 0; this.order && at < this.count; at++) {
      if (!this.isGroup(at)) continue;
      matches--;
      if (at < position) before--;
    }
    return { before, matches };
  }

  /** Computes the order anew if an input changed since the last call. */
  update(data: TableData, context: GroupContext, arriving: boolean): void {
    const { groups, groupBy } = this;
    const inputs = [data, this.#keys, this.#search, this.#filters, groups, groupBy, ...Object.values(context)];
    const { count } = this.#computed;
    const active = this.#keys.length > 0 || this.#search.trim() !== '' || this.#filters.size > 0;
    const grouped = groups && groupBy !== undefined;
    // While rows arrive, sorting again with each chunk would take quadratic time: wait until the count has doubled.
    const current = data.count === count || (arriving && (active || grouped) && data.count < 2 * count);
    if (current && same(inputs, this.#computed.inputs)) return;
    this.#computed = { inputs, count: data.count };
    this.order = active ? this.#filtered(data, context) : null;
    this.count = this.order ? this.order.length : data.count;
    this.#matches = { order: this.order, count: this.count };
    if (!grouped) return;
    groups.arrange(data, this.matches, groupBy, this.#keys, context);
    this.#showGroups(groups);
  }

  #filtered(data: TableData, context: FilterContext): Order | null {
    const order = this.#sort(data, context.locale);
    const column = (index: number) => ({ ...data.columns[index]!, values: data.values(index) });
    const tests: (RowTest | undefined)[] = [...this.#filters].map(([index, text]) =>
      columnFilter(text, column(index), context),
    );
    if (this.#search.trim()) {
      const all = data.columns.map((_, index) => column(index));
      tests.push(searchFilter(this.#search, all, context));
    }
    const active = tests.filter((test) => test !== undefined);
    return active.length ? filterRows(order, data.count, active) : order;
  }

  #sort(data: TableData, locale: string): Order | null {
    const keys = this.#keys;
    const inputs = [data, data.count, keys, locale];
    if (!same(inputs, this.#sorted.inputs)) {
      // Only the columns sorted by are collected, and the first, whose length is the number of rows.
      const needed = new Set([0, ...keys.map(({ column }) => column)]);
      const values = data.columns.map((_, index) => (needed.has(index) ? data.values(index) : []));
      const order = keys.length ? sortRows(data.columns, values, keys, new Intl.Collator(locale)) : null;
      this.#sorted = { inputs, order };
    }
    return this.#sorted.order;
  }
}

const same = (one: unknown[], other: unknown[]) =>
  one.length === other.length && one.every((each, at) => each === other[at]);
