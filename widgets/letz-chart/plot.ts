import './browser-language.ts';
import uPlot from 'uplot';
import { keepAxis } from './axes.ts';
import { type Boxed, unwatch, watch } from './boxes.ts';
import type { Range } from './cursor.ts';
import type { Drawing } from './drawing.ts';
import { type Look, readLook } from './look.ts';
import { optionsFor } from './options.ts';
import type { Caption } from './picture.ts';
import { liesBetter, type Size, sizeOf } from './room.ts';

/** Height, and half the width, below which axes would take the room that the shape needs. */
const TINY = 64;

export interface PlotEvents {
  /** The pointer is at a point, nearest to one of the series, or at none. */
  onPoint(index: number | null, series: number): void;
  /** The reader dragged over some points, or double-clicked to see all. */
  onZoom(range: Range | null): void;
  /** Bars lie now, or stand again. */
  onTurn(): void;
}

/** Keeps a picture in a box: fits it when the box changes, and draws it again when what it shows or the theme changes. */
export class Plot implements Boxed {
  readonly #box: HTMLElement;
  readonly #probe: HTMLElement;
  readonly #events: PlotEvents;
  #inner: Size = { width: 0, height: 0 };
  #uplot: uPlot | undefined;
  #drawing: Drawing | undefined;
  #look: Look | undefined;
  #range: Range | null = null;
  #horizontal = false;

