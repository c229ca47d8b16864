import type { LitElement, ReactiveController, ReactiveControllerHost } from 'lit';
import type { Params } from '../../../server/contract/value.ts';
import type { GatewayError } from '../gateway/gateway-error.ts';

/** Settings that a `<letz-context>` gives to the widgets inside; a widget's own properties take precedence. */
export interface Settings {
  gateway?: string;
  token?: string;
  /** Values for every query that has such a parameter; null if the attribute is not valid JSON. */
  params: Params | null;
  locale?: string;
  tz?: string;
  /** Seconds between refreshes. */
  refresh?: number;
  /** Name of the query of marks on the time axes. */
  marks?: string;
  /** Gets a token other than the refused one, once for all widgets; rejects if there is none. Undefined without provider. */
  requestToken?: (refused: string | undefined) => Promise<void>;
  /** Shows a problem that concerns all widgets, or removes it, once for all of them. */
  report?: (source: EventTarget, problem: GatewayError | undefined) => void;
  /** Settles when the parameters are known; requests wait for it. Undefined: they are known. */
  paramsReady?: Promise<unknown> | undefined;
  /** The latest as_of of the widgets, if the context shows it: a widget with the same one leaves it out. */
  updated?: string | undefined;
  /** Note about rows that are older than the context accepts, in the tables that a widget's data was read from. */
  renderNewest?: ((widget: LitElement, data: object) => unknown) | undefined;
  /** Delays the first requests of all widgets until a promise settles; for `<letz-params>`. */
  waitFor?: (promise: Promise<unknown>) => void;
  /** Sets values that override the context's parameters, in place of the source's earlier ones; the latest source wins. */
  setParams?: (source: EventTarget, params: Params) => void;
  /** Sets values for parameters that neither a context nor a source sets; the first source wins. */
  setDefaults?: (source: EventTarget, defaults: Params) => void;
  /** The context's parameters without the values that this source has chosen. */
  inheritedParams?: (source: EventTarget) => Params;
}

/** Subscription request of a widget to the nearest context above it. */
export class SettingsRequestEvent extends Event {
  /** Called with the settings at once and on each change. */
  readonly listener: (settings: Settings) => void;
  /** Set by the context that answers. */
  unsubscribe: (() => void) | undefined;

  constructor(listener: (settings: Settings) => void) {
    super('letz-settings-request', { bubbles: true, composed: true });
    this.listener = listener;
  }
}

/**
 * Controller that subscribes an element to the settings of the nearest context. Written here because every widget needs
 * it and it has a tenth of the size of @lit/context.
 */
export class SettingsController implements ReactiveController {
  value: Settings | undefined;
  /** Settles once the context around the element is defined, if its script runs after the widget's. */
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

/** Folder that the library was loaded from: the default gateway. Chunks and single widgets are in folders below it. */
export const scriptFolder = import.meta.url.replace(/\/((chunks|widgets)\/)?[^/]*$/, '');
