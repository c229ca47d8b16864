import type { Params, Value } from '../../../server/contract/value.ts';
import { ANYWHERE } from './events.ts';

/** The reader chose a row, a point, a cell or a step. */
export class LetzSelectEvent extends Event {
  /** The whole row, by column name. */
  readonly row: Record<string, Value>;
  /** The column's name. */
  readonly column: string;
  readonly value: Value;

  constructor(row: Record<string, Value>, column: string) {
    super('letz-select', ANYWHERE);
    this.row = row;
    this.column = column;
    this.value = row[column] ?? null;
  }
}

/** The reader changed parameters. */
export class LetzParamsChangeEvent extends Event {
  readonly params: Params;

  constructor(params: Params) {
    super('letz-params-change', ANYWHERE);
    this.params = params;
  }
}

declare global {
  interface HTMLElementEventMap {
    'letz-select': LetzSelectEvent;
    'letz-params-change': LetzParamsChangeEvent;
  }
}
