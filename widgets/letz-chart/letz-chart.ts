import { css } from 'lit';
import type { ColumnarResult, Result } from '../../server/contract/result.ts';
import { PictureElement } from '../core/visual/picture-element.ts';
import type { ChartView } from './model.ts';

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
export class LetzChart extends PictureElement<View, ChartData> {
  static override styles = [
    ...PictureElement.styles,
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
  };

  /** Chart type: `line`, `area` or `bars`; by default the view of the query, else lines over time and bars over categories. */
  type?: string;

  /** Name of the column on the x axis; by default the first date, timestamp or text. */
  x = '';

  /** Names of the columns to draw, separated by commas; by default all numbers of the same unit as the first. */
  series = '';

  /** Value of a goal, drawn as a dashed line. */
  goal?: number;

  /** PNG of the picture with title and legend. @throws {RangeError} if nothing is drawn, or the picture is too large */
  async toPng(): Promise<Blob> {
    if (!this.view || !this.data) throw new RangeError('Nothing is drawn.');
    return this.view.toPng();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate(); // Draws again what disconnectedCallback destroyed.
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.view?.destroyPlot();
  }

  protected override importView(): Promise<typeof import('./view.ts')> {
    return import('./view.ts');
  }

  protected override pictureView(data: ChartData): ChartView {
    // A removed attribute sets its property to null.
    const [x, series, type, goal] = [this.x ?? '', this.series ?? '', this.type ?? undefined, this.goal ?? undefined];
    return { ...super.pictureView(data), x, series, type, goal };
  }

  protected override updated(): void {
    this.view?.updatePlot();
  }
}

if (!customElements.get('letz-chart')) customElements.define('letz-chart', LetzChart);

declare global {
  interface HTMLElementTagNameMap {
    'letz-chart': LetzChart;
  }
}
