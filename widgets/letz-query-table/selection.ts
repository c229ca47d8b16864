/** A cell by its place on the screen: row -1 is the header's. */
export interface Place {
  row: number;
  column: number;
}

/** Cells from the anchor to the focus, both included. */
export interface Selection {
  anchor: Place;
  focus: Place;
}

export interface Extent {
  rows: number;
  columns: number;
  /** Rows seen at a time. */
  page: number;
}

export const single = (place: Place): Selection => ({ anchor: place, focus: place });

/** The first and last row and column. */
export interface Bounds {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** What a selection holds; the header is never among several. */
export function bounds({ anchor, focus }: Selection): Bounds {
  return {
    top: Math.max(0, Math.min(anchor.row, focus.row)),
    bottom: Math.max(anchor.row, focus.row),
    left: Math.min(anchor.column, focus.column),
    right: Math.max(anchor.column, focus.column),
  };
}

/** Where a key takes the focus (WAI-ARIA Authoring Practices, grid pattern); undefined for other keys. */
export function moved(key: string, ctrl: boolean, { row, column }: Place, extent: Extent): Place | undefined {
  const [lastRow, lastColumn] = [extent.rows - 1, extent.columns - 1];
  const to = (toRow: number, toColumn = column): Place => ({
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
