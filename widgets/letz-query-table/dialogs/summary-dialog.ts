import { html, nothing, type TemplateResult } from 'lit';
import type { Column } from '../../../server/contract/column.ts';
import type { Value } from '../../../server/contract/value.ts';
import { fill } from '../../core/format/translations.ts';
import { formatRounded, knownZone } from '../../core/format/values.ts';
import { addStyles } from '../../core/styles/add-styles.ts';
import { cellText } from '../body/cell-text.ts';
import type { ColumnState } from '../columns/column-state.ts';
import type { DialogTable, TableDialog } from '../interaction/table-dialogs.ts';
import { type Bin, type ColumnSummary, summarize } from './column-summary.ts';
import { dialogStyles } from './dialog.styles.ts';
import { summaryStyles } from './summary.styles.ts';
import type { Texts } from './texts/en.ts';
import { textsFor } from './texts/index.ts';

/** Dialog with the summary of a column over the rows that pass search and filters, as they are when it opens. */
export class SummaryDialog implements TableDialog {
  readonly #table: DialogTable;
  readonly #column: ColumnState;
  readonly #summary: ColumnSummary;
  /** Notes that rows are missing or filtered out. */
  readonly #notes: string[];

  constructor(table: DialogTable, column: ColumnState) {
    const { data, rows, formats, host } = table;
    this.#table = table;
    this.#column = column;
    this.#summary = summarize(column, data.values(column.index), rows.matches, knownZone(formats.tz));
    this.#notes = this.#makeNotes();
    for (const styles of [dialogStyles, summaryStyles]) addStyles(host, styles);
  }

  #makeNotes(): string[] {
    const { data, rows, formats, texts, state } = this.#table;
    const [all, shown] = [data.count, rows.matches.count];
    const number = (value: number) => formats.number(value);
    return [
      shown < all ? texts.rowsOf(all, number(all), number(shown)) : '',
      state.arriving ? texts.arriving(all, number(all)) : state.truncated ? texts.truncated(all, number(all)) : '',
    ].filter(Boolean);
  }

  open(dialog: HTMLDialogElement): void {
    dialog.showModal();
  }

  #print(value: Value, column: Column = this.#column): string {
    const { formats, texts } = this.#table;
    return cellText(value, column, formats, texts);
  }

  render(onClose: () => void): TemplateResult {
    const { formats, texts: common, host } = this.#table;
    const texts = textsFor(formats.locale, () => host.requestUpdate());
    const { rows, nulls, distinct, extremes, bins } = this.#summary;
    const number = (value: number) => formats.number(value);
    const field = (name: string, value: string) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
    return html`<dialog class="of-table" part="summary" closedby="any" aria-labelledby="summary-title" @close=${onClose}>
      <form method="dialog">
        <h3 id="summary-title" dir="auto">${this.#column.title}</h3>
        <button aria-label=${common.close} title=${common.close}>×</button>
      </form>
      <div class="scroll" tabindex="0" role="group" aria-labelledby="summary-title">
        ${this.#notes.map((note) => html`<p><span class="badge">${note}</span></p>`)}
        <dl>
          ${field(texts.rows, number(rows))}
          ${field(texts.nulls, nulls ? `${number(nulls)} (${this.#share(nulls)})` : number(0))}
          ${field(texts.distinct, number(distinct))}
          ${
            extremes
              ? html`${field(texts.least, this.#print(extremes.least))}
                ${field(texts.median, formatRounded(formats, extremes.median, this.#column))}
                ${field(texts.greatest, this.#print(extremes.greatest))}`
              : nothing
          }
        </dl>
        ${bins.length ? this.#renderBins(texts) : nothing}
      </div>
    </dialog>`;
  }

  #renderBins(texts: Texts): TemplateResult {
    const { bins, extremes, others } = this.#summary;
    const greatest = Math.max(...bins.map(({ count }) => count));
    const line = (label: string, count: number, length: number) => html`<tr>
      <th scope="row" dir="auto">${label}</th>
      <td aria-hidden="true"><i .style=${`inline-size: ${(100 * length).toFixed(1)}%`}></i></td>
      <td class="number">${this.#table.formats.number(count)}</td>
      <td class="number">${this.#share(count)}</td>
    </tr>`;
    return html`<table>
      <caption>${extremes ? texts.distribution : texts.top}</caption>
      <tbody>
        ${bins.map((bin) => line(this.#label(bin, texts), bin.count, bin.count / greatest))}
        ${others ? line(texts.others, others, 0) : nothing}
      </tbody>
    </table>`;
  }

  #label({ from, to }: Bin, texts: Texts): string {
    const column: Column = { ...this.#column, type: this.#summary.binType };
    const text = from === '' ? '""' : this.#print(from, column);
    return to === undefined ? text : fill(texts.range, text, this.#print(to, column));
  }

  #share(count: number): string {
    const options = { style: 'percent', maximumFractionDigits: 1 } as const;
    return this.#table.formats.number(count / this.#summary.rows, options);
  }
}
