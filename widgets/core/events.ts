import type { Params, Result, Value } from '../../server/contract.ts';
import type { GatewayError } from './gateway-client.ts';

/** All events of the widgets bubble and cross shadow roots, so that a page can listen anywhere above. */
const ANYWHERE = { bubbles: true, composed: true };

/** New data is shown. */
export class LetzLoadEvent<Data extends object = Result> extends Event {
  readonly result: Data;

  constructor(result: Data) {
    super('letz-load', ANYWHERE);
    this.result = result;
  }
}

/** Loading failed; data shown before stays. */
export class LetzErrorEvent extends Event {
  readonly error: GatewayError;

  constructor(error: GatewayError) {
    super('letz-error', ANYWHERE);
    this.error = error;
  }
}

/** The token is no longer good, and no token provider renewed it. */
export class LetzTokenExpiredEvent extends Event {
  constructor() {
    super('letz-token-expired', ANYWHERE);
  }
}

/** The user chose a row, a point, a cell or a step. */
export class LetzSelectEvent extends Event {
  /** The whole row, by column name. */
  readonly row: Record<string, Value>;
  /** The column's name. */
  readonly column: string;
  readonly value: Value;

  constructor(row: Record<string, Value>, column: string, value: Value) {
    super('letz-select', ANYWHERE);
    this.row = row;
    this.column = column;
    this.value = value;
  }
}

/** The user changed parameters. */
export class LetzParamsChangeEvent extends Event {
  readonly params: Params;

  constructor(params: Params) {
    super('letz-params-change', ANYWHERE);
    this.params = params;
  }
}

declare global {
  interface HTMLElementEventMap {
    'letz-load': LetzLoadEvent;
    'letz-error': LetzErrorEvent;
    'letz-token-expired': LetzTokenExpiredEvent;
    'letz-select': LetzSelectEvent;
    'letz-params-change': LetzParamsChangeEvent;
  }
}
