import type { Params, Result, Value } from '../../server/contract.ts';
import type { GatewayError } from './gateway-client.ts';

/** All events of the widgets bubble and cross shadow roots, so that a page can listen anywhere above. */
const ANYWHERE = { bubbles: true, composed: true };

/** New data is shown. */
export class LetzLoadEvent extends Event {
  static readonly type = 'letz-load';
  readonly result: Result;

  constructor(result: Result) {
    super(LetzLoadEvent.type, ANYWHERE);
    this.result = result;
  }
}

/** Loading failed; data shown before stays. */
export class LetzErrorEvent extends Event {
  static readonly type = 'letz-error';
  readonly error: GatewayError;

  constructor(error: GatewayError) {
    super(LetzErrorEvent.type, ANYWHERE);
    this.error = error;
  }
}

/** The token is no longer good, and no token provider renewed it. */
export class LetzTokenExpiredEvent extends Event {
  static readonly type = 'letz-token-expired';

  constructor() {
    super(LetzTokenExpiredEvent.type, ANYWHERE);
  }
}

/** The user chose a row, a point, a cell or a step. */
export class LetzSelectEvent extends Event {
  static readonly type = 'letz-select';
  /** The whole row, by column name. */
  readonly row: Record<string, Value>;
  /** The column's name. */
  readonly column: string;
  readonly value: Value;

  constructor(row: Record<string, Value>, column: string, value: Value) {
    super(LetzSelectEvent.type, ANYWHERE);
    this.row = row;
    this.column = column;
    this.value = value;
  }
}

/** The user changed parameters. */
export class LetzParamsChangeEvent extends Event {
  static readonly type = 'letz-params-change';
  readonly params: Params;

  constructor(params: Params) {
    super(LetzParamsChangeEvent.type, ANYWHERE);
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
