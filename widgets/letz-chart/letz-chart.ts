import { Task } from '@lit/task';
import { css, type PropertyValues } from 'lit';
import type { ColumnarResult, Result } from '../../server/contract/result.ts';
import type { TaggedResult } from '../core/gateway/gateway-client.ts';
import { type LazyModule, lazyModule } from '../core/lazy/lazy-module.ts';
import { PictureElement } from '../core/visual/picture-element.ts';
import type { ChartSettings, ChartView, PanelData } from './chart-settings.ts';
import { addressModule, layersModule, multiplesModule, needsLayers } from './on-demand.ts';

type View = InstanceType<typeof import('./view.ts')['View']>;

type ChartData = Result | ColumnarResult;

const viewModule = lazyModule(() => import('./view.ts'));

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
    thresholds: {},
    stack: {},
    scale: {},
    split: {},
    compare: {},
    marks: {},
    panel: { attribute: false },
  };

  /** Chart type: `line`, `area`, `bars` or `bar-list` (the largest values with their shares); by default the view of the query, else lines over time and bars over categories. */
  type?: string;

  /** Name of the column on the x axis; by default the first date, timestamp or text. */
  x = '';

  /** Names of the columns to draw, separated by commas; by default all numbers of the same unit as the first. */
  series = '';

  /** Value of a goal, drawn as a dashed line. */
  goal?: number;

  /** Values with optional names, drawn as dotted lines: `400 limit, 500 alarm`. */
  thresholds?: string;

  /** Stacks bars or areas: `sum` on each other, `percent` as shares of the total. */
  stack?: string;

  /** Value axis: `linear` or `log`, which can't show 0 and less; by default `linear`. */
  scale?: string;

  /** Name of a text column: each of its values has a small chart of its own, with common axes. */
  split?: string;

  /** Draws the period before: `previous` of the same length, or `weekday` on the same days of the week. */
  compare?: string;

  /** Name of a query of marks on the time axis (start, optional end, text); by default that of the context. */
  marks?: string;

  /** Data of a chart that is one of small multiples. */
  panel: PanelData | undefined;

  #marks: Task<readonly unknown[], TaggedResult | undefined> | undefined;
  #earlier: Task<readonly unknown[], TaggedResult | undefined> | undefined;

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

  override async reload(): Promise<void> {
    await Promise.all([super.reload(), this.#marks?.run()]);
  }

  override cancel(): void {
    super.cancel();
    this.#marks?.abort();
    this.#earlier?.abort();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.#marksQuery && !this.panel) {
      this.#marks ??= new Task(this, {
        args: () => [this.#marksQuery, ...super.loadArguments()],
        task: ([name], { signal }) => this.#loadMarks(name as string | undefined, signal),
      });
    }
    if (this.compare && this.query) {
      this.#earlier ??= new Task(this, {
        args: () => [this.data, this.compare, this.query],
        task: (_, { signal }) => this.#loadEarlier(signal),
      });
    }
  }

  get #marksQuery(): string | undefined {
    return this.marks ?? this.context?.marks;
  }

  async #loadMarks(name: string | undefined, signal: AbortSignal): Promise<TaggedResult | undefined> {
    if (!name) return undefined;
    const { as_of } = this.params ?? {};
    return this.runQuery({ name, params: as_of ? { as_of } : {}, known: this.#marks?.value }, signal);
  }

  /** Loads the period before that of the data, whose parameters name its length. */
  async #loadEarlier(signal: AbortSignal): Promise<TaggedResult | undefined> {
    const { data, compare, query } = this;
    if (!data || !compare || !query) return undefined;
    const { earlierWindow } = await import('./earlier-window.ts');
    const window = earlierWindow(data, compare === 'weekday');
    return window
      ? this.client.query(
          { name: query, params: window.params, locale: this.formats.locale, known: this.#earlier?.value },
          signal,
        )
      : undefined;
  }

  protected override readonly viewModule = viewModule;

  protected override get furtherModules(): LazyModule<unknown>[] {
    const modules = [
      needsLayers(this.#chartSettings) && layersModule,
      this.split && multiplesModule,
      typeof this.syncUrl === 'string' && addressModule,
    ];
    return modules.filter((module) => !!module);
  }

  get #chartSettings(): ChartSettings {
    const { type, x, series, goal, thresholds, stack, scale, split, compare } = this;
    const settings = { type, goal, thresholds, stack, scale, split, compare, marks: this.#marksQuery };
    // A removed attribute sets its property to null.
    const entries = Object.entries(settings).map(([name, value]) => [name, value ?? undefined]);
    return { ...Object.fromEntries(entries), x: x ?? '', series: series ?? '' };
  }

  protected override pictureView(data: ChartData): ChartView {
    const { extent, span, earlierData, marksData } = this.panel ?? {};
    return {
      ...super.pictureView(data),
      ...this.#chartSettings,
      extent,
      span,
      earlierData: earlierData ?? (this.compare ? outcomeOf(this.#earlier) : undefined),
      marksData: marksData ?? (this.#marksQuery ? outcomeOf(this.#marks) : undefined),
    };
  }

  protected override updated(): void {
    this.view?.updatePlot();
  }
}

/** Result of a task, or its error. */
function outcomeOf(
  task: Task<readonly unknown[], TaggedResult | undefined> | undefined,
): TaggedResult | Error | undefined {
  return task?.value ?? (task?.error as Error | undefined);
}

if (!customElements.get('letz-chart')) customElements.define('letz-chart', LetzChart);

declare global {
  interface HTMLElementTagNameMap {
    'letz-chart': LetzChart;
  }
}
