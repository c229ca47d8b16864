import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Params } from '../../server/contract.ts';
import type { LetzParamsChangeEvent, LetzSelectEvent } from '../core/events.ts';
import { jsonObject } from '../core/letz-element.ts';
import { type Settings, SettingsController, SettingsRequestEvent } from '../core/settings.ts';

/**
 * @summary Gives the widgets inside what they share: gateway, token, parameters, language, zone, refresh and theme.
 *
 * Contexts nest; the inner one wins. Parameters reach the queries that have them. `<letz-params>` inside changes them, and
 * so does a widget with `sets="parameter"` or `sets="parameter=column"` when the user chooses one of its rows.
 *
 * @slot - The page's content.
 */
export class LetzContext extends LitElement {
  static override styles = css`
    :host {
      display: contents;
    }

    :host([theme='light']) {
      color-scheme: light;
    }

    :host([theme='dark']) {
      color-scheme: dark;
    }

    :host([theme='paper']) {
      --letz-surface: light-dark(#fbfaf7, #1c1b19);
      --letz-raised: light-dark(#f1eee7, #292724);
      --letz-text: light-dark(#22201c, #edeae4);
      --letz-muted: light-dark(#6a655b, #aba598);
      --letz-border: light-dark(#e2ddd2, #393630);
      --letz-accent: light-dark(#8a4b14, #e3a76f);
      --letz-font: ui-serif, Georgia, serif;
      --letz-radius: 3px;
    }
  `;

  /** The gateway's address; by default where the script comes from. */
  @property() gateway?: string;

  /** What opens the data inside. */
  @property() token?: string;

  /** Takes the token from `#token=…` in the page's address. */
  @property({ type: Boolean, attribute: 'token-from-hash' }) tokenFromHash = false;

  /** Values for all queries inside that have such parameters, as JSON. */
  @property({ converter: jsonObject }) params: Params | null = {};

  /** Language and formats, such as `pt-BR`. */
  @property() locale?: string;

  /** The zone that days are cut in, such as `America/Sao_Paulo`. */
  @property() tz?: string;

  /** Seconds between refreshes. */
  @property({ type: Number }) refresh?: number;

  /** `light`, `dark` or `paper`; by default as the page is. */
  @property({ reflect: true }) theme?: string;

  /** Gets a new token when the one in use has expired. */
  @property({ attribute: false }) tokenProvider?: () => Promise<string>;

  readonly #outer = new SettingsController(this);
  readonly #listeners = new Set<SettingsRequestEvent['listener']>();
  /** What was chosen inside, by the element where it was chosen. */
  readonly #chosen = new Map<EventTarget, Params>();
  #renewing: Promise<void> | undefined;

  constructor() {
    super();
    this.addEventListener(SettingsRequestEvent.type, (event) => this.#answer(event as SettingsRequestEvent));
    this.addEventListener('letz-params-change', (event) => this.#setParams(event));
    this.addEventListener('letz-select', (event) => this.#crossFilter(event));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.tokenFromHash) this.token = new URLSearchParams(location.hash.slice(1)).get('token') ?? this.token;
  }

  protected override updated(_changed: PropertyValues): void {
    const settings = this.#settings();
    for (const listener of this.#listeners) listener(settings);
  }

  override render(): TemplateResult {
    return html`<slot></slot>`;
  }

  #settings(): Settings {
    const outer = this.#outer.value;
    return {
      ...outer,
      ...(this.gateway !== undefined && { gateway: this.gateway }),
      ...(this.token !== undefined && { token: this.token }),
      ...(this.locale !== undefined && { locale: this.locale }),
      ...(this.tz !== undefined && { tz: this.tz }),
      ...(this.refresh !== undefined && { refresh: this.refresh }),
      ...(this.tokenProvider && { renewToken: () => this.#renew() }),
      choose: (source, params) => this.#choose(source, params),
      params: Object.assign({}, outer?.params, this.params, ...this.#chosen.values()),
    };
  }

  #answer(event: SettingsRequestEvent): void {
    if (event.target === this) return;
    event.stopPropagation();
    const { listener } = event;
    this.#listeners.add(listener);
    event.unsubscribe = () => this.#listeners.delete(listener);
    listener(this.#settings());
  }

  #renew(): void {
    this.#renewing ??= this.tokenProvider?.()
      .then(
        (token) => {
          this.token = token;
        },
        // Whoever provides tokens knows why it failed; the widgets stay as they are and ask again when refreshed.
        () => undefined,
      )
      .finally(() => {
        this.#renewing = undefined;
      });
  }

  #choose(source: EventTarget, params: Params): void {
    this.#chosen.set(source, params);
    this.requestUpdate();
  }

  #setParams(event: LetzParamsChangeEvent): void {
    event.stopPropagation();
    if (event.target) this.#choose(event.target, event.params);
  }

  #crossFilter(event: LetzSelectEvent): void {
    const source = event.target as Element;
    const [param, column = param] = source.getAttribute('sets')?.split('=') ?? [];
    const value = column === undefined ? undefined : event.row[column];
    if (param === undefined || value === undefined || (typeof value === 'object' && value !== null)) return;
    this.#choose(source, { [param]: value });
  }
}

if (!customElements.get('letz-context')) customElements.define('letz-context', LetzContext);

declare global {
  interface HTMLElementTagNameMap {
    'letz-context': LetzContext;
  }
}
