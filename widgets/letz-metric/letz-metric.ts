import { Task } from '@lit/task';
import { html, nothing, type TemplateResult } from 'lit';
import type { Value } from '../../server/contract/value.ts';
import { LetzElement } from '../core/element/letz-element.ts';
import { formatMetric } from '../core/format/values.ts';
import type { TaggedResult } from '../core/gateway/gateway-client.ts';
import { renderChange } from './change.ts';
import { styles } from './letz-metric.styles.ts';
import { renderTrend } from './trend.ts';

/**
 * @summary One value, its change against `previous`, and a sparkline of its trend.
 *
 * @csspart value - The value.
 * @csspart change - The change since the previous period.
 * @csspart trend - The sparkline.
 */
export class LetzMetric extends LetzElement {
  static override styles = [...LetzElement.styles, styles];

  static override properties = {
    column: {},
    trend: {},
    unit: {},
    compact: { type: Boolean },
    higherIs: { attribute: 'higher-is' },
  };

  /** Column of the value; by default the first. */
  column?: string;

  /** Query whose rows are the trend, such as `daily-active-users`. */
  trend?: string;

  /** Unit, shown after the value. */
  unit?: string;

  /** Shortens the value, as `12.3K`. */
  compact = false;

  /** Meaning of a rise: `better` or `worse`. It colors the change; by default it has no color. */
  higherIs?: string;

  readonly #trend: Task<readonly unknown[], TaggedResult | undefined> = new Task<
    readonly unknown[],
    TaggedResult | undefined
  >(this, {
    args: () => [this.trend, ...super.loadArguments()],
    task: (_, { signal }) => this.#loadTrend(signal),
  });

  /** The result of the trend query, if it has one. */
  get trendResult(): TaggedResult | undefined {
    return this.#trend.value;
  }

  override async reload(): Promise<void> {
    await Promise.all([super.reload(), this.#trend.run()]);
  }

  override cancel(): void {
    super.cancel();
    this.#trend.abort();
  }

  protected override renderData(data: TaggedResult): TemplateResult {
    const value = cellOf(data, this.column ?? data.columns[0]?.name);
    const { formats } = this;
    const full = value === null ? '–' : formatMetric(formats, value, data, this.column);
    const trend = this.#trend.value ?? this.#trend.error;
    return html`
      <div part="value">
        <span title=${full} aria-label=${value === null ? this.texts.noValue : nothing}
          >${value !== null && this.compact ? formats.compact(value) : full}</span
        >${this.unit ? html`<span class="unit">&nbsp;${this.unit}</span>` : nothing}
      </div>
      <div part="change">${renderChange(this, value, cellOf(data, 'previous'), formats)}</div>
      ${this.trend ? html`<div class="trend">${trend && renderTrend(this, trend as TaggedResult | Error, formats)}</div>` : nothing}
    `;
  }

  async #loadTrend(signal: AbortSignal): Promise<TaggedResult | undefined> {
    if (!this.trend) return undefined;
    // The trend has a time window of its own, but the same as_of.
    const { as_of } = this.params ?? {};
    const params = await this.contextParams(this.trend, as_of ? { as_of } : null);
    return this.client.query(this.trend, params, signal, this.#trend.value);
  }
}

function cellOf({ columns, rows }: TaggedResult, column: string | undefined): Value {
  const index = columns.findIndex(({ name }) => name === column);
  return rows[0]?.[index] ?? null;
}

if (!customElements.get('letz-metric')) customElements.define('letz-metric', LetzMetric);

declare global {
  interface HTMLElementTagNameMap {
    'letz-metric': LetzMetric;
  }
}
