import type { Reader } from './row-test.ts';
import type { RowsView } from './rows-view.ts';
import type { Order, SortKey } from './sort.ts';
import { nextKeys } from './sort-keys.ts';
import type { TableData } from './table-data.ts';

type Sorting = typeof import('./rows-view.ts');

/** Sorts and filters: loaded once rows are on the screen, so that they don't wait for it. */
let sorting: Sorting | undefined;

/** Which rows the reader wants to see, in which order. */
export class Arrangement {
  /** The rows to show; null: all, as loaded. */
  order: Order | null = null;
  /** How many rows are shown. */
  count = 0;
  #keys: SortKey[] = [];
  #search = '';
  #filters: ReadonlyMap<number, string> = new Map();
  #view: RowsView | undefined;
  /** What the order was last found out of, and of how many rows. */
  #known: { wish: unknown[]; count: number } = { wish: [], count: 0 };
  readonly #load: () => Promise<Sorting>;
  readonly #changed: () => void;

  constructor(load: () => Promise<Sorting>, changed: () => void) {
    this.#load = load;
    this.#changed = changed;
  }

  /** What to sort by, the first first. */
  get keys(): SortKey[] {
    return this.#keys;
  }

  set keys(keys: SortKey[]) {
    this.#keys = keys;
    this.#changed();
  }

  /** What every row must have somewhere. */
  get search(): string {
    return this.#search;
  }

  set search(text: string) {
    this.#search = text;
    this.#changed();
  }

  /** What each column must have, by its place in the data. */
  get filters(): ReadonlyMap<number, string> {
    return this.#filters;
  }

  set filters(filters: ReadonlyMap<number, string>) {
    this.#filters = filters;
    this.#changed();
  }

  /** Filters a column; an empty text takes its filter away. */
  filter(index: number, text: string): void {
    const filters = new Map(this.#filters);
    if (text) filters.set(index, text);
    else filters.delete(index);
    this.filters = filters;
  }

  /** Shows all rows again. */
  clear(): void {
    this.search = '';
    this.filters = new Map();
  }

  /** @param more keeps the other keys */
  sort(index: number, more: boolean): void {
    this.keys = nextKeys(this.#keys, index, more);
  }

  /** The place in the data of the row that is shown at a place. */
  rowAt(position: number): number {
    return this.order ? this.order[position]! : position;
  }

  /** Whether the reader wants anything else than all rows as loaded. */
  get asked(): boolean {
    return this.#keys.length > 0 || this.#search.trim() !== '' || this.#filters.size > 0;
  }

  /** Loads what sorts and filters. */
  async prepare(): Promise<void> {
    sorting ??= await this.#load();
  }

  /** Finds out which rows to show, unless that is known. */
  arrange(data: TableData, reader: Reader, arriving: boolean): void {
    const wish = [data, this.#keys, this.#search, this.#filters, sorting, ...Object.values(reader)];
    const { count } = this.#known;
    // Sorting all that is there with every portion that arrives would take all the time there is.
    const enough = data.count === count || (arriving && this.asked && data.count < 2 * count);
    if (enough && wish.every((each, at) => each === this.#known.wish[at])) return;
    this.#known = { wish, count: data.count };
    if (this.asked && !sorting) this.prepare().then(this.#changed, () => undefined);
    this.#view ??= sorting && new sorting.RowsView();
    const { keys, search, filters } = this;
    this.order = this.asked && this.#view ? this.#view.rows(data, { keys, search, filters }, reader) : null;
    this.count = this.order ? this.order.length : data.count;
  }
}
