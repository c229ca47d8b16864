import type { PictureHost } from '../core/visual/table-toggle.ts';
import { CrosshairSync } from './crosshair-sync.ts';
import { type Cursor, handleKey, type Range } from './keyboard.ts';
import type { ChartModel } from './model.ts';
import type { Plot, PlotEvents } from './plot.ts';
import { isTime } from './points.ts';

/** Cursor and zoom of a chart, moved by pointer and keyboard; the cursor also moves the crosshairs of other charts. */
export class Interaction implements PlotEvents {
  cursor: Cursor | null = null;
  /** Visible points; null for all. */
  range: Range | null = null;
  plot: Plot | undefined;
  readonly #host: PictureHost;
  readonly #model: () => ChartModel;
  readonly #crosshairs = new CrosshairSync({ showTime: (time) => this.plot?.showTime(time) });
  /** Visible range at the last mousedown; a drag changes it. */
  #rangeAtMouseDown: Range | null = null;

  constructor(host: PictureHost, model: () => ChartModel) {
    this.#host = host;
    this.#model = model;
  }

  /** Connects with a plot and with the other charts of the context. */
  attach(plot: Plot): void {
    this.plot = plot;
    this.#crosshairs.join(this.#host);
  }

  detach(): void {
    this.plot = undefined;
    this.#crosshairs.leave();
  }

  /** Removes cursor and zoom, which don't apply to other points. */
  reset(): void {
    this.cursor = this.range = null;
  }

  onPoint(index: number | null, series: number): void {
    this.#setCursor(index === null ? null : { index, series });
  }

  onZoom(range: Range | null): void {
    this.range = range;
    this.#host.requestUpdate();
  }

  onTurn(): void {
    this.#host.requestUpdate();
  }

  #setCursor(cursor: Cursor | null): void {
    if (cursor?.index === this.cursor?.index && cursor?.series === this.cursor?.series) return;
    this.cursor = cursor;
    const { points } = this.#model();
    if (isTime(points)) this.#crosshairs.publish(cursor ? points.x[cursor.index]! : null);
    this.#host.requestUpdate();
  }

  readonly onMouseDown = (): void => {
    this.#rangeAtMouseDown = this.range;
  };

  readonly onClick = (): void => {
    if (this.range === this.#rangeAtMouseDown) this.#select();
  };

  readonly onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { points, drawn, start } = this.#model();
    const vertical = this.plot?.horizontal ?? false;
    const rtl = getComputedStyle(this.#host).direction === 'rtl';
    const field = { count: points.x.length, series: drawn, vertical, rtl, start };
    const next = handleKey(event.key, { cursor: this.cursor, range: this.range }, field);
    if (next) {
      const { cursor, range } = next;
      this.onZoom(range);
      this.plot?.zoom(range);
      this.#setCursor(cursor);
      if (cursor) this.plot?.point(cursor.index, cursor.series);
    } else if (event.key === 'Enter' || event.key === ' ') this.#select();
    else return;
    event.preventDefault();
  };

  readonly onBlur = (): void => {
    this.#setCursor(null);
    this.plot?.leave();
  };

  #select(): void {
    const event = this.cursor && this.#model().selectEvent(this.cursor);
    if (event) this.#host.dispatchEvent(event);
  }
}
