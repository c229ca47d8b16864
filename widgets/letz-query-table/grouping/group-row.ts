import { type CellColumn, type PooledRow, resetCell } from '../body/row-pool.ts';
import { FIRST_GROUP, type RowGroups } from '../rows/row-groups.ts';

/** Signs before the label of a collapsed and an expanded group. */
const [COLLAPSED, EXPANDED] = ['▸', '▾'];

/** Rows that show a group at present. */
const shown = new WeakSet<PooledRow>();

/**
 * Writes a group into a row: its label and count in the cell of the group's column, sums in those that add up.
 * @returns false if the entry is a row of the data; what a group has left in the row is then removed
 */
export function writeGroupRow(pooled: PooledRow, columns: CellColumn[], groups: RowGroups, entry: number): boolean {
  const isGroup = entry >= FIRST_GROUP;
  if (!isGroup && !shown.has(pooled)) return false;
  pooled.row.classList.toggle('group', isGroup);
  shown[isGroup ? 'add' : 'delete'](pooled);
  const at = columns.findIndex(({ index }) => index === groups.column);
  const labelled = Math.max(0, at);
  columns.forEach(({ index, print }, position) => {
    const cell = pooled.cells[position]!;
    const isLabel = isGroup && position === labelled;
    const isExpanded = isLabel && groups.isExpanded(entry);
    const total = isGroup && !isLabel ? groups.total(entry, index) : undefined;
    resetCell(
      cell,
      isLabel
        ? `${isExpanded ? EXPANDED : COLLAPSED} ${groups.label(entry)}`
        : total === undefined
          ? ''
          : print(total, () => null),
    );
    cell.cell.ariaExpanded = isLabel ? String(isExpanded) : null;
    cell.cell.classList.toggle('label', isLabel);
  });
  return isGroup;
}
