/**
 * Greatest height of the scrolled box in pixels: Chromium limits it to 33 million, Firefox to 17 million. In a taller
 * table each scrolled pixel moves the rows by more than one.
 */
const MAX_HEIGHT = 16_000_000;

/** The visible part of the rows; heights in pixels. */
export interface Viewport {
  rows: number;
  rowHeight: number;
  /** Height of the visible part. */
  height: number;
}

/** Height of the scrolled box. */
export const scrollHeight = ({ rows, rowHeight }: Viewport) => Math.min(MAX_HEIGHT, rows * rowHeight);

/** Pixels that the rows move for each scrolled pixel. */
function scale(viewport: Viewport): number {
  const range = scrollHeight(viewport) - viewport.height;
  return range > 0 ? (viewport.rows * viewport.rowHeight - viewport.height) / range : 1;
}

/** Row at the top edge; a fraction if the row is cut. */
export const rowAt = (viewport: Viewport, scrollTop: number) => (scrollTop * scale(viewport)) / viewport.rowHeight;

/** Offset of a row in the scrolled box. */
export const rowTop = (viewport: Viewport, row: number, scrollTop: number) =>
  scrollTop + (row - rowAt(viewport, scrollTop)) * viewport.rowHeight;

/** The nearest scroll position at which the whole row is visible. */
export function reveal(viewport: Viewport, row: number, scrollTop: number): number {
  const last = row + 1 - viewport.height / viewport.rowHeight;
  const top = Math.max(Math.min(rowAt(viewport, scrollTop), row), last);
  return (top * viewport.rowHeight) / scale(viewport);
}
