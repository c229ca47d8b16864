import { css, html, LitElement, type TemplateResult } from 'lit';
import type { Params } from '../../server/contract/value.ts';
import type { LetzParamsChangeEvent, LetzSelectEvent } from '../core/element/events.ts';
import { jsonObject } from '../core/element/json-object.ts';
import { type Settings, SettingsController, type SettingsRequestEvent } from '../core/element/settings.ts';
import { paper } from '../core/styles/paper.ts';
import { schemes } from '../core/styles/theme.ts';
import { takeToken } from './token-from-hash.ts';

/** Events that a context has taken up: the contexts around it leave them alone. */
const taken = new WeakSet<Event>();

/**
 * @summary Gives the widgets inside what they share: gateway, token, parameters, language, zone, refresh and theme.
 *
 * Contexts nest; the inner one wins. Parameters reach the queries that have them. `<letz-params>` inside changes them, and
 * so does a widget with `sets="parameter"` or `sets="parameter=column"` when the reader chooses one of its rows; the same
 * choice again takes it back.
 *
 * @slot - The page's content.
 */
export class LetzContext extends LitElement {
  static override styles = [
    css`
      :host {
        display: contents;
      }
    `,
    schemes,
    paper,
  ];

  static override properties = {
    gateway: {},
    token: {},
    tokenFromHash: { type: Boolean, attribute: 'token-from-hash' },
    params: { converter: jsonObject },
    locale: {},
    tz: {},
    refresh: { type: Number },
    theme: { reflect: true },
    tokenProvider: { attribute: false },
  };

  /** The gateway's address; by default where the script comes from. */
  gateway?: string;

  /** What opens the data inside. */
  token?: string;

  /** Takes the token from `#token=…` in the page's address, and the address clean of it. */
  tokenFromHash = false;

  /** Values for all queries inside that have such parameters, as JSON. */
  params?: Params | null;

  /** Language and formats, such as `pt-BR`. */
  locale?: string;

  /** The zone that days are cut in, such as `America/Sao_Paulo`. */
  tz?: string;

  /** Seconds between refreshes. */
  refresh?: number;

  /** `light`, `dark` or `paper`; by default as the page is. */
  theme?: string;

  /** Gets a token when there is none, or the one in use is no longer good. */
  tokenProvider?: () => Promise<string>;

  readonly #outer = new SettingsController(this);
  readonly #listeners = new Set<SettingsRequestEvent['listener']>();
  /** Values chosen inside, by the element where they were chosen, the latest last. */
  readonly #chosen = new Map<EventTarget, Params>();
  /** Defaults of the controls inside, by element. */
  readonly #defaults = new Map<EventTarget, Params>();
  /** Settles when all values that apply to the first requests are known. */
  #paramsReady: Promise<unknown> | undefined;
  #renewing: Promise<void> | undefined;

