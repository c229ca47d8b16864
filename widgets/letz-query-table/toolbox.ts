import { nothing, type TemplateResult } from 'lit';
import type { Value } from '../../server/contract/value.ts';
import type { ColumnState } from './columns.ts';
import { type NotesState, renderNotes, renderTools } from './grid-view.ts';
import type { LongValue } from './long-value.ts';
import type { Menu, MenuTable } from './menu.ts';

/** What the tools work on. */
export interface ToolTable extends MenuTable {
  /** Loads what few readers ask for, with its look. */
  loadExtras(): Promise<typeof import('./extras.ts')>;
}

/** What a reader opens beside the rows: fields to filter by, the menu, all of a long value. */
export class Toolbox {
  /** Whether there are fields under the titles. */
  filtering = false;
  readonly #table: ToolTable;
  #extras: typeof import('./extras.ts') | undefined;
  #menu: Menu | undefined;
  /** What was last done, for the reader. */
  #said = '';
  /** The value that is shown whole. */
  #long: LongValue | undefined;

  constructor(table: ToolTable) {
    this.#table = table;
  }

  async copy(): Promise<void> {
    const menu = await this.#load();
    await menu.copy('tsv');
  }

  async showLong(value: Value, column: ColumnState): Promise<void> {
    await this.#load();
    this.#long = this.#extras!.longValue(value, column, this.#table.formats);
    this.#table.changed();
  }

  /** Gives up what is still being done. */
  leave(): void {
    this.#menu?.cancel();
    if (this.#menu?.open) this.#menu.close();
  }

  async #load(): Promise<Menu> {
    this.#extras ??= await this.#table.loadExtras();
    this.#menu ??= new this.#extras.Menu(this.#table, (said) => this.#done(said));
    return this.#menu;
  }

  #done(said: string): void {
    this.#said = said;
    this.#menu!.close();
  }

  async #toggleMenu(): Promise<void> {
    const menu = await this.#load();
    menu.toggle();
  }

  #toggleFilters(): void {
    this.filtering = !this.filtering;
    if (!this.filtering) this.#table.rows.filters = new Map();
    this.#table.changed();
  }

  /** What stands beside the widget's name. */
  renderTools(): TemplateResult {
    const { rows, texts } = this.#table;
    const state = { search: rows.search, filtering: this.filtering, menuOpen: Boolean(this.#menu?.open), texts };
    return renderTools(state, {
      onSearch: (text) => {
        rows.search = text;
      },
      onFiltering: () => this.#toggleFilters(),
      onMenu: () => this.#toggleMenu(),
    });
  }

  /** How many rows there are, and what was last done. */
  renderNotes(state: Pick<NotesState, 'all' | 'arriving' | 'truncated'>): TemplateResult {
    const { rows, texts, formats } = this.#table;
    const number = (value: number) => formats.number(value);
    return renderNotes({
      ...state,
      count: rows.count,
      said: this.#said,
      exporting: this.#menu?.progress,
      texts,
      number,
    });
  }

  /** What is open now. */
  render(): unknown {
    const { texts, label } = this.#table;
    const onClose = () => {
      this.#long = undefined;
      this.#table.changed();
    };
    return [
      this.#menu?.open ? this.#menu.render() : nothing,
      this.#long === undefined ? nothing : this.#extras!.renderLongValue(this.#long, label, texts, onClose),
    ];
  }
}
