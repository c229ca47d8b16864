import { html } from 'lit';
import { indentJson } from '../../core/gateway/json-text.ts';
import { wholeText } from '../body/cell-text.ts';
import type { CellPosition } from './selection.ts';
import type { DialogTable, TableDialog } from './table-dialogs.ts';

/** Dialog with the whole value of a cell, which its cell may have no room for. JSON is indented; its tokens stay as stored. */
export function valueDialog(table: DialogTable, position: CellPosition): TableDialog {
  const { data, rows, columns, formats, texts } = table;
  const column = columns.shown[position.column]!;
  const value = data.value(rows.rowAt(position.row), column.index);
  const isJson = column.type === 'json';
  const text = isJson && typeof value === 'string' ? indentJson(value) : wholeText(value, column, formats, texts);
  const cell = table.body?.cellAt(position.row, position.column)?.getBoundingClientRect();
  return {
    render: (onClose) =>
      html`<dialog class="of-table" part="value" closedby="any" aria-label=${column.title} @close=${onClose}>
        <pre tabindex="0" dir=${isJson ? 'ltr' : 'auto'}>${text}</pre>
        <form method="dialog"><button>${texts.close}</button></form>
      </dialog>`,
    open: (dialog) => openAtCell(dialog, cell),
  };
}

/** Least distance between the dialog and the viewport's edges, in pixels. */
const MARGIN = 8;

/** Opens the dialog over its cell, moved as far as the viewport requires. */
function openAtCell(dialog: HTMLDialogElement, cell: DOMRect | undefined): void {
  dialog.showModal();
  if (!cell) return;
  const { offsetWidth, offsetHeight } = dialog;
  const { clientWidth, clientHeight } = document.documentElement;
  const rtl = dialog.matches(':dir(rtl)');
  const left = rtl ? cell.right - offsetWidth : cell.left;
  dialog.style.margin = '0';
  dialog.style.left = `${clamp(left, clientWidth - offsetWidth)}px`;
  dialog.style.right = 'auto';
  dialog.style.top = `${clamp(cell.top, clientHeight - offsetHeight)}px`;
}

const clamp = (position: number, greatest: number) => Math.max(MARGIN, Math.min(position, greatest - MARGIN));
