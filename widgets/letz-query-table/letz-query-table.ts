import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Column, ColumnarResult, Result, Value } from '../../server/contract.ts';
import { controls } from '../core/controls.ts';
import { exportRows } from '../core/export-rows.ts';
import { GatewayError } from '../core/gateway-client.ts';
import { LetzElement } from '../core/letz-element.ts';
import { property, state } from '../core/property.ts';
import { icons, tool, toolStyles } from '../core/tools.ts';
import { fill } from '../core/translations.ts';
import { formatValue } from '../core/values.ts';
import {
  type ColumnState,
  columnStates,
  isNumeric,
  reordered,
  resized,
  toggled,
  totalWidth,
  widened,
} from './columns.ts';
import { GridBody, ROW_HEIGHT } from './grid-body.ts';
import { renderHeader } from './header.ts';
import { watchHeight } from './heights.ts';
import { styles } from './letz-query-table.styles.ts';
import type { readRows } from './read-rows.ts';
import type { RowsView } from './rows-view.ts';
import { bounds, moved, type Place, type Selection, single } from './selection.ts';
import type { Order, SortKey } from './sort.ts';
import { nextKeys } from './sort-keys.ts';
import { rowOf, type TableData, tableData } from './table-data.ts';
import { type Texts, textsFor } from './texts.ts';

type Shown = Result | ColumnarResult;
type Rows = ReturnType<typeof readRows>;

type Extras = typeof import('./extras.ts');

/** Sorts and filters: loaded once rows are on the screen, so that they don't wait for it. */
let arranging: typeof import('./rows-view.ts') | undefined;
let extras: Extras | undefined;

async function loadArranging(): Promise<void> {
  arranging ??= await import('./rows-view.ts');
}

async function loadExtras(): Promise<Extras> {
  extras ??= await import('./extras.ts');
  return extras;
}

/** What the rows that are shown depend on. */
const VIEWED = ['data', 'keys', 'search', 'filters', 'locale', 'tz'];
/** Characters of a value in a cell. */
const LONGEST = 300;

/**
 * @summary Rows, from the first to the millionth: sort, filter, resize, copy, export.
 *
 * Arrow keys, Home, End, Page up and Page down move over titles and cells, with Shift they select several; Ctrl+A selects
 * all, Ctrl+C copies. Enter on a cell chooses it, F2 shows all of a long one. On a title, Enter sorts, Shift+Enter sorts by
 * it as well, Ctrl with an arrow moves the column and Shift with an arrow resizes it.
 *
 * @fires letz-select - A row was chosen; `.row`, `.column`, `.value`.
 * @csspart table - The grid.
 * @csspart row - One of its rows.
 * @csspart cell - One of its cells.
 * @csspart value - All of a long value.
 * @cssproperty [--letz-query-table-height=420px] - Greatest height of the grid.
 */
export class LetzQueryTable extends LetzElement<Shown> {
  static override styles = [...LetzElement.styles, controls, toolStyles, styles];

  /** Reads all rows there are, past the gateway's `MAX_ROWS`, and shows the first while the rest arrives. */
  @property({ type: Boolean, attribute: 'all-rows' }) allRows = false;

  @state() private columns: ColumnState[] = [];
  @state() private keys: SortKey[] = [];
  @state() private search = '';
  @state() private filters: ReadonlyMap<number, string> = new Map();
  @state() private filtering = false;
  @state() private menuOpen = false;
  /** What was last done, for the reader. */
  @state() private said = '';
  @state() private received: number | undefined;
  @state() private arriving = false;
  @state() private count = 0;
  @state() private selection: Selection | undefined;

  #table: TableData | undefined;
  #order: Order | null = null;
  /** How many rows there were when their order was last found out. */
  #arranged = 0;
  #view: RowsView | undefined;
  #body: GridBody | undefined;
  /** Of what is seen of the rows, in pixels; 0 until the page is laid out: nothing is drawn only to be taken away again. */
  #height = 0;
  #stopWatching: (() => void) | undefined;
  #exporting: AbortController | undefined;
  #reading: Rows | undefined;
  #dragging = false;

  /**
   * Shows rows while they arrive: NDJSON, or a JSON array of objects. Resolves with the first of them.
   * @param columns what the rows hold; by default as the first row looks
   * @throws what the connection or the JSON does
   */
  async read(response: Response, columns?: Column[]): Promise<void> {
    this.result = await this.#receive(response, columns);
  }

