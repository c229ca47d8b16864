import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Params } from '../../../server/contract/value.ts';

/** What a `<letz-context>` gives to the widgets inside; each widget's own properties win. */
export interface Settings {
  gateway?: string;
  token?: string;
  /** Values for every query that has such a parameter; null: what the page says can't be read. */
  params: Params | null;
  locale?: string;
  tz?: string;
  /** Seconds between refreshes. */
  refresh?: number;
  /** Replaces the refused token, once for all widgets; rejects when there is none. Undefined: nobody can get one. */
  renewToken?: (refused: string | undefined) => Promise<void>;
  /** Settles when the parameters are known: until then nobody asks. Undefined: they are. */
  settling?: Promise<unknown> | undefined;
  /** Lays values over the context's parameters, in place of what the same source said before; for `<letz-params>`. */
  choose?: (source: EventTarget, params: Params | Promise<Params>) => void;
}

/** A widget's question to the nearest context above it. */
export class SettingsRequestEvent extends Event {
  /** Hears the settings, at once and whenever they change. */
  readonly listener: (settings: Settings) => void;
  /** Set by the context that answers. */
  unsubscribe: (() => void) | undefined;

  constructor(listener: (settings: Settings) => void) {
    super('letz-settings-request', { bubbles: true, composed: true });
    this.listener = listener;
  }
}

/**
 * Keeps the settings of the nearest context above an element. Ours because it is a tenth of @lit/context, and every
 * widget pays for it.
 */
export class SettingsController implements ReactiveController {
  value: Settings | undefined;
  /** Settles when the context around the element is there, should its script come after the widget's. */
  ready: Promise<unknown> | undefined;
  readonly #host: ReactiveControllerHost & Element;
  #unsubscribe: (() => void) | undefined;

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#request();
    if (this.#unsubscribe || !this.#host.closest('letz-context:not(:defined)')) return;
    this.ready = customElements.whenDefined('letz-context').then(() => {
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
