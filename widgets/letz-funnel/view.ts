import { html, nothing, type TemplateResult } from 'lit';
import type { Result } from '../../server/contract/result.ts';
import { type AddressHost, AddressState } from '../core/address/address-state.ts';
import { LetzSelectEvent } from '../core/element/events.ts';
import type { ProblemMessage } from '../core/element/problem-message.ts';
import { labelOf } from '../core/format/labels.ts';
import { fill } from '../core/format/translations.ts';
import { GatewayError } from '../core/gateway/gateway-client.ts';
import { addStyles } from '../core/styles/add-styles.ts';
import { icons, tool } from '../core/styles/tool-button.ts';
import { attributeError } from '../core/visual/attribute-error.ts';
import { TableState } from '../core/visual/table-state.ts';
import { type PictureHost, type PictureView, tableTool } from '../core/visual/table-toggle.ts';
import type { Texts } from '../core/visual/texts/en.ts';
import { textsFor } from '../core/visual/texts/index.ts';
import { truncationText } from '../core/visual/truncation.ts';
import {
  countColumn,
  type FunnelFormats,
  formatCount,
  formatLoss,
  largestLoss,
  type Step,
  sentenceOf,
  toSteps,
} from './steps.ts';
import { styles } from './view.styles.ts';

/** View of a funnel: renders the steps, and handles pointer and keyboard. */
export class View {
  readonly #host: PictureHost;
  #view!: PictureView<Result>;
  /** Step that the keyboard is at. */
  #cursor = 0;

  constructor(host: PictureHost & AddressHost) {
    addStyles(host, styles);
    this.#host = host;
    const table = new TableState(host);
    new AddressState(host, { read: () => this.#view && table.read(), restore: (texts) => table.restore(texts) });
  }

  /** Takes data and settings. @returns the reason why they can't be shown */
  show(view: PictureView<Result>): GatewayError | undefined {
    this.#view = view;
    this.#cursor = Math.min(this.#cursor, Math.max(0, view.data.rowCount - 1));
    const { data } = view;
    // Without its last steps a funnel would show a wrong end.
    if (data.truncated) return new GatewayError('too-large', 'The result has more rows than MAX_ROWS of the gateway.');
    if (countColumn(data) >= 0) return undefined;
    const names = data.columns.map(({ name, type }) => `${name} (${type})`).join(', ');
    const advice = `has no numbers. Allowed: a text and a count in each row. Its columns: ${names}.`;
    return attributeError('letz-funnel', 'query', data.query, advice);
  }

  /** Message for a problem that `show` returned. */
  problemMessage(_problem: GatewayError): ProblemMessage {
    const { data, formats } = this.#view;
    const texts = this.#texts;
    const truncation = truncationText(data, formats, texts);
    return truncation
      ? { title: texts.truncatedFunnel, hint: fill(texts.truncatedFunnelHint, truncation), canRetry: false }
      : { title: texts.wrongSettings, hint: '', canRetry: false };
  }

  get #texts(): Texts {
    return textsFor(this.#view.formats.locale, () => this.#host.requestUpdate());
  }

  get #formats(): FunnelFormats {
    const { heading, formats } = this.#view;
    return {
      title: heading,
      texts: this.#texts,
      number: (value) => formats.number(typeof value === 'bigint' ? String(value) : value),
      percent: (share) =>
        formats.number(share, { style: 'percent', maximumFractionDigits: 1, signDisplay: 'negative' }),
    };
  }

  #select(index: number): void {
    const { columns, rows } = this.#view.data;
    const row = Object.fromEntries(columns.map(({ name }, column) => [name, rows[index]![column]!]));
    this.#host.dispatchEvent(new LetzSelectEvent(row, columns[countColumn({ columns })]!.name));
  }