  constructor() {
    super();
    this.addEventListener('letz-settings-request', (event) => this.#answer(event as SettingsRequestEvent));
    this.addEventListener('letz-params-change', (event) => this.#onParamsChange(event));
    this.addEventListener('letz-select', (event) => this.#crossFilter(event));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Its script may run after the widgets': the values that its controls show apply to the first requests.
    if (this.querySelector('letz-params:not(:defined)'))
      this.#waitFor(Promise.race([customElements.whenDefined('letz-params'), pageLoaded()]));
    if (!this.tokenFromHash) return;
    this.#takeToken();
    window.addEventListener('hashchange', this.#takeToken);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#takeToken);
  }

  protected override updated(): void {
    const settings = this.#settings();
    for (const listener of this.#listeners) listener(settings);
  }

  readonly #takeToken = (): void => {
    this.token = takeToken() ?? this.token;
  };

  #settings(): Settings {
    const outer = this.#outer.value;
    const { gateway, token, locale, tz, refresh, tokenProvider } = this;
    const own = { gateway, token, locale, tz, refresh };
    const params = this.#mergeParams();
    return {
      ...outer,
      ...Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)),
      // An outer context can't replace a token that an inner one holds.
      renewToken: tokenProvider
        ? (refused) => this.#renew(refused)
        : token === undefined
          ? outer?.renewToken
          : undefined,
      paramsReady: this.#paramsReady ?? outer?.paramsReady,
      waitFor: this.#waitFor,
      setParams: this.#setParams,
      setDefaults: this.#setDefaults,
      inheritedParams: this.#inheritedParams,
      params,
      // A time zone that was chosen inside applies to the times shown, too.
      ...(typeof params?.tz === 'string' && { tz: params.tz }),
    };
  }

  /** The parameters of the widgets inside; null if an attribute cannot be read. */
  #mergeParams(without?: EventTarget): Params | null {
    const outer = this.#outer.value;
    if (outer?.params === null || this.params === null) return null;
    const chosen = [...this.#chosen].filter(([source]) => source !== without).map(([, params]) => params);
    const defaults = [...this.#defaults.values()].reverse();
    const merged: Params = Object.assign(
      {},
      ...defaults,
      outer?.params,
      this.tz && { tz: this.tz },
      this.params,
      ...chosen,
    );
    // No value is the same as each query's default: null is allowed only where it is the default.
    return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
  }

  readonly #inheritedParams = (source: EventTarget): Params => this.#mergeParams(source) ?? {};

  #answer(event: SettingsRequestEvent): void {
    const { listener } = event;
    const [source] = event.composedPath();
    if (source === this || !source) return;
    event.stopPropagation();
    this.#listeners.add(listener);
    event.unsubscribe = () => {
      this.#listeners.delete(listener);
      const [chose, offered] = [this.#chosen.delete(source), this.#defaults.delete(source)];
      if (chose || offered) this.requestUpdate();
    };
    listener(this.#settings());
  }

  async #renew(refused: string | undefined): Promise<void> {
    // Another widget was quicker.
    if (refused !== this.token) return;
    this.#renewing ??= this.#askForToken().finally(() => {
      this.#renewing = undefined;
    });
    await this.#renewing;
  }

  async #askForToken(): Promise<void> {
    this.token = await this.tokenProvider?.();
    await this.updateComplete;
  }

  readonly #setParams = (source: EventTarget, params: Params): void => {
    this.#chosen.delete(source);
    this.#chosen.set(source, params);
    this.requestUpdate();
  };

  readonly #setDefaults = (source: EventTarget, defaults: Params): void => {
    this.#defaults.set(source, defaults);
    this.requestUpdate();
  };

  readonly #waitFor = (promise: Promise<unknown>): void => {
    const settling = Promise.allSettled([this.#paramsReady, promise]);
    this.#paramsReady = settling;
    this.requestUpdate();
    settling.then(() => {
      if (this.#paramsReady !== settling) return;
      this.#paramsReady = undefined;
      this.requestUpdate();
    });
  };

  #onParamsChange(event: LetzParamsChangeEvent): void {
    const [source] = event.composedPath();
    if (source && isFirst(event)) this.#setParams(source, event.params);
  }

  #crossFilter(event: LetzSelectEvent): void {
    const source = event.target as Element & { sets?: string };
    const [param, column = event.column] = source.sets?.split('=') ?? [];
    if (!param || !isFirst(event)) return;
    const value = event.row[column] ?? event.row[param] ?? null;
    if (typeof value === 'object' && value !== null) return;
    const again = this.#chosen.get(source)?.[param] === value;
    this.#setParams(source, again ? {} : { [param]: value });
  }

  override render(): TemplateResult {
    return html`<slot></slot>`;
  }
}

/** Settles when all scripts of the page have run: an element that is still undefined then has no script. */
function pageLoaded(): Promise<unknown> {
  if (document.readyState === 'complete') return Promise.resolve();
  return new Promise((resolve) => window.addEventListener('load', resolve, { once: true }));
}

function isFirst(event: Event): boolean {
  const first = !taken.has(event);
  taken.add(event);
  return first;
}

if (!customElements.get('letz-context')) customElements.define('letz-context', LetzContext);

declare global {
  interface HTMLElementTagNameMap {
    'letz-context': LetzContext;
  }
}
