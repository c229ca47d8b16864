import { nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Column } from '../../server/contract/column.ts';
import type { ColumnarResult, Result } from '../../server/contract/result.ts';
import { LetzErrorEvent } from '../core/element/events.ts';
import { LetzElement } from '../core/element/letz-element.ts';
import { languageOf } from '../core/format/formats.ts';
import { GatewayError } from '../core/gateway/gateway-client.ts';
import { controls } from '../core/styles/controls.ts';
import type { Grid } from './grid.ts';
import { loading } from './loading.styles.ts';
import type { Reading } from './reading.ts';

type Shown = Result | ColumnarResult;

/** What shows rows, once a table was there: loaded along with the first rows, so that pages without a table do without. */
let engine: typeof import('./grid.ts') | undefined;

/**
 * @summary Rows, from the first to the millionth: sort, filter, resize, copy, export.
 *
 * Arrow keys, Home, End, Page up and Page down move over titles and cells, with Shift they select several; Ctrl+A selects
 * all, Ctrl+C copies. Enter on a cell chooses it, F2 shows all of a long one. On a title, Enter sorts, Shift+Enter sorts by
 * it as well, Ctrl with an arrow moves the column and Shift with an arrow resizes it. Titles can be dragged, too.
 *
 * @fires letz-select - A row was chosen; `.row`, `.column`, `.value`.
 * @csspart table - The grid.
 * @csspart row - One of its rows.
 * @csspart cell - One of its cells.
 * @csspart value - All of a long value.
 * @cssproperty [--letz-query-table-height=420px] - Greatest height of the grid.
 */
export class LetzQueryTable extends LetzElement<Shown> {
  static override styles = [...LetzElement.styles, controls, loading];

  static override properties = {
    allRows: { type: Boolean, attribute: 'all-rows' },
  };

  /** Reads all rows there are, past the gateway's `MAX_ROWS`, and shows the first while the rest arrives. */
  allRows = false;

  #grid: Grid | undefined;
  /** Response of the latest `read()`. */
  #response: Response | undefined;
  #reading: Reading | undefined;
  /** What the rows that are read answer, to tell a refresh from another question. */
  #asked = '';

  /** Loads what shows rows. The first table on the page does that itself; one that a script will make later starts sooner so. */
  static async preload(): Promise<void> {
    const loaded = await import('./grid.ts');
    if (!engine) loaded.warmUp(languageOf(document.documentElement));
    engine = loaded;
  }

  /** @internal Here, because a chunk that loads another keeps what both need out of the library's one file. */
  readonly loadArranging = () => import('./rows-view.ts');
  /** @internal */
  readonly loadExtras = () => import('./extras.ts');

  /**
   * Shows rows while they arrive: NDJSON, or a JSON array of objects. Resolves with the first of them.
   * @param columns what the rows hold; by default as the first row looks
   * @throws what the connection or the JSON does
   */
  async read(response: Response, columns?: Column[]): Promise<void> {
    this.cancel();
    // The rows shown stay until the first new ones arrive; from now on they are the page's, which no request replaces.
    const before = this.data;
    this.result = before;
    this.#response = response;
    const [result] = await Promise.all([this.#receive(response, columns), this.loadView()]);
    if (this.#response === response && this.result === before) this.result = result;
  }

  /** Sorts by columns, by the first first. */
  sortBy(...keys: { column: string; descending?: boolean }[]): void {
    const known = keys.map(({ column, descending = false }) => ({ column: this.#indexOf(column), descending }));
    if (this.#grid) this.#grid.rows.keys = known;
  }

  /** Filters a column as a reader would: `part`, `>5`, `5..10`, `!part`, `null`; empty takes the filter away. */
  filterBy(column: string, text: string): void {
    this.#grid?.rows.filter(this.#indexOf(column), text);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#reading?.stop();
    this.#reading = undefined;
    this.#grid?.leave();
  }

  protected override loadView(): Promise<unknown> | undefined {
    if (!engine) return LetzQueryTable.preload().then(() => this.loadView());
    this.#grid ??= new engine.Grid(this, {
      source: async () => {
        // The same moment as what is shown, if that is known.
        const shown = this.data?.params ?? {};
        const params = Object.keys(shown).length ? shown : await this.queryParams(this.query);
        return { client: this.client, params };
      },
    });
    return undefined;
  }

  protected override loadArguments(): readonly unknown[] {
    return [...super.loadArguments(), this.allRows];
  }

  protected override async load(signal: AbortSignal): Promise<Shown> {
    if (!this.query || !this.allRows) return super.load(signal);
    const { client, query } = this;
    const [params, { queries }, { exportRows }] = await Promise.all([
      this.queryParams(query),
      client.catalogue(),
      import('./reading.ts'),
    ]);
    const response = await exportRows(client, query, params, 'ndjson', signal);
    const { columns, title } = queries.find(({ name }) => name === query) ?? {};
    const asked = JSON.stringify([query, params]);
    // A refresh must not take rows away from the reader.
    const atLeast = asked === this.#asked ? this.data?.rowCount : 0;
    this.#asked = asked;
    return this.#receive(response, columns, { title, atLeast });
  }

  /** @returns what has arrived as soon as there is something; it grows from then on */
  async #receive(response: Response, columns?: Column[], { title = '', atLeast = 0 } = {}): Promise<ColumnarResult> {
    const { Reading } = await import('./reading.ts');
    this.#reading?.stop();
    const reading = new Reading(response);
    this.#reading = reading;
    const result = await reading.first(columns, atLeast);
    Object.assign(result, { query: this.query, title });
    this.#readOn(reading);
    return result;
  }

  async #readOn(reading: Reading): Promise<void> {
    let frame: number | undefined;
    const show = () => {
      frame = undefined;
      this.requestUpdate();
    };
    try {
      // Once a frame: many portions arrive between two.
      await reading.rest(() => {
        frame = frame ?? requestAnimationFrame(show);
      });
    } catch (error) {
      if (this.#reading !== reading) return;
      this.problem = new GatewayError('network', (error as Error).message);
      this.dispatchEvent(new LetzErrorEvent(this.problem));
    } finally {
      this.requestUpdate();
    }
  }

  protected override isEmpty(data: Shown): boolean {
    return 'values' in data ? !data.values[0]?.length : super.isEmpty(data);
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { data, formats } = this;
    if (!data) return;
    const arriving = Boolean(this.#reading?.open) && this.#reading?.result === data;
    const state = { label: this.heading || data.query, formats, noValue: this.texts.noValue, arriving };
    if (changed.has('data')) this.#grid!.take(data, state);
    this.#grid!.arrange(state);
  }

  protected override updated(): void {
    // Also where there is no data any more: the grid that it was drawn in is gone.
    this.#grid?.drawn();
  }

  #indexOf(name: string): number {
    const index = this.data?.columns.findIndex((column) => column.name === name) ?? -1;
    if (index < 0) throw new RangeError(`There is no column ${name}.`);
    return index;
  }

  protected override renderActions(): unknown {
    return this.data && !this.isEmpty(this.data) ? this.#grid!.renderTools() : nothing;
  }

  protected override renderData(): TemplateResult {
    return this.#grid!.render();
  }

  protected override renderNotes({ truncated }: Shown): TemplateResult {
    return this.#grid!.renderNotes(truncated);
  }
}

if (!customElements.get('letz-query-table')) customElements.define('letz-query-table', LetzQueryTable);

declare global {
  interface HTMLElementTagNameMap {
    'letz-query-table': LetzQueryTable;
  }
}
