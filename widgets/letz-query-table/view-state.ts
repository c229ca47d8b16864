import type { Formats } from '../core/format/formats.ts';
import type { ExportSource } from './interaction/csv-download.ts';

/** The widget's state that the view shows. */
export interface ViewState {
  label: string;
  formats: Formats;
  /** Accessible name of null. */
  noValue: string;
  /** True while more rows arrive. */
  arriving: boolean;
  /** True if the gateway cut the rows off. */
  truncated: boolean;
  /** Starts an export; undefined for data without a query. */
  exportSource: (() => Promise<ExportSource>) | undefined;
  /** Name of the column to group by. */
  groupBy: string | undefined;
  /** True if rows are cards in a narrow table. */
  cards: boolean;
  density: string | undefined;
  /** True if to show the row of totals. */
  totals: boolean;
}

/** Row heights in pixels; constants, so that no layout is needed to know them. */
export const ROW_HEIGHTS = new Map([
  ['compact', 24],
  ['normal', 32],
  ['comfortable', 40],
]);
