import { html, nothing, type TemplateResult } from 'lit';
import type { Result } from '../../server/contract.ts';
import { LetzElement } from '../core/letz-element.ts';
import { palette } from '../core/palette.ts';
import { pictureStyles } from '../core/picture.ts';
import { property, state } from '../core/property.ts';
import { icons, tool, toolStyles } from '../core/tools.ts';
import { fill } from '../core/translations.ts';
import { columnTitle } from '../core/words.ts';
import { styles } from './letz-funnel.styles.ts';
import { countColumn, type FunnelWording, largestLoss, type Step, sayFunnel, sayLoss, toSteps } from './steps.ts';

/**
 * @summary The steps of a journey, and what is lost between them.
 *
 * It is a real table, as a picture or with its numbers. Arrow keys, Home and End move over the steps, Enter chooses.
 *
 * @fires letz-select - A step was chosen; `.row`, `.column`, `.value`.
 * @csspart table - The steps.
 * @cssproperty [--letz-funnel-height=280px] - Least height of the steps, unless the element has a height of its own.
 */
export class LetzFunnel extends LetzElement {
  static override styles = [...LetzElement.styles, palette, toolStyles, pictureStyles, styles];

  /** Shows the numbers instead of the picture. */
  @property({ type: Boolean, reflect: true, attribute: 'as-table' }) asTable = false;

  /** The keyboard's step. */
  @state() private cursor = 0;

  get #wording(): FunnelWording {
    const { heading, texts, formats } = this;
    return {
      title: heading,
      texts,
      number: (value) => formats.number(value),
      percent: (part) => formats.number(part, { style: 'percent', maximumFractionDigits: 1 }),
    };
  }

  #choose(index: number): void {
    const { columns, rows } = this.data!;
    const row = Object.fromEntries(columns.map(({ name }, column) => [name, rows[index]![column]!]));
    this.select(row, columns[countColumn({ columns })]!.name);
  }

  readonly #onClick = (event: Event): void => {
    const row = (event.target as Element).closest<HTMLTableRowElement>('tbody > tr');
    if (!row) return;
    this.cursor = row.sectionRowIndex;
    this.#choose(this.cursor);
  };

  readonly #onKey = async (event: KeyboardEvent): Promise<void> => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const last = this.data!.rowCount - 1;
    const moves: Record<string, number> = { ArrowUp: this.cursor - 1, ArrowDown: this.cursor + 1, Home: 0, End: last };
    const moved = moves[event.key];
    if (moved !== undefined) this.cursor = Math.max(0, Math.min(last, moved));
    else if (event.key === 'Enter' || event.key === ' ') this.#choose(this.cursor);
    else return;
    event.preventDefault();
    await this.updateComplete;
    if (moved !== undefined) this.renderRoot.querySelector<HTMLElement>('tbody > [tabindex="0"]')?.focus();
  };

  protected override renderActions(): unknown {
    const { texts, asTable } = this;
    if (!this.data || this.isEmpty(this.data)) return nothing;
    return tool(asTable ? texts.showChart : texts.showTable, asTable ? icons.chart : icons.table, () => {
      this.asTable = !asTable;
    });
  }

  protected override renderData(data: Result): TemplateResult {
    const { asTable, texts } = this;
    const steps = toSteps(data);
    const worst = largestLoss(steps);
    const wording = this.#wording;
    const sentence = sayFunnel(steps, wording);
    const [name, count] = [data.columns.find(({ type }) => type === 'text'), data.columns[countColumn(data)]];
    // Laid out as a grid a table is none for screen readers, unless its roles are said.
    return html`<table part="table" role="grid" aria-label=${sentence} class=${asTable ? 'numbers' : 'bars'}>
      ${asTable ? html`<caption>${sentence}</caption>` : nothing}
      <thead role="rowgroup" class=${asTable ? '' : 'visually-hidden'}>
        <tr role="row">
          <th role="columnheader" scope="col">${columnTitle(name?.name ?? '')}</th>
          <th role="columnheader" scope="col" class="number">${columnTitle(count?.name ?? '')}</th>
          <th role="columnheader" scope="col" class="number">${fill(texts.ofStart, '%')}</th>
          <td role="gridcell"></td>
        </tr>
      </thead>
      <tbody role="rowgroup" @click=${this.#onClick} @keydown=${this.#onKey}>
        ${steps.map((step, index) => this.#renderStep(step, index, steps, worst, wording))}
      </tbody>
    </table>`;
  }

  #renderStep(
    step: Step,
    index: number,
    steps: readonly Step[],
    worst: number,
    wording: FunnelWording,
  ): TemplateResult {
    // Bars of a funnel that widens are parts of its widest step.
    const widest = Math.max(...steps.map(({ count }) => count), 1);
    const width = ({ count }: Step) => `${(100 * count) / widest}%`;
    const before = steps[index - 1];
    return html`<tr
      role="row"
      tabindex=${index === this.cursor ? 0 : -1}
      class=${index === worst ? 'worst' : ''}
      .style=${`--part: ${width(step)}; --before: ${before ? width(before) : 0}`}
    >
      <th role="rowheader" scope="row">${step.name}</th>
      <td role="gridcell" class="number count">${wording.number(step.count)}</td>
      <td role="gridcell" class="number share">${step.ofStart === null ? '' : wording.percent(step.ofStart)}</td>
      <td role="gridcell" class="loss">${sayLoss(step, wording)}</td>
    </tr>`;
  }
}

if (!customElements.get('letz-funnel')) customElements.define('letz-funnel', LetzFunnel);

declare global {
  interface HTMLElementTagNameMap {
    'letz-funnel': LetzFunnel;
  }
}
