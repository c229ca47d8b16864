import { css, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Column } from '../../server/contract/column.ts';
import type { ColumnarResult, Result } from '../../server/contract/result.ts';
import { LetzErrorEvent } from '../core/element/events.ts';
import { LetzElement } from '../core/element/letz-element.ts';
import { Formats, languageOf } from '../core/format/formats.ts';
import type { GatewayError } from '../core/gateway/gateway-client.ts';
import { controls } from '../core/styles/controls.ts';

type TableResult = Result | ColumnarResult;
type ViewModule = typeof import('./view.ts');

/** The part loaded on demand; undefined until the first table has loaded it. */
let view: ViewModule | undefined;

/** Space that the rows will take, reserved while they load; less where the page gives less. */
const reservedSpace = css`
  [part='body'] {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
  }

  [part='loading'] {
    flex: 0 1 var(--letz-query-table-height, 420px);
    min-height: 66px;
  }
`;

/**
 * @summary Rows of a query, from the first to the millionth: sort, filter, resize, copy, export.
 *
 * Arrow keys, Home, End, Page up and Page down move over headers and cells, with Shift they select several; Ctrl+A selects
 * all, Ctrl+C copies. Enter on a cell chooses it, F2 shows its whole value, Shift+Enter all fields of its row. On a header,
 * Enter sorts, F2 summarizes the column, Shift+Enter adds it to the sort, Ctrl with an arrow moves the column and Shift with an arrow resizes it.
 * Headers can be dragged, too.
 *
 * @fires letz-select - A row was chosen; `.row`, `.column`, `.value`.
 * @csspart table - The grid.
 * @csspart row - One of its rows.
 * @csspart cell - One of its cells.
 * @csspart value - The dialog with a whole value.
 * @csspart summary - The dialog with the summary of a column.
 * @csspart row-panel - The side panel with all fields of a row.
 * @cssproperty [--letz-query-table-height=420px] - Greatest height of the grid.
 */
export class LetzQueryTable extends LetzElement<TableResult> {
  static override styles = [...LetzElement.styles, controls, reservedSpace];

  static override properties = {
    allRows: { type: Boolean, attribute: 'all-rows' },
    density: {},
    totals: { type: Boolean },
    conversation: {},
    groupBy: { attribute: 'group-by' },
    narrow: {},
    syncUrl: { attribute: 'sync-url' },
  };

  /** Loads all rows, past the gateway's `MAX_ROWS`, and shows the first while the rest arrives. */
  allRows = false;

  /** Row height: `compact`, `normal` or `comfortable`; by default `normal`. */
  density?: string;

  /** Shows a row with the sums of counts, amounts, durations and sizes over the shown rows. */
  totals = false;

  /** With `cards`, each row is a card with label and value of its fields while the table is less than 480 px wide. */
  narrow?: string;

  /** Column to group rows by, with their number and the sums of what adds up; Enter expands a group. */
  groupBy?: string;

  /**
   * Query of a person's messages, such as `conversation`, shown beside the fields of a row. Its parameter is named like the
   * row's column of the role `identifier`, such as `waid`, and gets that column's value.
   */
  conversation?: string;

  /**
   * Keeps sort, search, filters and group in the page's URL, as `?PREFIX.sort=…`; the prefix is the attribute's value or else the
   * query.
   */
  syncUrl?: string | null;

  #view: InstanceType<ViewModule['TableView']> | undefined;
  #arriving: InstanceType<ViewModule['ArrivingRows']> | undefined;
  /** Response of the latest `read()`. */
  #response: Response | undefined;

  /** Loads the table's code. The first table on the page does so itself; call it earlier for tables made by a script. */
  static async preload(): Promise<void> {
    view = await import('./view.ts');
    // The first number format takes longer than a frame: make it while the rows are on their way.
    Formats.for(languageOf(document.documentElement)).number(0);
  }

