import { css, nothing } from 'lit';
import type { ColumnarResult, Result } from '../../server/contract/result.ts';
import { LetzElement } from '../core/element/letz-element.ts';
import type { ProblemMessage } from '../core/element/problem-message.ts';
import type { GatewayError } from '../core/gateway/gateway-client.ts';
import { downloadAll } from '../core/visual/download-all.ts';
import { loadVisual, pictureBox } from '../core/visual/placeholder.styles.ts';

type View = InstanceType<typeof import('./view.ts')['View']>;

type ChartData = Result | ColumnarResult;

/**
 * @summary Lines, areas or bars, with a table of the same numbers.
 *
 * A cursor follows the pointer and the arrow keys. Home and End move it to the ends, Enter selects, + and - zoom, 0 shows
 * all. Dragging over the picture zooms in, a double click shows all. If several rows have the same x, the values of a text
 * column become series.
 *
 * @fires letz-select - A point was selected; `.row`, `.column`, `.value`.
 * @csspart plot - The picture.
 * @csspart legend - Names of the series; each is a button that hides or shows it.
 * @csspart tooltip - Values at the cursor.
 * @csspart table - The same points as a table.
 * @csspart truncation - Note that only the first rows are shown.
 * @cssproperty [--letz-chart-height=260px] - Height of the picture, unless the element has a height of its own.
 */
export class LetzChart extends LetzElement<ChartData> {
  static override styles = [
    ...LetzElement.styles,
    pictureBox,
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
    goal: { type: Number },
    syncUrl: { attribute: 'sync-url' },
    asTable: { type: Boolean, reflect: true, attribute: 'as-table' },
  };

  /** Chart type: `line`, `area` or `bars`; by default the view of the query, else lines over time and bars over categories. */
  type?: string;

  /** Name of the column on the x axis; by default the first date, timestamp or text. */
  x = '';

  /** Names of the columns to draw, separated by commas; by default all numbers of the same unit as the first. */
  series = '';

  /** Value of a goal, drawn as a dashed line. */
  goal?: number;

  /** Keeps the zoom in the page's URL, as `?PREFIX.zoom=…`; the prefix is the attribute's value or else the query. */
  syncUrl?: string | null;

  /** Shows the table instead of the picture. */
  asTable = false;

  #view: View | undefined;

  /** PNG of the picture with title and legend. @throws {RangeError} if nothing is drawn, or the picture is too large */
  async toPng(): Promise<Blob> {
    if (!this.#view || !this.data) throw new RangeError('Nothing is drawn.');
    return this.#view.toPng();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate(); // Draws again what disconnectedCallback destroyed.
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#view?.destroyPlot();
  }

  protected override loadView(): Promise<unknown> | undefined {
    if (this.#view) return undefined;
    return Promise.all([import('./view.ts'), loadVisual()]).then(([{ View }]) => {
      this.#view ??= new View(this);
    });
  }

  protected override checkData(data: ChartData): GatewayError | undefined {
    const { heading, formats } = this;
    // A removed attribute sets its property to null.
    const [x, series, type, goal] = [this.x ?? '', this.series ?? '', this.type ?? undefined, this.goal ?? undefined];
    const download = this.query ? () => downloadAll(this.client, data) : undefined;
    return this.#view?.show({ data, heading, formats, download, x, series, type, goal });
  }

  protected override updated(): void {
    this.#view?.updatePlot();
  }

  protected override problemMessage(problem: GatewayError): ProblemMessage | undefined {
    return problem === this.dataProblem ? this.#view?.problemMessage(problem) : undefined;
  }

  protected override renderActions(): unknown {
    return this.data && !this.dataProblem && !this.isEmpty(this.data) ? this.#view!.renderTools() : nothing;
  }

  protected override renderData(): unknown {
    return this.#view!.render();
  }
}

if (!customElements.get('letz-chart')) customElements.define('letz-chart', LetzChart);

declare global {
  interface HTMLElementTagNameMap {
    'letz-chart': LetzChart;
  }
}
