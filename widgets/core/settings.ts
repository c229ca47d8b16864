import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Params } from '../../server/contract.ts';

/** What a `<letz-context>` gives to the widgets inside; each widget's own properties win. */
export interface Settings {
  gateway?: string;
  token?: string;
  /** Values for every query that has such a parameter. */
  params: Params;
  locale?: string;
  tz?: string;
  /** Seconds between refreshes. */
  refresh?: number;
  /** Gets a new token, once for all widgets; they load again when it is there. Undefined: nobody can. */
  renewToken?: () => void;
  /** Lays values over the context's parameters, in place of what the same source said before; for `<letz-params>`. */
  choose?: (source: EventTarget, params: Params) => void;
}

type Listener = (settings: Settings) => void;

/** A widget's question to the nearest context above it. */
export class SettingsRequestEvent extends Event {
  static readonly type = 'letz-settings-request';
  readonly listener: Listener;
  /** Set by the context that answers. */
  unsubscribe: (() => void) | undefined;

  constructor(listener: Listener) {
    super(SettingsRequestEvent.type, { bubbles: true, composed: true });
    this.listener = listener;
  }
}

/**
 * Keeps the settings of the nearest context above an element. Ours because it is a tenth of @lit/context, and every
 * widget pays for it.
 */
export class SettingsController implements ReactiveController {
  value: Settings | undefined;
  readonly #host: ReactiveControllerHost & Element;
  #unsubscribe: (() => void) | undefined;

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#request();
    // A context that is defined later could not answer yet.
    if (customElements.get('letz-context')) return;
    customElements.whenDefined('letz-context').then(() => {
      if (this.#host.isConnected && !this.#unsubscribe) this.#request();
    });
  }

  hostDisconnected(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  #request(): void {
    this.value = undefined;
    const request = new SettingsRequestEvent((settings) => {
      this.value = settings;
      this.#host.requestUpdate();
    });
    this.#host.dispatchEvent(request);
    this.#unsubscribe = request.unsubscribe;
  }
}

/** Where this script comes from: the gateway, unless somebody says otherwise. */
export const scriptOrigin = new URL(import.meta.url).origin;
