import { html, nothing, type TemplateResult } from 'lit';
import type { Params } from '../../../server/contract/value.ts';
import { copyText } from '../../core/actions/copy.ts';
import { fill } from '../../core/format/translations.ts';
import { indentJson } from '../../core/gateway/json-text.ts';
import { addStyles } from '../../core/styles/add-styles.ts';
import { wholeText } from '../body/cell-text.ts';
import type { ColumnState } from '../columns/column-state.ts';
import { toTsv } from '../interaction/clipboard.ts';
import type { DialogTable, TableDialog } from '../interaction/table-dialogs.ts';
import type { TableData } from '../rows/table-data.ts';
import { dialogStyles } from './dialog.styles.ts';
import type { Texts } from './texts/en.ts';
import { textsFor } from './texts/index.ts';

/** Side panel with all fields of a row, also those of hidden columns. It moves from row to row in the table's order. */
export class RowPanel implements TableDialog {
  readonly #table: DialogTable;
  #position: number;
  /** Data and row number at the time of opening: a refresh of the table leaves the panel as it is. */
  #shown: { data: TableData; row: number };
  /** Parameter of the conversation; the same object as long as the person is. */
  #person: { key: string; params: Params } = { key: '', params: {} };
  /** Status message of the last copy. */
  #status = '';

  constructor(table: DialogTable, position: number) {
    this.#table = table;
    this.#position = position;
    this.#shown = { data: table.data, row: table.rows.rowAt(position) };
    addStyles(table.host, dialogStyles);
  }

  get #texts(): Texts {
    const { formats, host } = this.#table;
    return textsFor(formats.locale, () => host.requestUpdate());
  }

  open(dialog: HTMLDialogElement): void {
    dialog.showModal();
  }

  /** Position of the nearest row in a direction; undefined at the end. */
  #next(step: -1 | 1): number | undefined {
    const { rows } = this.#table;
    let position = this.#position + step;
    while (rows.isGroup(position)) position += step;
    return position >= 0 && position < rows.count ? position : undefined;
  }

  #move(step: -1 | 1): void {
    const { data, rows } = this.#table;
    const position = this.#next(step);
    if (position === undefined) return;
    this.#position = position;
    this.#shown = { data, row: rows.rowAt(position) };
    this.#status = '';
    this.#table.moveTo(position);
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const step = event.altKey ? { ArrowUp: -1 as const, ArrowDown: 1 as const }[event.key] : undefined;
    if (!step) return;
    event.preventDefault();
    this.#move(step);
  };

  /** Copies labels and shown values as two columns. */
  async #copy(): Promise<void> {
    const { columns, texts, formats, host } = this.#table;
    const rows = columns.all.map((column) => [column.title, this.#text(column)]);
    this.#status = await copyText(toTsv({ titles: [], rows })).then(
      () => texts.copied(rows.length, formats.number(rows.length)),
      () => texts.copyFailed,
    );
    host.requestUpdate();
  }

  #value({ index }: ColumnState) {
    const { data, row } = this.#shown;
    return data.value(row, index);
  }

  #text(column: ColumnState): string {
    const { formats, texts } = this.#table;
    const value = this.#value(column);
    return value === null ? '' : wholeText(value, column, formats, texts);
  }

  render(onClose: () => void): TemplateResult {
    const { columns, formats, rows, texts: common } = this.#table;
    const texts = this.#texts;
    const number = (value: number) => formats.number(value);
    const step = (label: string, sign: string, by: -1 | 1) =>
      html`<button
        type="button"
        aria-label=${label}
        title=${label}
        aria-disabled=${this.#next(by) === undefined}
        @click=${() => this.#move(by)}
      >
        ${sign}
      </button>`;
    const { before, matches } = rows.rank(this.#position);
    return html`<dialog
      class="of-table panel"
      part="row-panel"
      closedby="any"
      aria-labelledby="panel-title"
      @close=${onClose}
      @keydown=${this.#onKey}
    >
      <form method="dialog">
        <h3 id="panel-title" aria-live="polite">${fill(texts.row, number(before + 1), number(matches))}</h3>
        ${step(texts.previous, '↑', -1)} ${step(texts.next, '↓', 1)}
        <button aria-label=${common.close} title=${common.close}>×</button>
      </form>
      <div class="scroll" tabindex="0" role="group" aria-labelledby="panel-title">
        <dl>${columns.all.map((column) => this.#renderField(column))}</dl>
        <p>
          <button type="button" @click=${() => this.#copy()}>${common.copy}</button>
          <span role="status">${this.#status}</span>
        </p>
        ${this.#renderConversation()}
      </div>
    </dialog>`;
  }

  /** Messages of the person that the row's identifier names. */
  #renderConversation(): TemplateResult | typeof nothing {
    const { host, columns } = this.#table;
    const identifier = columns.all.find(({ role }) => role === 'identifier');
    const value = identifier ? this.#value(identifier) : null;
    if (!host.conversation || !identifier || value === null) return nothing;
    const key = String(value);
    if (key !== this.#person.key)
      this.#person = { key, params: { [identifier.name]: typeof value === 'number' ? value : key } };
    return html`<letz-conversation
      actions="none"
      query=${host.conversation}
      label=${this.#texts.conversation}
      .params=${this.#person.params}
      .gateway=${host.gateway}
      .token=${host.token}
      .locale=${host.locale}
      .tz=${host.tz}
    ></letz-conversation>`;
  }

  #renderField(column: ColumnState): TemplateResult {
    const value = this.#value(column);
    const isJson = column.type === 'json' && typeof value === 'string';
    const text = isJson ? indentJson(value) : this.#text(column);
    const shown =
      value === null
        ? html`<span class="null" aria-hidden="true">–</span><span class="visually-hidden">${this.#table.state.noValue}</span>`
        : isJson
          ? html`<pre dir="ltr">${text}</pre>`
          : html`<bdi>${text}</bdi>`;
    return html`<div><dt title=${column.description || nothing}>${column.title}</dt><dd>${shown}</dd></div>`;
  }
}
