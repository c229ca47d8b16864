import { css, html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { Freshness } from '../../server/contract/explanation.ts';
import type { ResultHead } from '../../server/contract/result.ts';
import { durationText } from '../core/actions/copy.ts';
import type { LetzLoadEvent } from '../core/element/events.ts';
import type { Settings } from '../core/element/settings.ts';
import type { Formats } from '../core/format/formats.ts';
import { fill } from '../core/format/translations.ts';
import { formatTimestamp } from '../core/format/values.ts';
import { newestOf, newestRows, newestText, oldStyles, renderOld } from '../core/freshness/newest-rows.ts';
import { textsFor } from '../core/freshness/texts/index.ts';
import type { GatewayClient } from '../core/gateway/gateway-client.ts';
import { addStyles } from '../core/styles/add-styles.ts';

interface StatusHost extends LitElement {
  staleAfter?: number | null;
}

interface StatusSettings {
  client: GatewayClient;
  formats: Formats;
  /** Seconds between refreshes; 0: none. */
  refresh: number;
}

/** Age from which the newest row of a table is old, in seconds. */
const STALE_AFTER = 21_600;
/** Interval at which shown ages are brought up to date, in milliseconds. */
const AGE_MS = 60_000;

/** Line of a context: when its widgets were last updated, how often they refresh, and the age of the newest row. */
export class LastUpdated {
  readonly #host: StatusHost;
  readonly #settings: () => StatusSettings;
  /** The latest result of each widget inside. */
  readonly #results = new Map<EventTarget, Partial<ResultHead>>();
  #updated: string | undefined;
  #freshness: Freshness = {};
  readonly #timer: ReturnType<typeof setInterval>;

  constructor(host: StatusHost, settings: () => StatusSettings) {
    this.#host = host;
    this.#settings = settings;
    addStyles(host, oldStyles);
    addStyles(host, styles);
    host.addEventListener('letz-load', this.#onLoad);
    // Widgets that had loaded before this code.
    for (const widget of host.querySelectorAll<Element & { result?: object }>('*')) {
      if (widget.localName.startsWith('letz-') && widget.result) this.#add(widget, widget.result);
    }
    this.#timer = setInterval(() => host.isConnected && host.requestUpdate(), AGE_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#host.removeEventListener('letz-load', this.#onLoad);
  }

  /** Settings of the widgets inside. */
  get settings(): Pick<Settings, 'updated' | 'renderNewest'> {
    return { updated: this.#updated, renderNewest: this.#renderNewest };
  }

  readonly #onLoad = (event: LetzLoadEvent): void => {
    const [widget] = event.composedPath();
    if (widget) this.#add(widget, event.result);
  };

  #add(widget: EventTarget, result: Partial<ResultHead>): void {
    if (!result.asOf) return;
    for (const known of this.#results.keys()) if (!(known as Element).isConnected) this.#results.delete(known);
    this.#results.set(widget, result);
    const updated = [...this.#results.values()].reduce((latest, { asOf = '' }) => (asOf > latest ? asOf : latest), '');
    if (updated === this.#updated) return;
    this.#updated = updated;
    this.#host.requestUpdate();
    if (this.#staleAfter > 0) this.#loadFreshness();
  }

  async #loadFreshness(): Promise<void> {
    this.#freshness = await newestRows(this.#settings().client);
    this.#host.requestUpdate();
  }

  get #staleAfter(): number {
    return this.#host.staleAfter ?? STALE_AFTER;
  }

  readonly #renderNewest = (widget: LitElement, data: object): unknown => {
    const { sources = [] } = data as Partial<ResultHead>;
    const newest = newestOf(this.#freshness, sources);
    if (!newest.length) return nothing;
    addStyles(widget, oldStyles);
    const { locale } = this.#settings().formats;
    return renderOld(
      newest,
      this.#staleAfter,
      textsFor(locale, () => widget.requestUpdate()),
      locale,
    );
  };

  render(): TemplateResult | undefined {
    if (!this.#updated) return undefined;
    const { formats, refresh } = this.#settings();
    const { locale } = formats;
    const texts = textsFor(locale, () => this.#host.requestUpdate());
    const sources = new Set([...this.#results.values()].flatMap((result) => result.sources ?? []));
    const newest = newestOf(this.#freshness, [...sources]);
    const latest = newest.at(-1);
    const isOld = latest && latest.age >= this.#staleAfter * 1000;
    return html`<div part="updated">
      <time datetime=${this.#updated} title=${this.#updated}>${texts.updated} <bdi>${formatTimestamp(formats, this.#updated)}</bdi></time>
      ${refresh > 0 ? html`<span>${fill(texts.every, durationText(refresh, locale))}</span>` : nothing}
      ${isOld ? renderOld([latest], this.#staleAfter, texts, locale) : latest ? html`<span title=${latest.stamp}>${newestText(latest, texts, locale)}</span>` : nothing}
      <button type="button" @click=${this.#reload}>${texts.refresh}</button>
    </div>`;
  }

  readonly #reload = (): void => {
    for (const widget of this.#results.keys()) (widget as EventTarget & { reload?(): void }).reload?.();
  };
}

const styles = css`
  [part='updated'] {
    display: flex;
    flex-wrap: wrap;
    grid-column: 1 / -1;
    align-items: center;
    gap: 2px 12px;
    color: var(--letz-muted, light-dark(#60646c, #a0a4ad));
    font: 0.857em / 1.45 var(--letz-font, system-ui, sans-serif);
    font-variant-numeric: tabular-nums;
  }
`;
