import './browser-language.ts'; // First of all: before uPlot.
import uPlot from 'uplot';
import { restoreLanguage } from './browser-language.ts';
import type { Range } from './cursor.ts';
import { type Look, readLook } from './look.ts';
import { type Drawing, optionsFor } from './options.ts';
import { toPng } from './picture.ts';

restoreLanguage();

/** Categories from which on bars lie, and the width of a letter of their names, roughly. */
const MANY_BARS = 12;
const LETTER = 6.5;
/** Height, and half the width, below which axes would take the room that the shape needs. */
const TINY = 64;
/** Height of a bar that lies, with the space to the next, and the highest canvas. */
const LYING_BAR = 28;
const HIGHEST = 8000;

export interface PlotEvents {
  /** The pointer is at a point, nearest to one of the series, or at none. */
  onPoint(index: number | null, series: number): void;
  /** The reader dragged over some points, or double-clicked to see all. */
  onZoom(range: Range | null): void;
}

/** All that are on the page, by their boxes. */
const plots = new Map<Element, Plot>();

/**
 * One for all, which tells the first size, too: so pictures are drawn between layout and paint, and fifty charts on a page
 * are first all measured and then all drawn, which forces one layout instead of fifty.
 */
const resize = new ResizeObserver((entries) => {
  const seen = entries.flatMap(({ target, contentRect }) => {
    const plot = plots.get(target);
    return plot ? { plot, repaint: plot.measure(contentRect) } : [];
  });
  for (const { plot, repaint } of seen) plot.fit(repaint);
});

// On paper it is another theme.
matchMedia('print').addEventListener('change', () => {
  for (const plot of plots.values()) plot.repaint();
});

/** Keeps a picture in a box: fits it when the box changes, and draws it again when what it shows or the theme changes. */
export class Plot {
  readonly #box: HTMLElement;
  readonly #probe: HTMLElement;
  readonly #events: PlotEvents;
  #inner: { width: number; height: number } = { width: 0, height: 0 };
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
    plots.set(box, this);
    resize.observe(box);
    probe.addEventListener('transitionend', this.repaint);
    // uPlot hears only of the page's own scrolling: shadow roots keep their scroll events.
    box.addEventListener('scroll', this.#scrolled, { passive: true });
  }

  get horizontal(): boolean {
    return this.#horizontal;
  }

  update(drawing: Drawing, range: Range | null): void {
    const changed = drawing !== this.#drawing;
    this.#drawing = drawing;
    if (changed) {
      this.#range = null;
      this.#draw();
    }
    this.zoom(range);
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
  async toPng(title: string, subtitle: string, legend: string[]): Promise<Blob> {
    // What has just come on the page is drawn with the next frame.
    for (let frame = 0; frame < 2 && !this.#uplot; frame++) await new Promise(requestAnimationFrame);
    if (!this.#uplot || !this.#look) throw new RangeError('Nothing is drawn.');
    return toPng({ canvas: this.#uplot.ctx.canvas, look: this.#look, title, subtitle, legend });
  }

  destroy(): void {
    plots.delete(this.#box);
    resize.unobserve(this.#box);
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

  /** Reads what the page has decided. @returns whether the theme is another one */
  measure(size = this.#inner): boolean {
    const before = JSON.stringify(this.#look);
    this.#inner = size;
    this.#look = readLook(this.#probe);
    return before !== JSON.stringify(this.#look);
  }

  /** Fits the picture to what has been measured. */
  fit(repaint: boolean): void {
    if (!this.#uplot || repaint || this.#horizontal !== this.#bestHorizontal()) this.#draw();
    else {
      const size = this.#size();
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
    this.#horizontal = this.#bestHorizontal();
    const tiny = Math.min(width / 2, height) < TINY;
    const options = optionsFor(drawing, { look: this.#look, horizontal: this.#horizontal, tiny });
    const { points } = drawing;
    this.#uplot = new uPlot(
      {
        ...options,
        ...this.#size(),
        cursor: { ...options.cursor, bind: { dblclick: () => () => this.#unzoom() } },
        hooks: {
          ...options.hooks,
          setSelect: [(plot) => this.#select(plot)],
          setCursor: [(plot) => this.#events.onPoint(plot.cursor.idx ?? null, this.#nearest(plot))],
        },
      },
      [points.x, ...points.series.map(({ values }) => values)],
      this.#box,
    );
    const range = this.#range;
    this.#range = null;
    this.zoom(range);
  }

  #size(): { width: number; height: number } {
    const { width, height } = this.#inner;
    const bars = this.#horizontal ? (this.#drawing?.points.x.length ?? 0) * LYING_BAR + LYING_BAR : 0;
    return { width, height: Math.max(height, Math.min(HIGHEST, bars)) };
  }

  #bestHorizontal(): boolean {
    if (!this.#drawing) return false;
    const { width } = this.#inner;
    const { type, points } = this.#drawing;
    const { labels } = points;
    if (type !== 'bars' || points.kind !== 'category' || labels.length < 2) return false;
    const longest = Math.max(...labels.map(({ length }) => length));
    return labels.length > MANY_BARS || longest * LETTER > (width - 40) / labels.length;
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
