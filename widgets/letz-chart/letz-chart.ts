import { css, nothing, type PropertyValues } from 'lit';
import type { View } from '../../server/contract/query.ts';
import type { ColumnarResult, Result } from '../../server/contract/result.ts';
import { LetzElement } from '../core/element/letz-element.ts';
import { loadPictureParts, pictureRoom } from '../core/visual/placeholder.styles.ts';
import type { ChartType } from './drawing.ts';
import type { ChartBody } from './view.ts';

type ChartData = Result | ColumnarResult;

/** What draws, once a chart was there. */
let drawing: typeof import('./view.ts') | undefined;

/**
 * @summary Lines, areas or bars, with a table of the same numbers behind them.
 *
 * A cursor follows the pointer and the arrow keys; Home and End go to the ends, Enter chooses, + and - zoom, 0 shows all.
 * Dragging over the picture zooms in, a double click shows all.
 *
 * @fires letz-select - A point was chosen; `.row`, `.column`, `.value`.
 * @csspart plot - The picture.
 * @csspart legend - Names of the series; each hides and shows its own.
 * @csspart tooltip - Values at the cursor.
 * @csspart table - The same points as a table.
 * @cssproperty [--letz-chart-height=260px] - Height of the picture, unless the element has a height of its own.
 */
export class LetzChart extends LetzElement<ChartData> {
  static override styles = [
    ...LetzElement.styles,
    pictureRoom,
    css`
      [part='body'] {
        flex: 1 1 var(--letz-chart-height, 260px);
      }
    `,
  ];

  static override properties = {
    type: {},
    x: {},
    series: {},
    asTable: { type: Boolean, reflect: true, attribute: 'as-table' },
  };

  /** `line`, `area` or `bars`; by default as the query's author says, else lines over time and bars over categories. */
  type?: ChartType;

  /** The column along the x axis; by default the first date, timestamp or text. */
  x = '';

  /** The columns to draw, by name, separated by commas; by default all numbers of the first one's unit. */
  series = '';

  /** Shows the table instead of the picture. */
  asTable = false;

  /** What the query's author wants to see. */
  #authors: View | undefined;
  /** What shows the points; loaded along with them. */
  #body: ChartBody | undefined;

  /** Loads what draws. The first chart on the page does that itself; one that a script will make later starts sooner so. */
  static async preload(): Promise<void> {
    [drawing] = await Promise.all([import('./view.ts'), loadPictureParts()]);
  }

  /** The picture as it stands, with title and legend. @throws {RangeError} when nothing is drawn, or it is too large */
  async toPng(): Promise<Blob> {
    if (!this.#body || !this.data) throw new RangeError('Nothing is drawn.');
    return this.#body.toPng();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#body?.enter();
    this.requestUpdate(); // What was drawn is gone since the element left.
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#body?.leave();
  }

  protected override loadView(): Promise<unknown> | undefined {
    if (!drawing) return LetzChart.preload().then(() => this.loadView());
    this.#body ??= new drawing.ChartBody(this);
    return undefined;
  }

  protected override async load(signal: AbortSignal): Promise<ChartData> {
    const [result, view] = await Promise.all([super.load(signal), this.#authorsView()]);
    this.#authors = view;
    return result;
  }

  async #authorsView(): Promise<View | undefined> {
    if (this.type || !this.query) return undefined;
    try {
      const { queries } = await this.client.catalogue();
      return queries.find(({ name }) => name === this.query)?.view;
    } catch {
      return undefined; // The shape of the data will do.
    }
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { data, heading, formats, x, series, type } = this;
    if (data) this.#body?.show({ data, heading, formats, x, series, types: [type, this.#authors] });
  }

  protected override updated(): void {
    this.#body?.drawn();
  }

  protected override renderActions(): unknown {
    return this.data && !this.isEmpty(this.data) ? this.#body!.renderTools() : nothing;
  }

  protected override renderData(): unknown {
    return this.#body!.render();
  }
}

if (!customElements.get('letz-chart')) customElements.define('letz-chart', LetzChart);

declare global {
  interface HTMLElementTagNameMap {
    'letz-chart': LetzChart;
  }
}
