import type { Column } from '../../../server/contract/column.ts';
import type { Value } from '../../../server/contract/value.ts';
import type { TableData } from '../rows/table-data.ts';

/**
 * Returns the length of a value's bar, from 0 to 1: a share of 100 %, a count of the greatest in its column.
 * @returns undefined for columns without bars, and for columns with negative values
 */
export function barOf(
  { role, index }: Column & { index: number },
  data: TableData,
): ((value: Value) => number) | undefined {
  if (role !== 'percent' && role !== 'count') return undefined;
  let greatest = role === 'percent' ? 100 : 0;
  for (const value of data.values(index)) {
    const number = Number(value);
    if (number < 0) return undefined;
    if (number > greatest) greatest = number;
  }
  return greatest > 0 ? (value) => Number(value) / greatest : undefined;
}
