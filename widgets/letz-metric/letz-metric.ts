import { html, nothing, type TemplateResult } from 'lit';
import type { Value } from '../../server/contract.ts';
import type { TaggedResult } from '../core/gateway-client.ts';
import { LetzElement } from '../core/letz-element.ts';
import { fill } from '../core/translations.ts';
import { upkeep } from '../core/upkeep-loader.ts';
import { changeOf } from './change.ts';
import { styles } from './letz-metric.styles.ts';

interface MetricData extends TaggedResult {
  trendResult?: TaggedResult;
}

/** Loaded by the first metric with a trend. */
let renderTrend: typeof import('./trend.ts').renderTrend | undefined;

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

  protected override prepare(): Promise<unknown> | undefined {
    if (!this.trend || renderTrend) return undefined;
    return import('./trend.ts').then((module) => {
      renderTrend = module.renderTrend;
    });
  }

  protected override async load(signal: AbortSignal): Promise<MetricData> {
    const [result, trendResult] = await Promise.all([super.load(signal), this.#loadTrend(signal)]);
    return trendResult ? { ...result, trendResult } : result;
  }

  protected override renderData(data: MetricData): TemplateResult {
    const value = this.#value(data, this.column ?? data.columns[0]?.name);
    const previous = this.#value(data, 'previous');
    const { formats } = this;
    const full =
      value === null ? '–' : (upkeep?.formatFigure(formats, value, data, this.column) ?? formats.number(value));
    return html`
      <div part="value">
        <span title=${full} aria-label=${value === null ? this.texts.noValue : nothing}
          >${value !== null && this.compact ? formats.compact(value) : full}</span
        >${this.unit ? html` <span class="unit">${this.unit}</span>` : nothing}
      </div>
      <div part="change">${this.#renderChange(value, previous)}</div>
      ${data.trendResult ? renderTrend?.(this, data.trendResult, formats, this.texts) : nothing}
    `;
  }

  async #loadTrend(signal: AbortSignal): Promise<TaggedResult | undefined> {
    if (!this.trend) return undefined;
    // Its own window, but the same moment.
    const { as_of } = this.params ?? {};
    const params = await this.contextParams(this.trend, as_of ? { as_of } : null);
    return this.client.query(this.trend, params, signal, this.data?.trendResult);
  }

  #value(data: MetricData, column: string | undefined): Value {
    const index = data.columns.findIndex(({ name }) => name === column);
    return data.rows[0]?.[index] ?? null;
  }

  #renderChange(value: Value, previous: Value): unknown {
    if (typeof value !== 'number' || typeof previous !== 'number') return nothing;
    const { arrow, ratio, tone } = changeOf(value, previous, this.higherIs);
    const change = this.formats.number(ratio ?? value - previous, {
      signDisplay: 'exceptZero',
      ...(ratio !== null && { style: 'percent', maximumFractionDigits: 1 }),
    });
    return html`<bdi class=${tone}><span aria-hidden="true">${arrow}</span> ${change}</bdi>
      <span>${fill(this.texts.previously, this.formats.number(previous))}</span>`;
  }
}

if (!customElements.get('letz-metric')) customElements.define('letz-metric', LetzMetric);

declare global {
  interface HTMLElementTagNameMap {
    'letz-metric': LetzMetric;
  }
}
