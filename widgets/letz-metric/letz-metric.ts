import { Task, TaskStatus } from '@lit/task';
import { html, nothing, type TemplateResult } from 'lit';
import type { Column } from '../../server/contract/column.ts';
import type { Params, Value } from '../../server/contract/value.ts';
import { LetzElement } from '../core/element/letz-element.ts';
import { indexOfRole } from '../core/format/column-roles.ts';
import { formatRounded, formatValue } from '../core/format/values.ts';
import type { GatewayError, TaggedResult } from '../core/gateway/gateway-client.ts';
import { attributeError } from '../core/visual/attribute-error.ts';
import { renderChange } from './change.ts';
import { styles } from './letz-metric.styles.ts';
import type { Share } from './share.ts';

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

  /** Query whose rows are the trend, such as `daily-active-users`; of the same days as the value. */
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
    args: () => [this.trend, this.#trendDays(), ...super.loadArguments()],
    task: (_, { signal }) => this.#loadTrend(signal),
  });

  /** Days that the trend is requested with, because its query has another default than that of the value. */
  #days: number | undefined;

  #shares: typeof import('./share.ts') | undefined;

  #sparkline: typeof import('./trend.ts') | undefined;

  /** The result of the trend query, if it has one, of the same window as the value. */
  get trendResult(): TaggedResult | undefined {
    const { value } = this.#trend;
    return value && this.data && isSameWindow(value, this.data) ? value : undefined;
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

  protected override checkData({ columns }: TaggedResult): GatewayError | undefined {
    const { column } = this;
    if (!column || columns.some(({ name }) => name === column)) return undefined;
    const allowed = columns.map(({ name }) => name).join(', ');
    return attributeError('letz-metric', 'column', column, `is not a column of the result. Allowed: ${allowed}.`);
  }

  protected override renderData({ columns, rows: [row = []] }: TaggedResult): TemplateResult {
    const column = columns.find(({ name }) => name === this.column) ?? columns[0];
    if (!column) return html`${nothing}`;
    const { formats } = this;
    const value = row[columns.indexOf(column)] ?? null;
    const previous = row[indexOfRole(columns, 'previous')] ?? null;
    const full = value === null ? '–' : formatValue(formats, value, column);
    const text = value === null ? full : this.compact ? formats.compact(value) : formatRounded(formats, value, column);
    const trend = this.trendResult ?? this.#trend.error;
    const share = column.of ? this.#share(row, columns, column) : undefined;
    return html`
      <div part="value">
        <span class="value" title=${full} aria-label=${value === null ? this.texts.noValue : nothing}>${text}</span>
        ${share?.interval ? html`<span class="unit">(${share.interval})</span>` : nothing}
        ${this.unit ? html`<span class="unit">${this.unit}</span>` : nothing}
      </div>
      <div part="change">${renderChange(this, value, previous, column, formats, share?.isClear)}</div>
      ${this.trend ? html`<div class="trend">${trend && this.#sparkline?.renderTrend(this, trend as TaggedResult | Error, formats)}</div>` : nothing}
    `;
  }

  /** Interval and change of a share that declares its total. The code is loaded with the first one. */
  #share(...row: [row: Value[], columns: Column[], column: Column]): Share | undefined {
    if (this.#shares) return this.#shares.shareOf(this.formats, ...row);
    import('./share.ts').then((module) => {
      this.#shares = module;
      this.requestUpdate();
    });
    return undefined;
  }

  async #loadTrend(signal: AbortSignal): Promise<TaggedResult | undefined> {
    if (!this.trend) return undefined;
    const { as_of } = this.params ?? {};
    const days = this.#days;
    const params: Params = { ...(as_of && { as_of }), ...(days && { days }) };
    if (!this.#sparkline) {
      const loaded = (module: typeof import('./trend.ts')) => {
        this.#sparkline = module;
        this.requestUpdate();
      };
      import('./trend.ts').then(loaded, () => undefined);
    }
    return this.runQuery({ name: this.trend, params, known: this.#trend.value }, signal);
  }

  /** Corrects the days of the trend once both results are there and their windows differ. */
  #trendDays(): number | undefined {
    const { data } = this;
    const { value, status } = this.#trend;
    const isComplete = data && value && !this.pending && status === TaskStatus.COMPLETE;
    if (isComplete && !isSameWindow(value, data)) this.#days = daysOf(data);
    return this.#days;
  }
}

/** Days of a result's window; of one with a start, those that it touches. Undefined for a result of all time. */
function daysOf({ params: { days, since, as_of }, asOf }: TaggedResult): number | undefined {
  if (since) return Math.ceil((Date.parse(String(as_of ?? asOf)) - Date.parse(String(since))) / 86_400_000);
  return typeof days === 'number' ? days : undefined;
}

/** True unless both results have a number of days, and another one. */
const isSameWindow = (trend: TaggedResult, data: TaggedResult): boolean =>
  typeof trend.params.days !== 'number' || trend.params.days === (daysOf(data) ?? trend.params.days);

if (!customElements.get('letz-metric')) customElements.define('letz-metric', LetzMetric);

declare global {
  interface HTMLElementTagNameMap {
    'letz-metric': LetzMetric;
  }
}
