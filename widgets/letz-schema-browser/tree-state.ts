import type { SchemaColumn, SchemaTable } from '../../server/contract/schema.ts';
import { foreignKeyOf } from './foreign-keys.ts';
import { type Hit, indexTables, type SearchIndex, search, searchWords } from './search-index.ts';
import { type Branch, pressKey, sortTables, type TreeRow, visibleRows } from './tree.ts';

/** A table, or one of its columns. */
export interface TreeLocation {
  table: SchemaTable;
  column: string | undefined;
}

/** State of the tree: open branches, search, active row, and the history of links followed. */
export class TreeState {
  /** All tables, sorted. */
  readonly tables: readonly SchemaTable[];
  /** True if names of tables need their schema. */
  readonly hasSeveralSchemas: boolean;
  /** The tables found, or all without a search. */
  hits: readonly Hit[] = [];
  rows: readonly TreeRow[] = [];
  /** Index of the active row; -1: none. */
  active = 0;
  /** The words of the search. */
  words: readonly string[] = [];
  readonly trail: TreeLocation[] = [];
  /** Built with the first search. */
  #index: SearchIndex | undefined;
  /** Branches whose state is not the initial one. */
  readonly #toggled = new Set<Branch>();
  /** The same during a search. */
  readonly #toggledInSearch = new Set<Branch>();

  readonly #labelsOf: (table: SchemaTable, column: SchemaColumn) => string;

  /** @param labelsOf further texts by which a column is found */
  constructor(tables: readonly SchemaTable[], labelsOf: (table: SchemaTable, column: SchemaColumn) => string) {
    this.#labelsOf = labelsOf;
    this.tables = sortTables(tables);
    this.hasSeveralSchemas = new Set(tables.map(({ schema }) => schema)).size > 1;
    this.search('');
  }

  /** Shows the matches of a search and makes the best one active. */
  search(text: string): void {
    const searching = this.words.length > 0;
    this.words = searchWords(text);
    this.#toggledInSearch.clear();
    if (this.words.length > 0) {
      this.#index ??= indexTables(this.tables, this.#labelsOf);
      this.hits = search(this.#index, this.words);
    } else if (searching || this.hits.length === 0) {
      this.hits = this.tables.map((table) => ({ table, columns: [] }));
    }
    this.#show();
  }

  /** Opens or closes a branch. */
  toggle(row: TreeRow): void {
    const toggled = this.words.length > 0 ? this.#toggledInSearch : this.#toggled;
    const branch = row.kind === 'schema' ? row.name : row.table;
    if (!toggled.delete(branch)) toggled.add(branch);
    this.#show((other) => other.kind === row.kind && (other.kind === 'schema' ? other.name : other.table) === branch);
  }

  /**
   * Handles a key.
   * @param key as in `pressKey`
   * @param page number of visible rows
   * @returns whether the key has a function
   */
  press(key: string, page: number): boolean {
    const row = this.rows[this.active];
    if (key === 'Backspace') return this.back();
    if (key === 'Enter' || key === ' ') return row !== undefined && this.activate(row);
    const move = pressKey(this.rows, this.active, key, page);
    if (!move) return false;
    if (move !== 'toggle') this.active = move.to;
    else if (row) this.toggle(row);
    return true;
  }

  /** Opens or closes a branch, or follows the foreign key of a column. */
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

  /** Selects a table or a column and adds the one left to the history. */
  follow(location: TreeLocation): void {
    const row = this.rows[this.active];
    if (row && row.kind !== 'schema') {
      this.trail.push({ table: row.table, column: row.kind === 'column' ? row.column.name : undefined });
    }
    this.#select(location);
  }

  /** Returns to where the last link was followed from. */
  back(): boolean {
    const location = this.trail.pop();
    if (location) this.#select(location);
    return location !== undefined;
  }

  #select({ table, column }: TreeLocation): void {
    this.search('');
    this.#toggled.delete(table.schema);
    if (column !== undefined) this.#toggled.add(table);
    this.#show(
      (row) =>
        row.kind !== 'schema' && row.table === table && (row.kind === 'column' ? row.name : undefined) === column,
    );
  }

  /** @param isActive selects the active row; by default the first */
  #show(isActive?: (row: TreeRow) => boolean): void {
    this.rows = visibleRows(this.hits, this.words.length > 0 ? this.#toggledInSearch : this.#toggled);
    this.active = isActive ? this.rows.findIndex(isActive) : Math.min(0, this.rows.length - 1);
  }
}
