import { html, nothing, type TemplateResult } from 'lit';
import type { Result } from '../../server/contract/result.ts';
import { LetzSelectEvent } from '../core/element/events.ts';
import { columnTitle } from '../core/format/column-roles.ts';
import { fill } from '../core/format/translations.ts';
import { addStyles } from '../core/styles/add-styles.ts';
import { type PictureHost, type PictureView, tableTool } from '../core/visual/table-toggle.ts';
import type { Texts } from '../core/visual/texts/en.ts';
import { textsFor } from '../core/visual/texts/index.ts';
import {
  countColumn,
  type FunnelWording,
  largestLoss,
  type Step,
  sayCount,
  sayFunnel,
  sayLoss,
  toSteps,
} from './steps.ts';
import { styles } from './view.styles.ts';

/** The steps: what they show, and what the reader does with them. */
export class FunnelBody {
  readonly #host: PictureHost;
  #view!: PictureView<Result>;
  /** The keyboard's step. */
  #cursor = 0;

  constructor(host: PictureHost) {
    addStyles(host, styles);
    this.#host = host;
  }

  show(view: PictureView<Result>): void {
    this.#view = view;
    this.#cursor = Math.min(this.#cursor, Math.max(0, view.data.rowCount - 1));
  }

  get #texts(): Texts {
    return textsFor(this.#view.formats.locale, () => this.#host.requestUpdate());
  }

  get #wording(): FunnelWording {
    const { heading, formats } = this.#view;
    return {
      title: heading,
      texts: this.#texts,
      number: (value) => formats.number(typeof value === 'bigint' ? String(value) : value),
      percent: (part) => formats.number(part, { style: 'percent', maximumFractionDigits: 1, signDisplay: 'negative' }),
    };
  }

  #choose(index: number): void {
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
    this.#choose(this.#cursor);
  };

  readonly #onKey = async (event: KeyboardEvent): Promise<void> => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const cursor = this.#cursor;
    const last = this.#view.data.rowCount - 1;
    const moves: Record<string, number> = { ArrowUp: cursor - 1, ArrowDown: cursor + 1, Home: 0, End: last };
    const moved = moves[event.key];
    if (moved !== undefined) this.#moveTo(Math.max(0, Math.min(last, moved)));
    else if (event.key === 'Enter' || event.key === ' ') this.#choose(cursor);
    else return;
    event.preventDefault();
    await this.#host.updateComplete;
    if (moved !== undefined) this.#host.renderRoot.querySelector<HTMLElement>('tbody > [tabindex="0"]')?.focus();
  };

  renderTools(): TemplateResult {
    return tableTool(this.#host, this.#texts);
  }

  render(): TemplateResult {
    const { data } = this.#view;
    const { asTable } = this.#host;
    const steps = toSteps(data);
    const worst = largestLoss(steps);
    const wording = this.#wording;
    const sentence = sayFunnel(steps, wording);
    const [name, count] = [data.columns.find(({ type }) => type === 'text'), data.columns[countColumn(data)]];
    // Laid out as a grid a table is none for screen readers, unless its roles are said.
    return html`<div class=${asTable ? 'scroller' : 'whole'}><table part="table" role="grid" aria-label=${sentence} class=${asTable ? 'numbers' : 'bars'}>
      ${asTable ? html`<caption>${sentence}</caption>` : nothing}
      <thead role="rowgroup" class=${asTable ? '' : 'visually-hidden'}>
        <tr role="row">
          <th role="columnheader" scope="col">${columnTitle(name?.name ?? '')}</th>
          <th role="columnheader" scope="col" class="number">${columnTitle(count?.name ?? '')}</th>
          <th role="columnheader" scope="col" class="number">${fill(wording.texts.ofStart, '%')}</th>
          <td role="gridcell"></td>
        </tr>
      </thead>
      <tbody role="rowgroup" @click=${this.#onClick} @keydown=${this.#onKey}>
        ${steps.map((step, index) => this.#renderStep(step, index, steps, worst, wording))}
      </tbody>
    </table></div>`;
  }

  #renderStep(
    step: Step,
    index: number,
    steps: readonly Step[],
    worst: number,
    wording: FunnelWording,
  ): TemplateResult {
    // Bars of a funnel that widens are parts of its widest step.
    const widest = Math.max(...steps.map(({ count }) => count ?? 0), Number.MIN_VALUE);
    // However few they are, they are seen; nobody and less is not.
    const width = (count: number | null | undefined) =>
      count && count > 0 ? `max(2px, ${(100 * count) / widest}%)` : '0%';
    return html`<tr
      role="row"
      tabindex=${index === this.#cursor ? 0 : -1}
      class="${index === worst ? 'worst' : ''} ${step.lost === null ? '' : 'after'}"
      .style=${`--part: ${width(step.count)}; --before: ${width(steps[index - 1]?.count)}`}
    >
      <th role="rowheader" scope="row">${step.name}</th>
      <td role="gridcell" class="number count">${step.value === null ? html`<span class="null">${sayCount(step, wording)}</span>` : sayCount(step, wording)}</td>
      <td role="gridcell" class="number share">${step.ofStart === null ? '' : wording.percent(step.ofStart)}</td>
      <td role="gridcell" class="loss"><bdi>${sayLoss(step, wording)}</bdi></td>
    </tr>`;
  }
}
