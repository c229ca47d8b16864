import type { Size } from './room.ts';

/** What fills a box. */
export interface Boxed {
  /** Reads what the page has decided. @returns whether the theme is another one */
  measure(size: Size): boolean;
  /** Fits the picture to what has been measured. */
  fit(repaint: boolean): void;
  /** Draws again if the theme is another one. */
  repaint(): void;
}

/** All that are on the page, by their boxes. */
const plots = new Map<Element, Boxed>();

/** Those that will be drawn with the page's next frame. */
const coming = new Set<object>();

/** Something will soon be drawn. @returns it will not */
export function expectBox(owner: object): () => void {
  coming.add(owner);
  return () => coming.delete(owner);
}

/** Whether nothing else is about to be drawn: then it need not wait for the frame, as its size is asked of the page alone. */
export const isAlone = (owner: object): boolean => coming.size === 1 && coming.has(owner);

/**
 * One for all, which tells the first size, too: so pictures are drawn between layout and paint, and fifty charts on a page
 * are first all measured and then all drawn, which forces one layout instead of fifty.
 */
const resize = new ResizeObserver((entries) => {
  const seen = entries.flatMap(({ target, contentRect }) => {
    const plot = plots.get(target);
    // What has no room for a moment keeps its picture.
    const room = contentRect.width && contentRect.height;
    return plot && room ? { plot, repaint: plot.measure(contentRect) } : [];
  });
  coming.clear();
  for (const { plot, repaint } of seen) plot.fit(repaint);
});

// On paper it is another theme.
matchMedia('print').addEventListener('change', () => {
  for (const plot of plots.values()) plot.repaint();
});

export function watch(box: Element, plot: Boxed): void {
  plots.set(box, plot);
  resize.observe(box);
}

export function unwatch(box: Element): void {
  plots.delete(box);
  resize.unobserve(box);
}
