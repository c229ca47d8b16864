import type { Column } from '../../server/contract/column.ts';
import type { Value } from '../../server/contract/value.ts';
import { indexOfRole } from '../core/format/column-roles.ts';
import type { Formats } from '../core/format/formats.ts';
import { formatInterval, shownInterval, totalOf } from '../core/format/share-interval.ts';
import { isClearChange } from '../core/format/wilson-interval.ts';

/** Interval of a share, and whether its change is clear. */
export interface Share {
  /** 95 % interval, `3–51`; blank if it is narrow. */
  interval: string;
  /** False if the change since the earlier value may be chance. */
  isClear: boolean;
}

/**
 * Interval and change of a share. The total of the earlier value is the column `previous_TOTAL`; without one it counts as
 * large as the present.
 *
 * @returns undefined if the result lacks the total
 */
export function shareOf(formats: Formats, row: Value[], columns: Column[], column: Column): Share | undefined {
  const at = totalOf(columns, column);
  const [percent, total] = [row[columns.indexOf(column)] ?? null, row[at] ?? null];
  if (typeof percent !== 'number' || typeof total !== 'number') return undefined;
  const interval = shownInterval(percent, total);
  const previous = row[indexOfRole(columns, 'previous')];
  const previousTotal = row[columns.findIndex(({ name }) => name === `previous_${column.of}`)] ?? total;
  const isClear =
    typeof previous !== 'number' ||
    typeof previousTotal !== 'number' ||
    isClearChange({ percent, total }, { percent: previous, total: previousTotal });
  return { interval: interval ? formatInterval(formats, interval) : '', isClear };
}