  /** Sorts by columns, by the first first. */
  sortBy(...keys: { column: string; descending?: boolean }[]): void {
    this.keys = keys.map(({ column, descending = false }) => ({ column: this.#indexOf(column), descending }));
  }

  /** Filters a column as a reader would: `part`, `>5`, `5..10`, `!part`, `null`; empty takes the filter away. */
  filterBy(column: string, text: string): void {
    this.#filter(this.#indexOf(column), text);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#reading?.return();
    this.#reading = undefined;
    this.#exporting?.abort();
    this.#forget();
  }

  protected override loadArguments(): readonly unknown[] {
    return [...super.loadArguments(), this.allRows];
  }

  protected override async load(signal: AbortSignal): Promise<Shown> {
    if (!this.allRows || !this.query) return this.#reading && this.data ? this.data : super.load(signal);
    const [params, { queries }] = await Promise.all([this.queryParams(this.query), this.client.catalogue()]);
    const query = queries.find(({ name }) => name === this.query);
    const response = await exportRows(this.client, this.query, params, 'ndjson', signal);
    return this.#receive(response, query?.columns, query?.title);
  }

  async #receive(response: Response, columns?: Column[], title?: string): Promise<Shown> {
    const { append, emptyResult, guessColumns, readRows } = await import('./read-rows.ts');
    this.#reading?.return();
    const reading = readRows(response);
    this.#reading = reading;
    const { value: rows = [] } = await reading.next();
    const result = emptyResult(columns ?? guessColumns(rows), this.query, title);
    append(result, rows);
    this.#readOn(reading, result, (more) => append(result, more));
    return result;
  }

  async #readOn(reading: Rows, result: ColumnarResult, add: (rows: Record<string, Value>[]) => void): Promise<void> {
    this.arriving = true;
    try {
      for await (const rows of reading) {
        if (this.#reading !== reading) return;
        add(rows);
        if (this.data !== result) continue;
        // Sorting all that is there with every portion would take all the time there is.
        if (this.#asked && result.rowCount < 2 * this.#arranged) continue;
        this.#arrange();
        this.#drawRows();
      }
    } catch (error) {
      if (this.#reading === reading) this.problem = new GatewayError('network', (error as Error).message);
    } finally {
      if (this.#reading === reading) {
        this.arriving = false;
        this.#arrange();
        this.#drawRows();
      }
    }
  }

  protected override isEmpty(data: Shown): boolean {
    return 'values' in data ? !data.values[0]?.length : super.isEmpty(data);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.data && changed.has('data')) this.#take(this.data);
    if (VIEWED.some((name) => changed.has(name))) this.#arrange();
  }

  protected override updated(changed: PropertyValues): void {
    const grid = this.renderRoot.querySelector<HTMLElement>('[role="grid"]');
    if (!grid) {
      this.#forget();
      return;
    }
    const made = !this.#body;
    if (!this.#body) {
      this.#body = new GridBody(grid, grid.querySelector('.space')!);
      this.#stopWatching = watchHeight(grid, (height) => this.#fit(height));
      if (!arranging) requestAnimationFrame(() => setTimeout(loadArranging));
    }
    if (made || changed.has('columns') || changed.has('locale') || changed.has('tz')) this.#drawColumns(grid);
    if (made || changed.has('columns') || changed.has('filtering') || VIEWED.some((name) => changed.has(name))) {
      this.#drawRows();
    }
    if (changed.has('keys') || changed.has('search') || changed.has('filters')) this.#body.toTop();
    this.#body.select(this.selection);
  }

  /** Takes up new data; what the reader chose of the columns stays if they are the same. */
  #take(data: Shown): void {
    this.#table = tableData(data);
    const same =
      this.columns.length === data.columns.length &&
      data.columns.every(({ name, type }) =>
        this.columns.some((column) => column.name === name && column.type === type),
      );
    if (!same) {
      this.columns = columnStates(this.#table, (value, column) => this.#print(value, column));
      this.keys = [];
      this.filters = new Map();
      this.selection = undefined;
    } else {
      this.columns = this.columns.map((column) => ({ ...column, index: this.#indexOf(column.name) }));
    }
  }

  #drawColumns(grid: HTMLElement): void {
    const shown = this.#shown;
    for (const table of grid.querySelectorAll('table')) {
      table.style.width = totalWidth(shown);
      const columns = shown.map(({ width }) => {
        const column = document.createElement('col');
        column.style.width = width;
        return column;
      });
      table.querySelector('colgroup')!.replaceChildren(...columns);
    }
    grid.querySelector<HTMLElement>('.space')!.style.width = totalWidth(shown);
    const drawn = shown.map((column) => ({
      index: column.index,
      numeric: isNumeric(column),
      print: (value: Value) => this.#print(value, column),
    }));
    this.#body!.setColumns(drawn, this.texts.noValue);
  }

  /** Finds out which rows to show, in which order. */
  #arrange(): void {
    const table = this.#table;
    if (!table) return;
    const { keys, search, filters, formats } = this;
    const asked = this.#asked;
    this.#arranged = table.count;
    if (asked && !arranging) {
      this.#prepareToArrange();
      return;
    }
    this.#view ??= arranging && new arranging.RowsView();
    this.#order = asked ? this.#view!.rows(table, { keys, search, filters }, formats) : null;
    this.count = this.#order ? this.#order.length : table.count;
  }

  /** Whether the reader wants anything else than all rows as loaded. */
  get #asked(): boolean {
    return this.keys.length > 0 || this.search.trim() !== '' || this.filters.size > 0;
  }

  async #prepareToArrange(): Promise<void> {
    await loadArranging();
    this.requestUpdate('keys');
  }

  async #toggleMenu(): Promise<void> {
    await loadExtras();
    this.menuOpen = !this.menuOpen;
  }

  #drawRows(): void {
    if (this.#table) this.#body?.setRows(this.#table, this.#order, this.#height, this.filtering ? 2 : 1);
  }

  /** Lets go of the grid. */
  #forget(): void {
    this.#stopWatching?.();
    this.#stopWatching = undefined;
    this.#body = undefined;
  }

