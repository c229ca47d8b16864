import { Task } from '@lit/task';
import { html, nothing, type TemplateResult } from 'lit';
import type { Params } from '../../server/contract/value.ts';
import { LetzElement } from '../core/element/letz-element.ts';
import { indexOfRole } from '../core/format/column-roles.ts';
import { formatRounded, formatValue } from '../core/format/values.ts';
import type { TaggedResult } from '../core/gateway/gateway-client.ts';
import { renderChange } from './change.ts';
import { styles } from './letz-metric.styles.ts';
import { renderTrend, trendStyles } from './trend.ts';

/**
 * @summary One value, its change against `previous`, and a sparkline of its trend.
 *
 * @csspart value - The value.
 * @csspart change - The change since the previous period.
 * @csspart trend - The sparkline.
 */
export class LetzMetric extends LetzElement {
  static override styles = [...LetzElement.styles, styles, trendStyles];

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

  protected override updated(): void {
    const value = this.renderRoot.querySelector<HTMLElement>('.value');
    value?.style.setProperty('--_length', String(value.textContent?.trim().length));
  }

  protected override renderData({ columns, rows: [row = []] }: TaggedResult): TemplateResult {
    const column = columns.find(({ name }) => name === this.column) ?? columns[0];
    if (!column) return html`${nothing}`;
    const { formats } = this;
    const value = row[columns.indexOf(column)] ?? null;
    const previous = row[indexOfRole(columns, 'previous')] ?? null;
    const full = value === null ? '–' : formatValue(formats, value, column);
    const text = value === null ? full : this.compact ? formats.compact(value) : formatRounded(formats, value, column);
    const trend = this.#trend.value ?? this.#trend.error;
    return html`
      <div part="value">
        <span class="value" title=${full} aria-label=${value === null ? this.texts.noValue : nothing}>${text}</span>
        ${this.unit ? html`<span class="unit">${this.unit}</span>` : nothing}
      </div>
      <div part="change">${renderChange(this, value, previous, column, formats)}</div>
      ${this.trend ? html`<div class="trend">${trend && renderTrend(this, trend as TaggedResult | Error, formats)}</div>` : nothing}
    `;
  }

  async #loadTrend(signal: AbortSignal): Promise<TaggedResult | undefined> {
    if (!this.trend) return undefined;
    // The trend has a time window of its own, but the same as_of.
    const { as_of } = this.params ?? {};
    const params: Params = as_of ? { as_of } : {};
    return this.runQuery({ name: this.trend, params, known: this.#trend.value }, signal);
  }
}

if (!customElements.get('letz-metric')) customElements.define('letz-metric', LetzMetric);

declare global {
  interface HTMLElementTagNameMap {
    'letz-metric': LetzMetric;
  }
}
