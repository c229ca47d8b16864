/**
 * Chromium stops at 33 million pixels, Firefox at 17: a taller table is scrolled by a scale, each pixel of the bar for
 * more than one of the rows.
 */
const TALLEST = 16_000_000;

/** Which rows are seen, all heights in pixels. */
export interface Viewport {
  rows: number;
  rowHeight: number;
  /** What is seen of the rows at a time. */
  height: number;
}

/** The height of the box that is scrolled. */
export const scrollHeight = ({ rows, rowHeight }: Viewport) => Math.min(TALLEST, rows * rowHeight);

/** How far the rows move for each pixel that is scrolled. */
function scale(viewport: Viewport): number {
  const range = scrollHeight(viewport) - viewport.height;
  return range > 0 ? (viewport.rows * viewport.rowHeight - viewport.height) / range : 1;
}

/** The row at the top, as a fraction where it is cut. */
export const rowAt = (viewport: Viewport, scrollTop: number) => (scrollTop * scale(viewport)) / viewport.rowHeight;

/** Where the scrolled box has the row's top, given where it is scrolled to. */
export const rowTop = (viewport: Viewport, row: number, scrollTop: number) =>
  scrollTop + (row - rowAt(viewport, scrollTop)) * viewport.rowHeight;

/** Where to scroll to, as little as possible, so that the row is seen whole. */
export function reveal(viewport: Viewport, row: number, scrollTop: number): number {
  const last = row + 1 - viewport.height / viewport.rowHeight;
  const top = Math.max(Math.min(rowAt(viewport, scrollTop), row), last);
  return (top * viewport.rowHeight) / scale(viewport);
}
