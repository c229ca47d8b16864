import { addStyles } from '../../core/styles/add-styles.ts';
import type { DialogTable } from '../interaction/table-dialogs.ts';
import { dialogStyles } from './dialog.styles.ts';
import { textsFor } from './texts/index.ts';

/**
 * Button of the row under the pointer that opens all of its fields. One element for all rows, outside the grid; the
 * keyboard has Shift+Enter instead.
 */
export class RowButton {
  readonly element = document.createElement('button');
  readonly #table: DialogTable;
  #row = -1;

  constructor(table: DialogTable, onOpen: (row: number) => void) {
    this.#table = table;
    addStyles(table.host, dialogStyles);
    const { element } = this;
    Object.assign(element, { type: 'button', className: 'row-button', tabIndex: -1, hidden: true, textContent: '⤢' });
    element.addEventListener('click', () => {
      // The dialog returns the focus to the grid.
      this.#grid?.focus({ preventScroll: true });
      table.moveTo(this.#row);
      onOpen(this.#row);
    });
    element.addEventListener('pointerleave', () => this.#hide());
  }

  get #grid(): HTMLElement | null {
    return this.#table.host.renderRoot.querySelector<HTMLElement>('[role="grid"]');
  }

  /** Shows the button at the end of the row of a cell. */
  show(target: Element): void {
    const cell = target.closest('td[part="cell"]');
    const row = cell ? this.#table.body?.positionOf(cell)?.row : undefined;
    const grid = this.#grid;
    if (row === undefined || !cell || !grid || this.#table.rows.isGroup(row)) {
      this.#hide();
      return;
    }
    this.#row = row;
    const { element } = this;
    const { host, formats } = this.#table;
    const base = host.renderRoot.querySelector('[part="base"]')!.getBoundingClientRect();
    const [box, line] = [grid.getBoundingClientRect(), cell.parentElement!.getBoundingClientRect()];
    const top = Math.max(line.top, box.top);
    const isRtl = host.matches(':dir(rtl)');
    const edge = isRtl ? box.right - grid.clientWidth : box.left + grid.clientWidth;
    element.style.top = `${top - base.top + (Math.min(line.bottom, box.bottom) - top - 24) / 2}px`;
    element.style.left = `${edge - base.left - (isRtl ? 0 : 26) + (isRtl ? 2 : 0)}px`;
    element.title = element.ariaLabel = textsFor(formats.locale, () => host.requestUpdate()).details;
    element.hidden = false;
    grid.addEventListener('scroll', this.#hide, { once: true, passive: true });
    grid.addEventListener('pointerleave', this.#onLeave, { once: true });
  }

  readonly #hide = (): void => {
    this.element.hidden = true;
  };

  readonly #onLeave = ({ relatedTarget }: PointerEvent): void => {
    if (relatedTarget !== this.element) this.#hide();
  };
}
