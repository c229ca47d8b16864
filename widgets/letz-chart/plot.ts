import './browser-language.ts';
import uPlot from 'uplot';
import { copyAxis } from './axes.ts';
import { type CanvasTheme, readCanvasTheme } from './canvas-theme.ts';
import type { ChartSpec } from './chart-spec.ts';
import type { Range } from './keyboard.ts';
import { drawingSize, isHorizontal } from './orientation.ts';
import { nearestSeries, type Offset, offsetInPlot, takeSelection } from './plot-geometry.ts';
import { plotOptions } from './plot-options.ts';
import type { Caption } from './png.ts';
import { isTime } from './points.ts';
import { observeSize, type Resizable, type Size, unobserveSize } from './resize.ts';
import { nearestIndex, usualStep } from './spacing.ts';

/** Height and half the width below which only the marks are drawn, without axes. */
const TINY = 64;

export interface PlotEvents {
  /** Called when the pointer moves to a point, with the nearest series; `null` when it leaves. */
  onPoint(index: number | null, series: number): void;
  /** Called after a drag over some points; with `null` after a double click. */
  onZoom(range: Range | null): void;
  /** Called when bars become horizontal or vertical. */
  onTurn(): void;
}

/** A uPlot instance in a box. Draws again when the box, the data or the theme changes. */
export class Plot implements Resizable {
  readonly #box: HTMLElement;
  readonly #probe: HTMLElement;
  readonly #events: PlotEvents;
  #size: Size = { width: 0, height: 0 };
  #uplot: uPlot | undefined;
  #spec: ChartSpec | undefined;
  #theme: CanvasTheme | undefined;
  #range: Range | null = null;
  #horizontal = false;

  /** @param probe hidden element that the theme is read from; a transition of its colours reports a change */
  constructor(box: HTMLElement, probe: HTMLElement, events: PlotEvents) {
    this.#box = box;
    this.#probe = probe;
    this.#events = events;
    observeSize(box, this);
    probe.addEventListener('transitionend', this.repaint);
  }

  get horizontal(): boolean {
    return this.#horizontal;
  }

  /** Draws a specification, zoomed to a range or with all points. */
  update(spec: ChartSpec, range: Range | null): void {
    this.#spec = spec;
    this.#range = range;
    this.#draw();
  }

