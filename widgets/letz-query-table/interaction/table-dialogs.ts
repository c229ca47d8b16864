import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { Formats } from '../../core/format/formats.ts';
import type { VirtualRows } from '../body/virtual-rows.ts';
import type { ColumnList } from '../columns/column-list.ts';
import type { ColumnState } from '../columns/column-state.ts';
import type { RowButton } from '../dialogs/row-button.ts';
import type { RowOrder } from '../rows/row-order.ts';
import type { TableData } from '../rows/table-data.ts';
import type { Texts } from '../texts/en.ts';
import type { ViewState } from '../view-state.ts';
import type { CellPosition } from './selection.ts';
import { valueDialog } from './value-dialog.ts';

/** The element around the table. */
export interface TableHost extends LitElement {
  gateway?: string;
  token?: string;
  locale?: string;
  tz?: string;
  /** Query of a person's messages. */
  conversation?: string;
}

/** The table that a dialog shows a part of. */
export interface DialogTable {
  readonly host: TableHost;
  readonly data: TableData;
  readonly rows: RowOrder;
  readonly columns: ColumnList;
  readonly formats: Formats;
  readonly texts: Texts;
  readonly state: ViewState;
  /** The drawn rows; undefined while there is no grid. */
  readonly body: VirtualRows | undefined;
  /** Moves the keyboard cursor to a row, in its present column. */
  moveTo(row: number): void;
}

export interface TableDialog {
  render(onClose: () => void): TemplateResult;
  /** Opens the dialog element once it is rendered. */
  open(dialog: HTMLDialogElement): void;
}

/**
 * The table's modal dialogs, of which one is open at a time, and the button of the row under the pointer. The code of rows
 * and columns is loaded at first use.
 */
export class TableDialogs {
  readonly #table: DialogTable;
  #shown: TableDialog | undefined;
  #rowButton: RowButton | undefined;

  constructor(table: DialogTable) {
    this.#table = table;
  }

  showValue(position: CellPosition): void {
    this.#show(valueDialog(this.#table, position));
  }

  /** Shows all fields of a row. */
  async showRow(position: number): Promise<void> {
    const { RowPanel } = await import('../dialogs/row-panel.ts');
    this.#show(new RowPanel(this.#table, position));
  }

  /** Summarizes a column over the shown rows. */
  async showSummary(column: ColumnState): Promise<void> {
    const { SummaryDialog } = await import('../dialogs/summary-dialog.ts');
    this.#show(new SummaryDialog(this.#table, column));
  }

  /** Shows the button of the row under the pointer. */
  async hover(target: Element): Promise<void> {
    if (!this.#rowButton) {
      const { RowButton } = await import('../dialogs/row-button.ts');
      this.#rowButton ??= new RowButton(this.#table, (row) => this.showRow(row));
      this.#table.host.requestUpdate();
    }
    this.#rowButton.show(target);
  }

  #show(dialog: TableDialog | undefined): void {
    this.#shown = dialog;
    this.#table.host.requestUpdate();
  }

  render(): TemplateResult {
    const dialog = this.#shown?.render(() => this.#show(undefined));
    return html`${dialog ?? nothing}${this.#rowButton?.element ?? nothing}`;
  }

  /** Opens a dialog that was rendered for the first time. */
  updated(): void {
    const dialog = this.#table.host.renderRoot.querySelector<HTMLDialogElement>('dialog.of-table:not([open])');
    if (dialog) this.#shown?.open(dialog);
  }
}