  #fit(seen: number): void {
    const height = Math.max(ROW_HEIGHT, seen);
    if (height === this.#height) return;
    this.#height = height;
    this.#drawRows();
  }

  #print(value: Value, column: Pick<Column, 'type' | 'name'>): string {
    if (typeof value === 'boolean') return value ? this.#texts.yes : this.#texts.no;
    const text = formatValue(this.formats, value, column);
    return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  }

  get #texts(): Texts {
    return textsFor(this.formats.locale, () => this.requestUpdate());
  }

  get #shown(): ColumnState[] {
    return this.columns.filter(({ hidden }) => !hidden);
  }

  #indexOf(name: string): number {
    const columns = this.data?.columns ?? [];
    const index = columns.findIndex((column) => column.name === name);
    if (index < 0) throw new RangeError(`There is no column ${name}.`);
    return index;
  }

  #filter(index: number, text: string): void {
    const filters = new Map(this.filters);
    if (text) filters.set(index, text);
    else filters.delete(index);
    this.filters = filters;
  }

  #sort(index: number, more: boolean): void {
    this.keys = nextKeys(this.keys, index, more);
  }

  #choose({ row, column }: Place): void {
    if (!this.#table || row < 0) return;
    this.select(rowOf(this.#table, this.#body!.rowAt(row)), this.#shown[column]!.name);
  }

  async #copy(format: 'tsv' | 'markdown'): Promise<void> {
    const { toTsv, toMarkdown } = await loadExtras();
    const table = this.#table!;
    const all = { top: 0, bottom: this.count - 1, left: 0, right: this.#shown.length - 1 };
    const { top, bottom, left, right } = this.selection && this.selection.focus.row >= 0 ? bounds(this.selection) : all;
    const columns = this.#shown.slice(left, right + 1);
    const rows = Array.from({ length: bottom - top + 1 }, (_, at) =>
      columns.map(({ index }) => table.value(this.#body!.rowAt(top + at), index)),
    );
    const cells = { titles: columns.map(({ title }) => title), rows };
    try {
      await navigator.clipboard.writeText(format === 'tsv' ? toTsv(cells) : toMarkdown(cells));
      this.said = fill(this.#texts.copied, this.formats.number(rows.length * columns.length));
    } catch {
      this.said = this.#texts.copyFailed; // Browsers have no clipboard for pages without TLS.
    }
    this.menuOpen = false;
  }

  async #export(): Promise<void> {
    const exporting = new AbortController();
    this.#exporting = exporting;
    this.received = 0;
    try {
      const { saveFile } = await loadExtras();
      // The same moment as what is shown, if that is known.
      const shown = this.data?.params ?? {};
      const params = Object.keys(shown).length ? shown : await this.queryParams(this.query);
      const response = await exportRows(this.client, this.query, params, 'csv', exporting.signal);
      await saveFile(response, `${this.query}.csv`, (bytes) => {
        this.received = bytes;
      });
    } catch (error) {
      if (!exporting.signal.aborted) this.said = fill(this.#texts.exportFailed, (error as Error).message);
    } finally {
      this.received = undefined;
    }
  }

  /** All of a value, where the cell has not the room. */
  #showLong({ row, column }: Place): void {
    if (row < 0) return;
    const { index, type, name } = this.#shown[column]!;
    const value = this.#table!.value(this.#body!.rowAt(row), index);
    const dialog = this.renderRoot.querySelector('dialog')!;
    const text = type === 'json' ? JSON.stringify(value, null, 2) : formatValue(this.formats, value, { type, name });
    dialog.querySelector('pre')!.textContent = text;
    dialog.showModal();
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.altKey) return;
    if (this.#onCommand(event) || this.#onMove(event)) event.preventDefault();
  };

  #onCommand({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
    const ctrl = ctrlKey || metaKey;
    const focus = this.selection?.focus ?? { row: 0, column: 0 };
    const column = this.#shown[focus.column];
    if (!column) return false;
    const sideways = key === 'ArrowLeft' || key === 'ArrowRight';
    const rtl = this.matches(':dir(rtl)');
    if (ctrl && key === 'a') {
      const last = { row: this.count - 1, column: this.#shown.length - 1 };
      this.selection = { anchor: { row: 0, column: 0 }, focus: last };
    } else if (ctrl && key === 'c') this.#copy('tsv');
    else if (key === 'Enter' && focus.row < 0) this.#sort(column.index, shiftKey);
    else if (key === 'Enter') this.#choose(focus);
    else if (key === 'F2') this.#showLong(focus);
    else if (key === 'Escape') this.selection = single(focus);
    else if (sideways && ctrl && focus.row < 0) this.#move(column, (key === 'ArrowRight') !== rtl ? 1 : -1);
    else if (sideways && shiftKey && focus.row < 0) {
      const width = this.renderRoot.querySelector<HTMLElement>(`#h${focus.column}`)!.offsetWidth;
      this.columns = resized(this.columns, column.index, width + widened(key, rtl));
    } else return false;
    return true;
  }

  #onMove({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
    const { anchor, focus } = this.selection ?? single({ row: 0, column: 0 });
    const mirrored = this.matches(':dir(rtl)')
      ? ({ ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' }[key] ?? key)
      : key;
    const extent = { rows: this.count, columns: this.#shown.length, page: this.#body!.page };
    const to = moved(mirrored, ctrlKey || metaKey, focus, extent);
    if (!to) return false;
    this.#body!.reveal(to.row, to.column);
    this.selection = shiftKey && to.row >= 0 && anchor.row >= 0 ? { anchor, focus: to } : single(to);
    return true;
  }

  #move(column: ColumnState, by: -1 | 1): void {
    this.columns = reordered(this.columns, column.index, by);
    const place = this.#shown.findIndex(({ index }) => index === column.index);
    if (this.selection) this.selection = single({ row: -1, column: place });
  }

  readonly #onPointer = (event: PointerEvent): void => {
    const cell = (event.target as Element).closest('td[part="cell"]');
    const place = cell && event.button === 0 && this.#body!.placeOf(cell);
    if (!place) return;
    if (event.type === 'pointerdown') {
      const { anchor } = this.selection ?? single(place);
      this.selection = event.shiftKey && anchor.row >= 0 ? { anchor, focus: place } : single(place);
      this.#dragging = false;
    } else if (event.buttons === 1 && this.selection) {
      const { focus } = this.selection;
      if (focus.row === place.row && focus.column === place.column) return;
      this.#dragging = true;
      this.selection = { ...this.selection, focus: place };
    }
  };

  readonly #onClick = (event: MouseEvent): void => {
    const cell = (event.target as Element).closest('td[part="cell"]');
    const place = cell && this.#body!.placeOf(cell);
    if (place && !event.shiftKey && !this.#dragging) this.#choose(place);
  };

  readonly #onHover = ({ target }: Event): void => {
    const cell = (target as Element).closest<HTMLElement>('td[part="cell"]');
    if (cell) cell.title = cell.scrollWidth > cell.clientWidth ? (cell.textContent ?? '') : '';
  };

  readonly #onResize = (index: number, { target, clientX, pointerId }: PointerEvent): void => {
    const handle = target as HTMLElement;
    const from = handle.parentElement!.offsetWidth;
    const sign = this.matches(':dir(rtl)') ? -1 : 1;
    handle.setPointerCapture(pointerId);
    handle.onpointermove = (event) => {
      this.columns = resized(this.columns, index, from + sign * (event.clientX - clientX));
    };
    handle.onlostpointercapture = () => {
      handle.onpointermove = null;
    };
  };

  readonly #clear = (): void => {
    this.search = '';
    this.filters = new Map();
  };

  protected override renderActions(): unknown {
    if (!this.data || this.isEmpty(this.data)) return nothing;
    const texts = this.#texts;
    return html`
      <input
        type="search"
        class="search"
        aria-label=${texts.search}
        placeholder=${texts.search}
        .value=${this.search}
        @input=${(event: Event) => {
          this.search = (event.target as HTMLInputElement).value;
        }}
      />
      ${tool(
        texts.filters,
        icons.filter,
        () => {
          this.filtering = !this.filtering;
          if (!this.filtering) this.filters = new Map();
        },
        this.filtering,
      )}
      ${tool(
        texts.more,
        icons.more,
        () => {
          this.#toggleMenu();
        },
        this.menuOpen,
      )}
    `;
  }

  protected override renderData(data: Shown): TemplateResult {
    const { keys, selection, filtering, filters, formats } = this;
    const texts = this.#texts;
    const columns = this.#shown;
    const focus = selection && selection.focus.row < 0 ? selection.focus.column : undefined;
    const header = { columns, keys, focus, filters: filtering ? filters : undefined, texts };
    return html`
      ${this.menuOpen ? this.#renderMenu(texts) : nothing}
      <div
        part="table"
        role="grid"
        tabindex="0"
        aria-label=${this.heading || data.query}
        aria-rowcount=${this.arriving ? -1 : this.count + (filtering ? 2 : 1)}
        aria-colcount=${columns.length}
        aria-multiselectable="true"
        @keydown=${this.#onKey}
        @pointerdown=${this.#onPointer}
        @pointermove=${this.#onPointer}
        @pointerover=${this.#onHover}
        @click=${this.#onClick}
      >
        <table class="titles" role="none">
          <colgroup></colgroup>
          <thead role="rowgroup">
            ${renderHeader(header, {
              onSort: (index, more) => this.#sort(index, more),
              onFilter: (index, text) => this.#filter(index, text),
              onResize: this.#onResize,
            })}
          </thead>
        </table>
        <div class="space" role="none">
          <table role="none">
            <colgroup></colgroup>
            <tbody role="rowgroup"></tbody>
          </table>
        </div>
      </div>
      ${
        this.count || !this.#table?.count
          ? nothing
          : html`<div class="nothing">
              <span>${texts.noMatch}</span>
              <button type="button" @click=${this.#clear}>${texts.clear}</button>
            </div>`
      }
      <dialog part="value" closedby="any" aria-label=${formats.locale && this.heading}>
        <pre tabindex="0"></pre>
        <form method="dialog"><button>${texts.close}</button></form>
      </dialog>
    `;
  }

  #renderMenu(texts: Texts): TemplateResult {
    const { received, formats } = this;
    const exporting = received === undefined ? undefined : `${formats.number(Math.ceil(received / 1024))} kB`;
    return extras!.renderMenu(
      { columns: this.columns, texts, exporting, canExport: Boolean(this.query) },
      {
        onToggle: (index) => {
          this.columns = toggled(this.columns, index);
        },
        onMove: (index, by) => {
          this.columns = reordered(this.columns, index, by);
        },
        onCopy: (format) => this.#copy(format),
        onExport: () => this.#export(),
        onCancel: () => this.#exporting?.abort(),
      },
    );
  }

  protected override renderNotes(data: Shown): TemplateResult {
    const texts = this.#texts;
    const { formats, count } = this;
    const all = this.#table?.count ?? 0;
    const rows = this.arriving
      ? fill(texts.arriving, formats.number(count))
      : count === all
        ? fill(texts.rows, formats.number(all))
        : fill(texts.rowsOf, formats.number(count), formats.number(all));
    return html`<span role="status">${rows}${this.said && ` · ${this.said}`}</span>
      ${data.truncated ? html`<span>${fill(texts.truncated, formats.number(data.rowCount))}</span>` : nothing}`;
  }
}

if (!customElements.get('letz-query-table')) customElements.define('letz-query-table', LetzQueryTable);

declare global {
  interface HTMLElementTagNameMap {
    'letz-query-table': LetzQueryTable;
  }
}
