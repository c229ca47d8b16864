import type { Result } from '../../../server/contract/result.ts';
import type { GatewayError } from '../gateway/gateway-client.ts';

/** All events of the widgets bubble and cross shadow roots, so that a page can listen anywhere above. */
export const ANYWHERE = { bubbles: true, composed: true };

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

declare global {
  interface HTMLElementEventMap {
    'letz-load': LetzLoadEvent;
    'letz-error': LetzErrorEvent;
    'letz-token-expired': LetzTokenExpiredEvent;
  }
}
