import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { type RowModel, renderRow } from './tree-rows.ts';
import type { Explorer } from './tree-state.ts';
import { RowWindow } from './virtual-rows.ts';

interface TreeViewHost extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: ParentNode;
}

const MIRRORED: Record<string, string> = { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' };

/** The tree of tables and columns, by the ARIA tree pattern; only the rows that are on the screen are there. */
export class TreeView implements ReactiveController {
  explorer!: Explorer;
  readonly #host: TreeViewHost;
  readonly #moved: () => void;
  readonly #seen: RowWindow;

  /** @param moved the reader chose a row here */
  constructor(host: TreeViewHost, moved: () => void) {
    this.#host = host;
    this.#moved = moved;
    this.#seen = new RowWindow(host);
    host.addController(this);
  }

  hostUpdated(): void {
    this.#seen.watch(this.#tree);
  }

  focus(): void {
    this.#tree?.focus();
  }

  /** Brings the active row on the screen. */
  reveal(): void {
    this.#seen.reveal(this.explorer.active);
  }

  render(model: RowModel): TemplateResult {
    const { rows, active } = this.explorer;
    const { from, to } = this.#seen;
    const shown = rows.slice(from, to).map((row, at) => ({ row, index: from + at }));
    const activeRow = rows[active];
    // Screen readers need the active row to be there, also when it was scrolled away.
    if (activeRow && (active < from || active >= to)) shown.push({ row: activeRow, index: active });
    return html`<div
      part="tree"
      role="tree"
      tabindex="0"
      aria-label=${model.texts.title}
      aria-activedescendant="row-${active}"
      @keydown=${this.#onKey}
      @click=${this.#onClick}
      @scroll=${this.#seen.scrolled}
    >
      <div role="none" class="rows" .style=${`--rows: ${rows.length}`}>
        ${shown.map(({ row, index }) => renderRow(row, index, index === active, model))}
      </div>
    </div>`;
  }

  get #tree(): HTMLElement | null {
    return this.#host.renderRoot.querySelector('[part="tree"]');
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = (this.#host.matches(':dir(rtl)') && MIRRORED[event.key]) || event.key;
    if (!this.explorer.press(key, this.#seen.page)) return;
    event.preventDefault();
    this.#moved();
  };

  readonly #onClick = (event: MouseEvent): void => {
    const target = event.target as Element;
    const index = Number(target.closest('[role="treeitem"]')?.id.slice('row-'.length));
    const row = this.explorer.rows[index];
    if (!row) return;
    this.explorer.active = index;
    if (row.kind !== 'column' || target.closest('.go')) this.explorer.activate(row);
    this.#moved();
  };
}