  /**
   * Shows rows while they arrive: NDJSON, or a JSON array of objects. Resolves with the first of them.
   * @param columns the rows' columns; by default guessed from the first rows
   * @throws the connection's error, or SyntaxError
   */
  async read(response: Response, columns?: Column[]): Promise<void> {
    this.cancel();
    // The rows shown stay until the first new ones arrive; from now on they are the page's, which no request replaces.
    const before = this.data;
    this.result = before;
    this.#response = response;
    await this.loadView();
    const result = await this.#arriving!.receive(response, columns && { columns });
    if (this.#response === response && this.result === before) this.result = result;
  }

  /** Sorts by columns, most significant first. */
  sortBy(...keys: { column: string; descending?: boolean }[]): void {
    const known = keys.map(({ column, descending = false }) => ({ column: this.#indexOf(column), descending }));
    if (this.#view) this.#view.rows.keys = known;
  }

  /** Filters a column by a text as typed above it: `part`, `>5`, `5..10`, `!part`, `null`; empty removes the filter. */
  filterBy(column: string, text: string): void {
    this.#view?.rows.filter(this.#indexOf(column), text);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#arriving?.stop();
    this.#view?.disconnect();
  }

  protected override loadView(): Promise<unknown> | undefined {
    if (!view) return LetzQueryTable.preload().then(() => this.loadView());
    this.#view ??= new view.TableView(this);
    this.#arriving ??= new view.ArrivingRows(this, this.#onStreamError);
    if (this.narrow === 'cards' && !this.#view.hasCards) return this.#view.loadCards().then(() => this.loadView());
    return this.groupBy ? this.#view.grouping.load() : undefined;
  }

  protected override loadArguments(): readonly unknown[] {
    return [...super.loadArguments(), this.allRows];
  }

  protected override async load(signal: AbortSignal): Promise<TableResult> {
    const first = await super.load(signal);
    if (!this.allRows || !first.truncated) return first;
    await this.loadView();
    const { client, query, data } = this;
    const source = { client, query, first, shown: data, show: (result: TableResult) => (this.result = result) };
    return this.#arriving!.receiveAll(source, signal);
  }

  /** Shows an error beside the rows that have arrived. */
  readonly #onStreamError = (error: GatewayError): void => {
    this.problem = error;
    this.dispatchEvent(new LetzErrorEvent(error));
  };

  protected override isEmpty(data: TableResult): boolean {
    return 'values' in data ? !data.values[0]?.length : super.isEmpty(data);
  }

  protected override checkData(data: TableResult): GatewayError | undefined {
    return this.#view?.grouping.check(data, this.groupBy);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { data, formats, query, client, density, groupBy, totals } = this;
    if (!data) return;
    const arriving = this.#arriving!.includes(data);
    const state = {
      label: this.heading || data.query,
      formats,
      noValue: this.texts.noValue,
      arriving,
      truncated: data.truncated,
      density,
      groupBy,
      cards: this.narrow === 'cards',
      totals,
      exportSource: query ? async () => ({ client, query, params: data.params }) : undefined,
    };
    if (changed.has('data')) this.#view!.setResult(data, state);
    this.#view!.update(state);
  }

  protected override updated(): void {
    this.#view?.updated();
  }

  #indexOf(name: string): number {
    const index = this.data?.columns.findIndex((column) => column.name === name) ?? -1;
    if (index < 0) throw new RangeError(`There is no column ${name}.`);
    return index;
  }

  protected override renderActions(): unknown {
    return this.data && !this.isEmpty(this.data) ? this.#view!.renderToolbar() : nothing;
  }

  protected override renderData(): TemplateResult {
    return this.#view!.render();
  }

  protected override renderNotes(): TemplateResult {
    return this.#view!.renderNotes();
  }
}

if (!customElements.get('letz-query-table')) customElements.define('letz-query-table', LetzQueryTable);

declare global {
  interface HTMLElementTagNameMap {
    'letz-query-table': LetzQueryTable;
  }
}
