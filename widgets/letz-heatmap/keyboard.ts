/** Position of a cell in the matrix. */
export interface CellPosition {
  readonly row: number;
  readonly column: number;
}

/** Position after a key press; undefined for keys that don't move the cursor. */
export function moveCell(
  key: string,
  { row, column }: CellPosition,
  { rows, columns, rtl }: { rows: number; columns: number; rtl: boolean },
): CellPosition | undefined {
  const moves: Record<string, [down: number, across: number]> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    [rtl ? 'ArrowRight' : 'ArrowLeft']: [0, -1],
    [rtl ? 'ArrowLeft' : 'ArrowRight']: [0, 1],
    Home: [0, -columns],
    End: [0, columns],
    PageUp: [-rows, 0],
    PageDown: [rows, 0],
  };
  const move = moves[key];
  if (!move) return undefined;
  const clamp = (value: number, count: number) => Math.max(0, Math.min(count - 1, value));
  return { row: clamp(row + move[0], rows), column: clamp(column + move[1], columns) };
}
