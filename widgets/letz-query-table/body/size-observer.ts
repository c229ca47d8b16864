/** Size and scroll position of a grid, in pixels. */
export interface GridSize {
  width: number;
  /** Height of the visible part of the rows, without header and totals. */
  height: number;
  scrollTop: number;
  scrollLeft: number;
  /** True if the content is wider than the grid. */
  scrollsX: boolean;
  /** True if the content is higher than the grid. */
  scrollsY: boolean;
  /** Width of the first column. */
  firstColumn: number;
}

const listeners = new WeakMap<Element, (size: GridSize) => void>();

/** One observer for all tables of a page: it reads all sizes before any table changes the page. */
const observer = new ResizeObserver((entries) => {
  const grids = new Set(entries.map(({ target }) => target.closest('[role="grid"]')!));
  const sizes = [...grids].map((grid) => [grid, sizeOf(grid)] as const);
  for (const [grid, size] of sizes) listeners.get(grid)?.(size);
});

function sizeOf(grid: Element): GridSize {
  const { clientWidth, clientHeight, scrollWidth, scrollHeight, scrollTop, scrollLeft } = grid;
  let around = 0;
  for (const child of grid.children) if (!child.matches('.space')) around += child.clientHeight;
  return {
    width: clientWidth,
    height: clientHeight - around,
    scrollTop,
    scrollLeft,
    scrollsX: scrollWidth > clientWidth,
    scrollsY: scrollHeight > clientHeight,
    firstColumn: grid.querySelector('th')?.offsetWidth ?? 0,
  };
}

/**
 * Calls the listener with the size of a grid, once at first and then whenever the grid or its content changes size.
 * @returns a function that stops it
 */
export function observeSize(grid: Element, listener: (size: GridSize) => void): () => void {
  const observed = [grid, ...grid.children];
  listeners.set(grid, listener);
  for (const element of observed) observer.observe(element);
  return () => {
    for (const element of observed) observer.unobserve(element);
  };
}