  /** Zooms to a range, or shows all points. */
  zoom(range: Range | null): void {
    if (!this.#spec || range === this.#range) return;
    this.#range = range;
    const { x } = this.#spec.points;
    const [first, last] = range ?? [0, x.length - 1];
    this.#uplot?.setScale('x', { min: x[first]!, max: x[last]! });
  }

  /** Moves the cursor to a point. */
  point(index: number, series: number): void {
    const plot = this.#uplot;
    if (!plot) return;
    const { left, top } = offsetInPlot(plot, this.#spec!, index, series);
    plot.setCursor({ left, top }, false);
    if (this.#horizontal) this.#box.scrollTop = top - this.#box.clientHeight / 2;
  }

  /** Hides the cursor. */
  leave(): void {
    this.#uplot?.setCursor({ left: -10, top: -10 }, false);
  }

  /** Shows the crosshair at the point of a time, without a tooltip; hides it for `null` and for times without a point. */
  showTime(time: number | null): void {
    const { points } = this.#spec ?? {};
    const index = points && isTime(points) && time !== null ? nearestIndex(points.x, time) : -1;
    if (index < 0) this.leave();
    else this.point(index, 0);
  }

  /** Offset of a point in the box; undefined while nothing is drawn. */
  offset(index: number, series: number): Offset | undefined {
    const plot = this.#uplot;
    if (!plot) return undefined;
    const [{ left, top }, { bbox }] = [offsetInPlot(plot, this.#spec!, index, series), plot];
    return { left: left + bbox.left / devicePixelRatio, top: top + bbox.top / devicePixelRatio - this.#box.scrollTop };
  }

  /** Distance between two points along the x axis, in CSS pixels. */
  get stepSize(): number {
    const { x } = this.#spec?.points ?? { x: [] };
    if (!this.#uplot || !x.length) return 0;
    const step = usualStep(x, 0);
    return Math.abs(this.#uplot.valToPos(x[0]! + step, 'x') - this.#uplot.valToPos(x[0]!, 'x'));
  }

  /** @throws {RangeError} if nothing is drawn, or the picture is too large */
  async toPng(caption: Caption): Promise<Blob> {
    // A chart that was just added is drawn in the next frame.
    for (let frame = 0; frame < 2 && !this.#uplot; frame++) await new Promise(requestAnimationFrame);
    const { toPng } = await import('./png.ts');
    if (!this.#uplot || !this.#theme) throw new RangeError('Nothing is drawn.');
    return toPng({ canvas: this.#uplot.ctx.canvas, theme: this.#theme, ...caption });
  }

  destroy(): void {
    unobserveSize(this.#box);
    this.#probe.removeEventListener('transitionend', this.repaint);
    this.#uplot?.destroy();
    this.#uplot = undefined;
  }

  readonly repaint = (): void => {
    if (this.measure()) this.#draw();
  };

  measure(size: Size = this.#size): boolean {
    const before = JSON.stringify(this.#theme);
    this.#size = size;
    this.#theme = readCanvasTheme(this.#probe);
    return before !== JSON.stringify(this.#theme);
  }

  fit(repaint: boolean): void {
    if (!this.#spec) return;
    if (!this.#uplot || repaint || this.#horizontal !== isHorizontal(this.#spec, this.#size)) this.#draw();
    else {
      const size = drawingSize(this.#spec, this.#size, this.#horizontal);
      // uPlot draws again even at the same size.
      const same = size.width === this.#uplot.width && size.height === this.#uplot.height;
      if (size.width && !same) this.#uplot.setSize(size);
    }
  }

  #draw(): void {
    const spec = this.#spec;
    this.#uplot?.destroy();
    this.#uplot = undefined;
    const { width, height } = this.#size;
    if (!spec || !this.#theme || !width || !height) return;
    const horizontal = isHorizontal(spec, this.#size);
    if (horizontal !== this.#horizontal) {
      this.#horizontal = horizontal;
      this.#events.onTurn();
    }
    const tiny = Math.min(width / 2, height) < TINY;
    const options = plotOptions(spec, { theme: this.#theme, horizontal, tiny });
    const series = [...spec.values, ...spec.layers.flatMap((layer) => layer.series ?? []).map(({ values }) => values)];
    this.#uplot = new uPlot(
      {
        ...options,
        ...drawingSize(spec, this.#size, horizontal),
        cursor: { ...options.cursor, bind: { ...options.cursor?.bind, dblclick: () => () => this.#unzoom() } },
        hooks: {
          ...options.hooks,
          draw: [
            () => this.#setBand(),
            ...(options.hooks?.draw ?? []),
            ...(horizontal && !tiny && !spec.list ? [copyAxis] : []),
          ],
          setSelect: [(plot) => this.#select(plot)],
          setCursor: [(plot) => this.#events.onPoint(plot.cursor.idx ?? null, nearestSeries(plot, spec))],
        },
      },
      [spec.points.x, ...(series as (number | null)[][])],
      this.#box.querySelector<HTMLElement>('[role="img"]')!,
    );
    const range = this.#range;
    this.#range = null;
    this.zoom(range);
  }

  /** Makes the cursor of bars as wide as their step. */
  #setBand(): void {
    this.#uplot?.root.style.setProperty('--band', `${this.stepSize}px`);
  }

  #unzoom(): null {
    this.#events.onZoom(null);
    return null;
  }

  #select(plot: uPlot): void {
    const range = takeSelection(plot);
    if (range) this.#events.onZoom(range);
  }
}
