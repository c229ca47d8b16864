import type { SchemaColumn, SchemaTable } from '../../server/contract/schema.ts';
import { foreignKeyOf } from './foreign-keys.ts';
import { type Hit, indexTables, type SearchIndex, search, searchWords } from './search-index.ts';
import { type Branch, pressKey, sortTables, type TreeRow, visibleRows } from './tree.ts';

/** Where a reader can be: at a table, or at one of its columns. */
export interface Place {
  table: SchemaTable;
  column: string | undefined;
}

/** A reader's way through a schema: what is open, searched for and active, and where links were followed from. */
export class Explorer {
  /** All tables, in order. */
  readonly tables: readonly SchemaTable[];
  /** Whether a table's name alone may not say which one it is. */
  readonly severalSchemas: boolean;
  /** The tables that are found, or all. */
  hits: readonly Hit[] = [];
  rows: readonly TreeRow[] = [];
  /** The active row; -1 when there is none. */
  active = 0;
  /** What is searched for; empty: nothing. */
  words: readonly string[] = [];
  readonly trail: Place[] = [];
  /** Made with the first search: most readers open a table or two. */
  #index: SearchIndex | undefined;
  /** What is open though closed at first, or the other way round. */
  readonly #toggled = new Set<Branch>();
  /** The same during one search. */
  readonly #toggledInSearch = new Set<Branch>();

  readonly #facts: (table: SchemaTable, column: SchemaColumn) => string;

  /** @param facts by what else than itself a column can be found */
  constructor(tables: readonly SchemaTable[], facts: (table: SchemaTable, column: SchemaColumn) => string) {
    this.#facts = facts;
    this.tables = sortTables(tables);
    this.severalSchemas = new Set(tables.map(({ schema }) => schema)).size > 1;
    this.search('');
  }

  /** Shows what fits, and makes the best of it active. */
  search(text: string): void {
    const searching = this.words.length > 0;
    this.words = searchWords(text);
    this.#toggledInSearch.clear();
    if (this.words.length > 0) {
      this.#index ??= indexTables(this.tables, this.#facts);
      this.hits = search(this.#index, this.words);
    } else if (searching || this.hits.length === 0) {
      this.hits = this.tables.map((table) => ({ table, columns: [] }));
    }
    this.#show();
  }

  /** Opens what is closed and the other way round. */
  toggle(row: TreeRow): void {
    const toggled = this.words.length > 0 ? this.#toggledInSearch : this.#toggled;
    const branch = row.kind === 'schema' ? row.name : row.table;
    if (!toggled.delete(branch)) toggled.add(branch);
    this.#show((other) => other.kind === row.kind && (other.kind === 'schema' ? other.name : other.table) === branch);
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
    if (move !== 'toggle') this.active = move.to;
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
    this.search('');
    this.#toggled.delete(table.schema);
    if (column !== undefined) this.#toggled.add(table);
    this.#show(
      (row) =>
        row.kind !== 'schema' && row.table === table && (row.kind === 'column' ? row.name : undefined) === column,
    );
  }

  /** @param isActive which row is active now; the first, where nobody says */
  #show(isActive?: (row: TreeRow) => boolean): void {
    this.rows = visibleRows(this.hits, this.words.length > 0 ? this.#toggledInSearch : this.#toggled);
    this.active = isActive ? this.rows.findIndex(isActive) : Math.min(0, this.rows.length - 1);
  }
}