  #moveTo(index: number): void {
    this.#cursor = index;
    this.#host.requestUpdate();
  }

  readonly #onClick = (event: Event): void => {
    const row = (event.target as Element).closest<HTMLTableRowElement>('tbody > tr');
    if (!row) return;
    this.#moveTo(row.sectionRowIndex);
    this.#select(this.#cursor);
  };

  readonly #onKey = async (event: KeyboardEvent): Promise<void> => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const cursor = this.#cursor;
    const last = this.#view.data.rowCount - 1;
    const moves: Record<string, number> = { ArrowUp: cursor - 1, ArrowDown: cursor + 1, Home: 0, End: last };
    const moved = moves[event.key];
    if (moved !== undefined) this.#moveTo(Math.max(0, Math.min(last, moved)));
    else if (event.key === 'Enter' || event.key === ' ') this.#select(cursor);
    else return;
    event.preventDefault();
    await this.#host.updateComplete;
    if (moved !== undefined) this.#host.renderRoot.querySelector<HTMLElement>('tbody > [tabindex="0"]')?.focus();
  };

  /** Buttons in the header; for a truncated result the download of all rows. */
  renderTools(): unknown {
    const { data, download } = this.#view;
    if (!data.truncated) return tableTool(this.#host, this.#texts);
    return download ? tool(this.#texts.downloadAll, icons.picture, download) : nothing;
  }

  render(): TemplateResult {
    const { data } = this.#view;
    const { asTable } = this.#host;
    const steps = toSteps(data);
    const worst = largestLoss(steps);
    const formats = this.#formats;
    const sentence = sentenceOf(steps, formats);
    const [name, count] = [data.columns.find(({ type }) => type === 'text'), data.columns[countColumn(data)]];
    // `display: grid` removes a table's implicit roles.
    return html`<div class=${asTable ? 'scroller' : 'whole'}><table part="table" role="grid" aria-label=${sentence} class=${asTable ? 'numbers' : 'bars'}>
      ${asTable ? html`<caption>${sentence}</caption>` : nothing}
      <thead role="rowgroup" class=${asTable ? '' : 'visually-hidden'}>
        <tr role="row">
          <th role="columnheader" scope="col">${labelOf(name ?? { name: '' })}</th>
          <th role="columnheader" scope="col" class="number">${labelOf(count ?? { name: '' })}</th>
          <th role="columnheader" scope="col" class="number">${fill(formats.texts.ofStart, '%')}</th>
          <td role="gridcell"></td>
        </tr>
      </thead>
      <tbody role="rowgroup" @click=${this.#onClick} @keydown=${this.#onKey}>
        ${steps.map((step, index) => this.#renderStep(step, index, steps, worst, formats))}
      </tbody>
    </table></div>`;
  }

  #renderStep(
    step: Step,
    index: number,
    steps: readonly Step[],
    worst: number,
    formats: FunnelFormats,
  ): TemplateResult {
    // Of a funnel that widens, the widest step is 100 %.
    const widest = steps.reduce((most, { count }) => Math.max(most, count ?? 0), Number.MIN_VALUE);
    // Every positive count is visible.
    const width = (count: number | null | undefined) =>
      count && count > 0 ? `max(2px, ${(100 * count) / widest}%)` : '0%';
    return html`<tr
      role="row"
      tabindex=${index === this.#cursor ? 0 : -1}
      class="${index === worst ? 'worst' : ''} ${step.lost === null ? '' : 'after'}"
      .style=${`--part: ${width(step.count)}; --before: ${width(steps[index - 1]?.count)}`}
    >
      <th role="rowheader" scope="row">${step.name}</th>
      <td role="gridcell" class="number count">${step.value === null ? html`<span class="null">${formatCount(step, formats)}</span>` : formatCount(step, formats)}</td>
      <td role="gridcell" class="number share">${step.ofStart === null ? '' : formats.percent(step.ofStart)}</td>
      <td role="gridcell" class="loss"><bdi>${formatLoss(step, formats)}</bdi></td>
    </tr>`;
  }
}
