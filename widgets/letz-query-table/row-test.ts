import type { Column } from '../../server/contract/column.ts';
import type { Value } from '../../server/contract/value.ts';

/** Whether to show a row. */
export type RowTest = (row: number) => boolean;

export interface FilterColumn extends Pick<Column, 'type' | 'name'> {
  values: Value[];
}

/** How a reader types numbers, and what a cell shows. */
export interface Reader {
  locale: string;
  /** The zone in which times are shown, as Intl knows it; undefined: the reader's own. */
  tz: string | undefined;
  yes: string;
  no: string;
  print(value: Value, column: Pick<Column, 'type' | 'name'>): string;
}