  /** @param probe an unseen element to read the theme from; its `transitionend` says that the theme has changed */
  constructor(box: HTMLElement, probe: HTMLElement, events: PlotEvents) {
    this.#box = box;
    this.#probe = probe;
    this.#events = events;
    watch(box, this);
    probe.addEventListener('transitionend', this.repaint);
    // uPlot hears only of the page's own scrolling: shadow roots keep their scroll events.
    box.addEventListener('scroll', this.#scrolled, { passive: true });
  }

  get horizontal(): boolean {
    return this.#horizontal;
  }

  /** Draws something else, some of its points or all. */
  update(drawing: Drawing, range: Range | null): void {
    this.#drawing = drawing;
    this.#range = range;
    this.#draw();
  }

  /** Shows some of the points, or all. */
  zoom(range: Range | null): void {
    if (!this.#drawing || range === this.#range) return;
    this.#range = range;
    const { x } = this.#drawing.points;
    const [first, last] = range ?? [0, x.length - 1];
    this.#uplot?.setScale('x', { min: x[first]!, max: x[last]! });
  }

  /** Puts the cursor on a point. */
  point(index: number, series: number): void {
    const plot = this.#uplot;
    if (!plot) return;
    const { left, top } = this.#placeInside(index, series);
    plot.setCursor({ left, top }, false);
    if (this.#horizontal) this.#box.scrollTop = top - this.#box.clientHeight / 2;
  }

  /** Takes the cursor away. */
  leave(): void {
    this.#uplot?.setCursor({ left: -10, top: -10 }, false);
  }

  /** Where a point is seen, in CSS pixels from the box's corner; undefined while nothing is drawn. */
  place(index: number, series: number): { left: number; top: number } | undefined {
    if (!this.#uplot) return undefined;
    const { left, top } = this.#placeInside(index, series);
    const { bbox } = this.#uplot;
    return { left: left + bbox.left / devicePixelRatio, top: top + bbox.top / devicePixelRatio - this.#box.scrollTop };
  }

  /** @throws {RangeError} when nothing is drawn, or it is too large */
  async toPng(caption: Caption): Promise<Blob> {
    // What has just come on the page is drawn with the next frame.
    for (let frame = 0; frame < 2 && !this.#uplot; frame++) await new Promise(requestAnimationFrame);
    const { toPng } = await import('./picture.ts');
    if (!this.#uplot || !this.#look) throw new RangeError('Nothing is drawn.');
    return toPng({ canvas: this.#uplot.ctx.canvas, look: this.#look, ...caption });
  }

  destroy(): void {
    unwatch(this.#box);
    this.#probe.removeEventListener('transitionend', this.repaint);
    this.#box.removeEventListener('scroll', this.#scrolled);
    this.#uplot?.destroy();
    this.#uplot = undefined;
  }

  readonly #scrolled = (): void => this.#uplot?.syncRect(true);

  /** Draws again if the theme is another one. */
  readonly repaint = (): void => {
    if (this.measure()) this.#draw();
  };

  measure(size: Size = this.#inner): boolean {
    const before = JSON.stringify(this.#look);
    this.#inner = size;
    this.#look = readLook(this.#probe);
    return before !== JSON.stringify(this.#look);
  }

  fit(repaint: boolean): void {
    if (!this.#drawing) return;
    if (!this.#uplot || repaint || this.#horizontal !== liesBetter(this.#drawing, this.#inner)) this.#draw();
    else {
      const size = sizeOf(this.#drawing, this.#inner, this.#horizontal);
      // uPlot draws again even if nothing has changed.
      const same = size.width === this.#uplot.width && size.height === this.#uplot.height;
      if (size.width && !same) this.#uplot.setSize(size);
    }
  }

  #draw(): void {
    const drawing = this.#drawing;
    this.#uplot?.destroy();
    this.#uplot = undefined;
    const { width, height } = this.#inner;
    if (!drawing || !this.#look || !width || !height) return;
    const horizontal = liesBetter(drawing, this.#inner);
    if (horizontal !== this.#horizontal) {
      this.#horizontal = horizontal;
      this.#events.onTurn();
    }
    const tiny = Math.min(width / 2, height) < TINY;
    const options = optionsFor(drawing, { look: this.#look, horizontal: this.#horizontal, tiny });
    const { points } = drawing;
    this.#uplot = new uPlot(
      {
        ...options,
        ...sizeOf(drawing, this.#inner, this.#horizontal),
        cursor: { ...options.cursor, bind: { dblclick: () => () => this.#unzoom() } },
        hooks: {
          ...options.hooks,
          ...(this.#horizontal && !tiny && { draw: [keepAxis] }),
          setSelect: [(plot) => this.#select(plot)],
          setCursor: [(plot) => this.#events.onPoint(plot.cursor.idx ?? null, this.#nearest(plot))],
        },
      },
      [points.x, ...points.series.map(({ values }) => values)],
      this.#box.querySelector<HTMLElement>('[role="img"]')!,
    );
    const range = this.#range;
    this.#range = null;
    this.zoom(range);
  }

  #placeInside(index: number, series: number): { left: number; top: number } {
    const { points } = this.#drawing!;
    const along = this.#uplot!.valToPos(points.x[index]!, 'x');
    const up = this.#uplot!.valToPos(points.series[series]?.values[index] ?? 0, 'y');
    return this.#horizontal ? { left: up, top: along } : { left: along, top: up };
  }

  #unzoom(): null {
    this.#events.onZoom(null);
    return null;
  }

  #select(plot: uPlot): void {
    const { left, width } = plot.select;
    if (width <= 0) return;
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    const ends = [plot.posToIdx(left), plot.posToIdx(left + width)];
    const [first, last] = [Math.min(...ends), Math.max(...ends)];
    if (last > first) this.#events.onZoom([first, last]);
  }

  /** Among the series that are drawn and have a value where the cursor is. */
  #nearest(plot: uPlot): number {
    const { idx, left = 0, top = 0 } = plot.cursor;
    let nearest = 0;
    let closest = Number.POSITIVE_INFINITY;
    this.#drawing?.points.series.forEach(({ values }, series) => {
      if (idx === null || idx === undefined || !plot.series[series + 1]!.show || values[idx] === null) return;
      const place = this.#placeInside(idx, series);
      const distance = Math.abs(this.#horizontal ? place.left - left : place.top - top);
      if (distance < closest) [nearest, closest] = [series, distance];
    });
    return nearest;
  }
}
