import { html, nothing, type TemplateResult } from 'lit';
import type { Value } from '../../server/contract/value.ts';
import { LetzElement } from '../core/element/letz-element.ts';
import type { TaggedResult } from '../core/gateway/gateway-client.ts';
import { upkeep } from '../core/lazy/load-lazy.ts';
import { styles } from './letz-metric.styles.ts';

interface MetricData extends TaggedResult {
  /** The course, or why there is none. */
  trendResult?: TaggedResult | Error;
}

/** What stands around the figure, loaded by the first metric. */
let details: typeof import('./details.ts') | undefined;

const loadDetails = async (): Promise<void> => {
  details = await import('./details.ts');
};

/**
 * @summary One figure, its change against `previous`, and its course.
 *
 * @fires letz-load - The figure is shown; `.result`.
 * @csspart value - The figure.
 * @csspart change - Its change.
 * @csspart trend - Its course.
 */
export class LetzMetric extends LetzElement<MetricData> {
  static override styles = [...LetzElement.styles, styles];

  static override properties = {
    column: {},
    trend: {},
    unit: {},
    compact: { type: Boolean },
    higherIs: { attribute: 'higher-is' },
  };

  /** The column that holds the figure; by default the first. */
  column?: string;

  /** A query whose rows are the figure's course, such as `daily-active-users`. */
  trend?: string;

  /** What is counted, shown behind the figure. */
  unit?: string;

  /** Shortens the figure, as `12.3K`. */
  compact = false;

  /** `better` or `worse`: colours the change. */
  higherIs?: string;

  protected override loadArguments(): readonly unknown[] {
    return [...super.loadArguments(), this.trend];
  }

  protected override async load(signal: AbortSignal): Promise<MetricData> {
    const [result, trendResult] = await Promise.all([
      super.load(signal),
      this.#loadTrend(signal),
      this.query && loadDetails(),
    ]);
    return trendResult ? { ...result, trendResult } : result;
  }

  protected override renderData(data: MetricData): TemplateResult {
    const value = this.#value(data, this.column ?? data.columns[0]?.name);
    const { formats } = this;
    // A figure that the page gives waits for nothing. Until upkeep is there, its coming draws again.
    if (!details) {
      requestAnimationFrame(() =>
        requestAnimationFrame(() => loadDetails().then(() => upkeep?.whenIdle(() => this.requestUpdate()))),
      );
    }
    const full =
      value === null ? '–' : (upkeep?.formatFigure(formats, value, data, this.column) ?? formats.number(value));
    return html`
      <div part="value">
        <span title=${full} aria-label=${value === null ? this.texts.noValue : nothing}
          >${value !== null && this.compact ? formats.compact(value) : full}</span
        >${this.unit ? html`<span class="unit">&nbsp;${this.unit}</span>` : nothing}
      </div>
      <div part="change">${details?.renderChange(this, value, this.#value(data, 'previous'), formats)}</div>
      ${data.trendResult && details?.renderTrend(this, data.trendResult, formats)}
    `;
  }

  async #loadTrend(signal: AbortSignal): Promise<TaggedResult | Error | undefined> {
    if (!this.trend) return undefined;
    // Its own window, but the same moment.
    const { as_of } = this.params ?? {};
    const params = await this.contextParams(this.trend, as_of ? { as_of } : null);
    const { trendResult } = this.data ?? {};
    const known = trendResult instanceof Error ? undefined : trendResult;
    // The figure is there without it.
    return this.client.query(this.trend, params, signal, known).catch((error) => error);
  }

  #value(data: MetricData, column: string | undefined): Value {
    const index = data.columns.findIndex(({ name }) => name === column);
    return data.rows[0]?.[index] ?? null;
  }
}

if (!customElements.get('letz-metric')) customElements.define('letz-metric', LetzMetric);

declare global {
  interface HTMLElementTagNameMap {
    'letz-metric': LetzMetric;
  }
}
