import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Params } from '../../server/contract/value.ts';
import type { LetzParamsChangeEvent, LetzSelectEvent } from '../core/element/events.ts';
import { jsonObject } from '../core/element/json-object.ts';
import { loadAttributeChecks } from '../core/element/load-attribute-checks.ts';
import {
  type Settings,
  SettingsController,
  type SettingsRequestEvent,
  scriptFolder,
} from '../core/element/settings.ts';
import { Formats, languageOf } from '../core/format/formats.ts';
import { GatewayClient } from '../core/gateway/gateway-client.ts';
import { paper } from '../core/styles/paper.ts';
import { schemes, tokens } from '../core/styles/theme.ts';
import { ContextParams } from './context-params.ts';
import type { LastUpdated } from './last-updated.ts';
import { banner, ProblemBanner } from './problem-banner.ts';
import { takeToken } from './token-from-hash.ts';
import { requestToken } from './token-request.ts';

/** Events handled by a context, which outer contexts ignore. */
const handled = new WeakSet<Event>();

/**
 * @summary Settings for the widgets inside: gateway, token, parameters, language, time zone, refresh and theme.
 *
 * Contexts nest; settings of the inner one take precedence. Parameters reach the queries that have them. `<letz-params>`
 * inside sets them, and so does a widget with `sets="parameter"` or `sets="parameter=column"` when the user selects one of
 * its rows; the same selection again removes it. A problem of all widgets, such as an unreachable gateway, is shown once.
 *
 * @slot - The page's content.
 * @csspart updated - The line with the time of the last update.
 * @csspart problem - The message about a problem of all widgets.
 */
export class LetzContext extends LitElement {
  static override styles = [
    css`
      :host {
        display: contents;
      }
    `,
    tokens,
    banner,
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
    marks: {},
    theme: { reflect: true },
    lastUpdated: { type: Boolean, attribute: 'last-updated' },
    staleAfter: { type: Number, attribute: 'stale-after' },
    tokenProvider: { attribute: false },
  };

  /** Address of the gateway; by default the folder of the script. */
  gateway?: string;

  /** Token for queries that are not public. */
  token?: string;

  /** Takes the token from `#token=…` in the page's address and removes it there. */
  tokenFromHash = false;

  /** Values for all queries inside that have such parameters, as JSON such as `{"days": 30}`. */
  params?: Params | null;

  /** Language of texts and formats, such as `pt-BR`; by default that of the page. */
  locale?: string;

  /** Time zone of days and times, such as `America/Sao_Paulo`; by default the one of each query. */
  tz?: string;

  /** Seconds between refreshes; by default none. */
  refresh?: number;

  /** Name of a query of marks, drawn on the time axes of all charts inside: start, optional end, text. */
  marks?: string;

  /** Color scheme or theme: `light`, `dark` or `paper`; by default the color scheme of the page. */
  theme?: string;

  /**
   * Shows the time of the last update once for all widgets inside, with a refresh button and the age of the newest row;
   * a widget shows its own time only if it differs.
   */
  lastUpdated = false;

  /**
   * With `last-updated`: age of the newest row of a table, in seconds, from which it is noted in amber on the widgets that
   * read the table; by default 21600 (6 hours). 0: the age is not requested.
   */
  staleAfter?: number;

  /**
   * Returns a token. Called before the first request, if there is no `token`, and when the gateway refuses the present one.
   * Without a token, or if it rejects, the user is signed out.
   */
  tokenProvider?: () => Promise<string | null | undefined>;

  readonly #outer = new SettingsController(this);
  readonly #listeners = new Set<SettingsRequestEvent['listener']>();
  readonly #params = new ContextParams();
  readonly #banner = new ProblemBanner(() => this.requestUpdate());
  #status: LastUpdated | undefined;
  /** Settles once the parameters of the first requests are known. */
  #paramsReady: Promise<unknown> | undefined;
  #tokenRequest: Promise<void> | undefined;

