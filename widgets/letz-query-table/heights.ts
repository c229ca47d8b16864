const listeners = new WeakMap<Element, (height: number) => void>();

/** One for all tables of a page, that reads all heights before any table changes the page: else each would have it laid out. */
const observer = new ResizeObserver((entries) => {
  const heights = entries.map(({ target, contentRect }) => contentRect.height - target.firstElementChild!.clientHeight);
  entries.forEach(({ target }, at) => {
    listeners.get(target)?.(heights[at]!);
  });
});

/**
 * Tells how high the rows' part of a grid is, without the titles that come first in it, now and whenever that changes.
 * @returns stops it
 */
export function watchHeight(grid: Element, listener: (height: number) => void): () => void {
  listeners.set(grid, listener);
  observer.observe(grid);
  return () => observer.unobserve(grid);
}
