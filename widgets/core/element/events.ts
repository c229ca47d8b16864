import type { Result } from '../../../server/contract/result.ts';
import type { Params, Value } from '../../../server/contract/value.ts';
import type { GatewayError } from '../gateway/gateway-client.ts';

/** All events of the widgets bubble and cross shadow roots, so that a page can listen on any ancestor. */
const INIT = { bubbles: true, composed: true };

/** New data was loaded. */
export class LetzLoadEvent<Data extends object = Result> extends Event {
  readonly result: Data;

  constructor(result: Data) {
    super('letz-load', INIT);
    this.result = result;
  }
}

/** Loading failed; data shown before stays. */
export class LetzErrorEvent extends Event {
  readonly error: GatewayError;

  constructor(error: GatewayError) {
    super('letz-error', INIT);
    this.error = error;
  }
}

/** The token has expired and there is no new one. */
export class LetzTokenExpiredEvent extends Event {
  constructor() {
    super('letz-token-expired', INIT);
  }
}

/** The user selected a row, a point, a cell or a step. */
export class LetzSelectEvent extends Event {
  /** The whole row, by column name. */
  readonly row: Record<string, Value>;
  /** Name of the column. */
  readonly column: string;
  readonly value: Value;

  constructor(row: Record<string, Value>, column: string) {
    super('letz-select', INIT);
    this.row = row;
    this.column = column;
    this.value = row[column] ?? null;
  }
}

/** The user changed parameters. */
export class LetzParamsChangeEvent extends Event {
  readonly params: Params;

  constructor(params: Params) {
    super('letz-params-change', INIT);
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