  constructor() {
    super();
    this.addEventListener('letz-settings-request', (event) => this.#onSettingsRequest(event as SettingsRequestEvent));
    this.addEventListener('letz-params-change', (event) => this.#onParamsChange(event));
    this.addEventListener('letz-select', (event) => this.#onSelect(event));
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

  protected override willUpdate(changed: PropertyValues): void {
    loadAttributeChecks(this);
    if (changed.has('lastUpdated')) this.#loadStatus();
  }

  protected override updated(): void {
    const settings = this.#settings();
    for (const listener of this.#listeners) listener(settings);
  }

  /** Loads the code of the line with the last update, for contexts that show it. */
  async #loadStatus(): Promise<void> {
    const { LastUpdated } = this.lastUpdated ? await import('./last-updated.ts') : {};
    this.#status?.stop();
    this.#status =
      LastUpdated &&
      new LastUpdated(this, () => {
        const { gateway = scriptFolder, token, locale = languageOf(this), tz, refresh = 0 } = this.#settings();
        return { client: GatewayClient.for(gateway, token), formats: Formats.for(locale, tz), refresh };
      });
    this.requestUpdate();
  }

  readonly #takeToken = (): void => {
    this.token = takeToken() ?? this.token;
  };

  #settings(): Settings {
    const outer = this.#outer.value;
    const { gateway, token, locale, tz, refresh, marks, tokenProvider } = this;
    const own = { gateway, token, locale, tz, refresh, marks };
    const params = this.#mergeParams();
    const hasOwnAccess = gateway !== undefined || token !== undefined || tokenProvider !== undefined;
    return {
      ...outer,
      ...Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)),
      // An outer context can't replace the token of an inner one.
      requestToken: tokenProvider
        ? (refused) => this.#requestToken(refused)
        : token === undefined
          ? outer?.requestToken
          : undefined,
      report: hasOwnAccess || !outer?.report ? (source, problem) => this.#banner.report(source, problem) : outer.report,
      ...this.#status?.settings,
      paramsReady: this.#paramsReady ?? outer?.paramsReady,
      waitFor: this.#waitFor,
      setParams: this.#setParams,
      setDefaults: this.#setDefaults,
      inheritedParams: (source) => this.#mergeParams(source) ?? {},
      params,
      // A time zone that was chosen inside applies to the times shown, too.
      ...(typeof params?.tz === 'string' && { tz: params.tz }),
    };
  }

  /** The parameters of the widgets inside; null if an attribute is not valid JSON. */
  #mergeParams(without?: EventTarget): Params | null {
    const outer = this.#outer.value?.params;
    if (outer === null || this.params === null) return null;
    return this.#params.merge(outer, { ...(this.tz && { tz: this.tz }), ...this.params }, without);
  }

  #onSettingsRequest(event: SettingsRequestEvent): void {
    const { listener } = event;
    const [source] = event.composedPath();
    if (source === this || !source) return;
    event.stopPropagation();
    this.#listeners.add(listener);
    event.unsubscribe = () => {
      this.#listeners.delete(listener);
      this.#settings().report?.(source, undefined);
      if (this.#params.remove(source)) this.requestUpdate();
    };
    listener(this.#settings());
  }

  async #requestToken(refused: string | undefined): Promise<void> {
    // Another widget's request has replaced it.
    if (refused !== this.token) return;
    this.#tokenRequest ??= requestToken(
      () => this.tokenProvider?.(),
      (token) => {
        this.token = token;
      },
    ).finally(() => {
      this.#tokenRequest = undefined;
    });
    await this.#tokenRequest;
    await this.updateComplete;
  }

  readonly #setParams = (source: EventTarget, params: Params): void => {
    this.#params.choose(source, params);
    this.requestUpdate();
  };

  readonly #setDefaults = (source: EventTarget, defaults: Params): void => {
    this.#params.setDefaults(source, defaults);
    this.requestUpdate();
  };

  readonly #waitFor = (promise: Promise<unknown>): void => {
    const ready = Promise.allSettled([this.#paramsReady, promise]);
    this.#paramsReady = ready;
    this.requestUpdate();
    ready.then(() => {
      if (this.#paramsReady !== ready) return;
      this.#paramsReady = undefined;
      this.requestUpdate();
    });
  };

  #onParamsChange(event: LetzParamsChangeEvent): void {
    const [source] = event.composedPath();
    if (source && isUnhandled(event)) this.#setParams(source, event.params);
  }

  #onSelect(event: LetzSelectEvent): void {
    const source = event.target as Element & { sets?: string };
    const [param, column = event.column] = source.sets?.split('=') ?? [];
    if (!param || !isUnhandled(event)) return;
    const value = event.row[column] ?? event.row[param] ?? null;
    if (typeof value === 'object' && value !== null) return;
    const isSame = this.#params.chosenBy(source, param) === value;
    this.#setParams(source, isSame ? {} : { [param]: value });
  }

  override render(): TemplateResult {
    const locale = this.locale ?? this.#outer.value?.locale ?? languageOf(this);
    const hasToken = Boolean(this.token ?? this.#outer.value?.token);
    return html`${this.#banner.render(locale, hasToken) ?? nothing}${this.#status?.render() ?? nothing}<slot></slot>`;
  }
}

/** Settles when all scripts of the page have run: an element that is still undefined then has no script. */
function pageLoaded(): Promise<unknown> {
  if (document.readyState === 'complete') return Promise.resolve();
  return new Promise((resolve) => window.addEventListener('load', resolve, { once: true }));
}

function isUnhandled(event: Event): boolean {
  const isNew = !handled.has(event);
  handled.add(event);
  return isNew;
}

if (!customElements.get('letz-context')) customElements.define('letz-context', LetzContext);

declare global {
  interface HTMLElementTagNameMap {
    'letz-context': LetzContext;
  }
}
