import type { Column } from '../../../server/contract/column.ts';
import type { Value } from '../../../server/contract/value.ts';
import type { FilterContext } from '../rows/row-filter.ts';
import { FIRST_GROUP, type GroupContext, type RowGroups, type RowSet } from '../rows/row-groups.ts';
import type { Order, SortKey } from '../rows/sort.ts';
import type { TableData } from '../rows/table-data.ts';
import { isSummed, totalOf } from '../rows/totals.ts';
import { zoneClock } from '../rows/zone-clock.ts';

/** Rows with the same value. */
interface Group {
  key: Value;
  /** Range of its rows among the members. */
  start: number;
  count: number;
  /** Sums by column index, computed when they are first shown. */
  totals: Map<number, Value | undefined>;
}

/**
 * Groups of the rows that pass the filters, by the values of a column; timestamps by day. Groups are in the order of their
 * first row or, if the rows are sorted by a column that adds up, of its sums. They are collapsed at first.
 */
export class ColumnGroups implements RowGroups {
  order: Order = new Uint32Array();
  #column = -1;
  #data!: TableData;
  #context!: GroupContext;
  #groups: Group[] = [];
  /** Row numbers, those of one group side by side. */
  #members: Order = new Uint32Array();
  /** Keys of expanded groups; they stay when the rows change. */
  #expanded = new Set<Value>();

  get column(): number {
    return this.#column;
  }

  get count(): number {
    return this.#groups.length;
  }

  arrange(data: TableData, rows: RowSet, column: number, [key]: SortKey[], context: GroupContext): void {
    if (column !== this.#column) this.#expanded.clear();
    this.#column = column;
    this.#data = data;
    this.#context = context;
    this.#collect(data.values(column), rows, keyReader(data.columns[column]!, context));
    if (key && key.column !== column && isSummed(data.columns[key.column]!)) this.#sortByTotal(key);
    this.#arrangeRows();
  }

  toggle(entry: number): void {
    const { key } = this.#at(entry);
    if (!this.#expanded.delete(key)) this.#expanded.add(key);
    this.#arrangeRows();
  }

  isExpanded(entry: number): boolean {
    return this.#expanded.has(this.#at(entry).key);
  }

  label(entry: number): string {
    const { key, count } = this.#at(entry);
    const column = this.#data.columns[this.#column]!;
    const shown = column.type === 'timestamp' ? { ...column, type: 'date' as const } : column;
    const text = key === null || key === '' ? this.#context.noValue : this.#context.print(key, shown);
    return `${text} (${this.#context.number(count)})`;
  }

  total(entry: number, column: number): Value | undefined {
    return this.#context.complete ? this.#total(this.#at(entry), column) : undefined;
  }

  withGroups(data: TableData): TableData {
    const value = (row: number, column: number): Value => {
      if (row < FIRST_GROUP) return data.value(row, column);
      return column === this.#column ? this.label(row) : (this.total(row, column) ?? null);
    };
    return { ...data, count: data.count, value };
  }

  #at(entry: number): Group {
    return this.#groups[entry - FIRST_GROUP]!;
  }

  #total(group: Group, column: number): Value | undefined {
    const { totals, start, count } = group;
    if (!totals.has(column)) {
      totals.set(column, totalOf(this.#data, column, { count, rowAt: (at) => this.#members[start + at]! }));
    }
    return totals.get(column);
  }

  /** Distributes the rows to their groups, in their order (counting sort). */
  #collect(values: Value[], rows: RowSet, keyOf: (value: Value) => Value): void {
    const byKey = new Map<Value, number>();
    const numbers = new Uint32Array(rows.count);
    this.#groups = [];
    for (let position = 0; position < rows.count; position++) {
      const key = keyOf(values[rows.rowAt(position)]!);
      let number = byKey.get(key);
      if (number === undefined) {
        number = this.#groups.length;
        byKey.set(key, number);
        this.#groups.push({ key, start: 0, count: 0, totals: new Map() });
      }
      numbers[position] = number;
      this.#groups[number]!.count++;
    }
    let start = 0;
    for (const group of this.#groups) {
      group.start = start;
      start += group.count;
    }
    const next = Uint32Array.from(this.#groups, (group) => group.start);
    this.#members = new Uint32Array(rows.count);
    for (let position = 0; position < rows.count; position++) {
      this.#members[next[numbers[position]!]!++] = rows.rowAt(position);
    }
  }

  #sortByTotal({ column, descending }: SortKey): void {
    const totals = new Map(this.#groups.map((group) => [group, Number(this.#total(group, column) ?? Number.NaN)]));
    this.#groups.sort((a, b) => (descending ? totals.get(b)! - totals.get(a)! : totals.get(a)! - totals.get(b)!) || 0);
  }

  /** Display order: an entry for each group, and the rows of those that are expanded. */
  #arrangeRows(): void {
    const isExpanded = this.#groups.map(({ key }) => this.#expanded.has(key));
    const length = this.#groups.reduce((sum, { count }, at) => sum + 1 + (isExpanded[at] ? count : 0), 0);
    const order = new Uint32Array(length);
    let position = 0;
    this.#groups.forEach(({ start, count }, at) => {
      order[position++] = FIRST_GROUP + at;
      if (!isExpanded[at]) return;
      order.set(this.#members.subarray(start, start + count), position);
      position += count;
    });
    this.order = order;
  }
}

/** Returns the part of a column's values that rows of one group share: the local day of a timestamp, else the value. */
function keyReader({ type }: Column, { tz }: FilterContext): (value: Value) => Value {
  if (type !== 'timestamp') return (value) => value;
  const clock = zoneClock(tz);
  return (value) => (value === null ? null : (clock(String(value)).split('T')[0] ?? null));
}
