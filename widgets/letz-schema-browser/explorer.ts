import type { SchemaTable } from '../../server/contract.ts';
import { foreignKeyOf } from './relations.ts';
import { type Hit, indexTables, type SearchIndex, search, searchWords } from './search.ts';
import { keyOf, pressKey, qualify, sortTables, type TreeRow, visibleRows } from './tree.ts';

/** Where a reader can be: at a table, or at one of its columns. */
export interface Place {
  table: SchemaTable;
  column: string | undefined;
}

/** A reader's way through a schema: what is open, searched for and active, and where links were followed from. */
export class Explorer {
  /** All tables, in order. */
  readonly tables: readonly SchemaTable[];
  /** The tables that are found, or all. */
  hits: readonly Hit[] = [];
  rows: readonly TreeRow[] = [];
  /** The active row; -1 when there is none. */
  active = 0;
  /** What is searched for; empty: nothing. */
  words: readonly string[] = [];
  readonly trail: Place[] = [];
  readonly #index: SearchIndex;
  /** Keys of rows that are open though closed at first, or the other way round. */
  readonly #toggled = new Set<string>();
  /** The same during one search. */
  readonly #toggledInSearch = new Set<string>();

  constructor(tables: readonly SchemaTable[]) {
    this.tables = sortTables(tables);
    this.#index = indexTables(this.tables);
    this.search('');
  }

  /** Shows what fits, and makes the best of it active. */
  search(text: string): void {
    const searching = this.words.length > 0;
    this.words = searchWords(text);
    this.#toggledInSearch.clear();
    if (this.words.length > 0) this.hits = search(this.#index, this.words);
    else if (searching || this.hits.length === 0) this.hits = this.tables.map((table) => ({ table, columns: [] }));
    this.#show(undefined);
  }

  /** Opens what is closed and the other way round. */
  toggle(row: TreeRow): void {
    const toggled = this.words.length > 0 ? this.#toggledInSearch : this.#toggled;
    if (!toggled.delete(row.key)) toggled.add(row.key);
    this.#show(row.key);
  }

  /**
   * @param key as in `pressKey`
   * @param page rows that fit on the screen
   * @returns whether the key meant something
   */
  press(key: string, page: number): boolean {
    const row = this.rows[this.active];
    if (key === 'Backspace') return this.back();
    if (key === 'Enter' || key === ' ') return row !== undefined && this.activate(row);
    const move = pressKey(this.rows, this.active, key, page);
    if (!move) return false;
    if ('to' in move) this.active = move.to;
    else if (row) this.toggle(row);
    return true;
  }

  /** Opens or closes a row; from a column, follows its foreign key if it has one. */
  activate(row: TreeRow): boolean {
    if (row.kind !== 'column') {
      this.toggle(row);
      return true;
    }
    const target = foreignKeyOf(row.table, row.column)?.references;
    const table = this.tables.find(({ schema, name }) => schema === target?.schema && name === target.table);
    if (table) this.follow({ table, column: target?.columns[0] });
    return table !== undefined;
  }

  /** Goes to a place and remembers the one that was left. */
  follow(place: Place): void {
    const row = this.rows[this.active];
    if (row && row.kind !== 'schema') {
      this.trail.push({ table: row.table, column: row.kind === 'column' ? row.column.name : undefined });
    }
    this.#goTo(place);
  }

  /** Goes to where the last link was followed from. */
  back(): boolean {
    const place = this.trail.pop();
    if (place) this.#goTo(place);
    return place !== undefined;
  }

  #goTo({ table, column }: Place): void {
    const key = keyOf(table);
    this.search('');
    this.#toggled.delete(qualify(table.schema));
    if (column !== undefined) this.#toggled.add(key);
    this.#show(column === undefined ? key : `${key}.${qualify(column)}`);
  }

  #show(key: string | undefined): void {
    this.rows = visibleRows(this.hits, this.words.length > 0 ? this.#toggledInSearch : this.#toggled);
    this.active = key === undefined ? Math.min(0, this.rows.length - 1) : this.rows.findIndex((row) => row.key === key);
  }
}
