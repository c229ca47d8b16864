/** Position of a cell among the shown rows and columns; row -1 is the header. */
export interface CellPosition {
  row: number;
  column: number;
}

/** The cells from the anchor to the focus, both included. */
export interface Selection {
  anchor: CellPosition;
  focus: CellPosition;
}

export interface GridExtent {
  rows: number;
  columns: number;
  /** Number of rows that Page up and Page down move. */
  page: number;
}

export const single = (position: CellPosition): Selection => ({ anchor: position, focus: position });

/** First and last row and column. */
export interface Bounds {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** Bounds of a selection; a selection of several cells never includes the header. */
export function bounds({ anchor, focus }: Selection): Bounds {
  return {
    top: Math.max(0, Math.min(anchor.row, focus.row)),
    bottom: Math.max(anchor.row, focus.row),
    left: Math.min(anchor.column, focus.column),
    right: Math.max(anchor.column, focus.column),
  };
}

/** New position of the focus after a key (ARIA Authoring Practices, grid pattern); undefined for other keys. */
export function movedFocus(
  key: string,
  ctrl: boolean,
  { row, column }: CellPosition,
  extent: GridExtent,
): CellPosition | undefined {
  const [lastRow, lastColumn] = [extent.rows - 1, extent.columns - 1];
  const to = (toRow: number, toColumn = column): CellPosition => ({
    row: Math.max(-1, Math.min(lastRow, toRow)),
    column: Math.max(0, Math.min(lastColumn, toColumn)),
  });
  switch (key) {
    case 'ArrowUp':
      return to(ctrl ? 0 : row - 1);
    case 'ArrowDown':
      return to(ctrl ? lastRow : row + 1);
    case 'ArrowLeft':
      return to(row, ctrl ? 0 : column - 1);
    case 'ArrowRight':
      return to(row, ctrl ? lastColumn : column + 1);
    case 'Home':
      return to(ctrl ? 0 : row, 0);
    case 'End':
      return to(ctrl ? lastRow : row, lastColumn);
    case 'PageUp':
      return to(Math.max(0, row - extent.page));
    case 'PageDown':
      return to(row + extent.page);
    default:
      return undefined;
  }
}
