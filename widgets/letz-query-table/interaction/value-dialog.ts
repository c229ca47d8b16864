import { html, type TemplateResult } from 'lit';
import type { Value } from '../../../server/contract/value.ts';
import type { Formats } from '../../core/format/formats.ts';
import { indentJson } from '../../core/gateway/json-text.ts';
import { wholeText } from '../body/cell-text.ts';
import type { ColumnState } from '../columns/column-state.ts';
import type { Texts } from '../texts/en.ts';

/** The whole value of one cell. */
export interface WholeValue {
  /** The column's title. */
  title: string;
  text: string;
  dir: 'ltr' | 'auto';
  /** Viewport rectangle of the cell, if it is drawn. */
  cell: DOMRect | undefined;
}

/** JSON is indented; its tokens stay as stored. */
export function wholeValue(
  value: Value,
  column: ColumnState,
  formats: Formats,
  texts: Texts,
  cell: DOMRect | undefined,
): WholeValue {
  const isJson = column.type === 'json' && typeof value === 'string';
  const text = isJson ? indentJson(value) : wholeText(value, column, formats, texts);
  return { title: column.title, text, dir: column.type === 'json' ? 'ltr' : 'auto', cell };
}

/** Dialog with a value that its cell has no room for. */
export const renderValueDialog = (
  { title, text, dir }: WholeValue,
  texts: Texts,
  onClose: () => void,
): TemplateResult =>
  html`<dialog part="value" closedby="any" aria-label=${title} @close=${onClose}>
    <pre tabindex="0" dir=${dir}>${text}</pre>
    <form method="dialog"><button>${texts.close}</button></form>
  </dialog>`;

/** Least distance between the dialog and the viewport's edges, in pixels. */
const MARGIN = 8;

/** Opens the dialog over its cell, moved as far as the viewport requires. */
export function openAtCell(dialog: HTMLDialogElement, { cell }: WholeValue): void {
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
