import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { type RowModel, renderRow } from './tree-rows.ts';
import type { TreeState } from './tree-state.ts';
import { VirtualRows } from './virtual-rows.ts';

interface TreeViewHost extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: ParentNode;
}

const MIRRORED: Record<string, string> = { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' };

/** The tree of tables and columns, by the ARIA tree pattern, with virtual rows. */
export class TreeView implements ReactiveController {
  state!: TreeState;
  readonly #host: TreeViewHost;
  readonly #onSelect: () => void;
  readonly #virtual: VirtualRows;

  /** @param onSelect called when the user has selected a row */
  constructor(host: TreeViewHost, onSelect: () => void) {
    this.#host = host;
    this.#onSelect = onSelect;
    this.#virtual = new VirtualRows(host);
    host.addController(this);
  }

  hostUpdated(): void {
    this.#virtual.observe(this.#tree);
  }

  focus(): void {
    this.#tree?.focus();
  }

  /** Scrolls the active row into view. */
  scrollToActive(): void {
    this.#virtual.scrollTo(this.state.active);
  }

  render(model: RowModel): TemplateResult {
    const { rows, active } = this.state;
    this.#virtual.count = rows.length;
    const { from, to, scrolls } = this.#virtual;
    const shown = rows.slice(from, to).map((row, at) => ({ row, index: from + at }));
    const activeRow = rows[active];
    // aria-activedescendant needs the active row, also when it is scrolled out of view.
    if (activeRow && (active < from || active >= to)) shown.push({ row: activeRow, index: active });
    return html`<div
      part="tree"
      role="tree"
      class=${scrolls ? 'scrolls' : ''}
      tabindex="0"
      aria-label=${model.texts.title}
      aria-activedescendant="row-${active}"
      @keydown=${this.#onKey}
      @click=${this.#onClick}
      @scroll=${this.#virtual.onScroll}
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
    if (!this.state.press(key, this.#virtual.page)) return;
    event.preventDefault();
    this.#onSelect();
  };

  readonly #onClick = (event: MouseEvent): void => {
    const target = event.target as Element;
    const index = Number(target.closest('[role="treeitem"]')?.id.slice('row-'.length));
    const row = this.state.rows[index];
    if (!row) return;
    this.state.active = index;
    if (row.kind !== 'column' || target.closest('.go')) this.state.activate(row);
    this.#onSelect();
  };
}
