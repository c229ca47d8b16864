import { html, nothing, type TemplateResult } from 'lit';
import { fill } from '../core/format/translations.ts';
import { icons, tool } from '../core/styles/tool-button.ts';
import { type HeaderEvents, type HeaderState, renderHeader } from './header.ts';
import type { Progress } from './menu.ts';
import type { Texts } from './texts/en.ts';

export interface GridState extends HeaderState {
  label: string;
  /** How many rows are shown. */
  count: number;
  /** Whether more are to come. */
  arriving: boolean;
  /** Whether there are rows, but none that the reader wants. */
  nothingLeft: boolean;
}

export interface GridEvents extends HeaderEvents {
  onKey(event: KeyboardEvent): void;
  onPointer(event: PointerEvent): void;
  onClick(event: MouseEvent): void;
  onClear(): void;
}

/** The grid without its rows, which are drawn by hand. */
export function renderGrid(state: GridState, on: GridEvents): TemplateResult {
  const { label, columns, count, filters, arriving, nothingLeft, texts } = state;
  return html`
    <div
      part="table"
      role="grid"
      tabindex="0"
      aria-label=${label}
      aria-rowcount=${arriving ? -1 : count + (filters ? 2 : 1)}
      aria-colcount=${columns.length}
      aria-multiselectable="true"
      @keydown=${on.onKey}
      @pointerdown=${on.onPointer}
      @pointermove=${on.onPointer}
      @pointerover=${explain}
      @click=${on.onClick}
    >
      <table class="titles" role="none">
        <colgroup></colgroup>
        <thead role="rowgroup">
          ${renderHeader(state, on)}
        </thead>
      </table>
      <div class="space" role="none">
        <table role="none">
          <colgroup></colgroup>
          <tbody role="rowgroup"></tbody>
        </table>
      </div>
    </div>
    ${
      nothingLeft
        ? html`<div class="nothing">
            <span>${texts.noMatch}</span>
            <button type="button" @click=${on.onClear}>${texts.clear}</button>
          </div>`
        : nothing
    }
  `;
}

export interface ToolsState {
  search: string;
  filtering: boolean;
  menuOpen: boolean;
  texts: Texts;
}

export interface ToolsEvents {
  onSearch(text: string): void;
  onFiltering(): void;
  onMenu(): void;
}

/** What stands beside the widget's name. */
export const renderTools = ({ search, filtering, menuOpen, texts }: ToolsState, on: ToolsEvents): TemplateResult =>
  html`<div class="tools">
    <input
      type="search"
      class="search"
      aria-label=${texts.search}
      placeholder=${texts.searchHint}
      .value=${search}
      @input=${(event: Event) => on.onSearch((event.target as HTMLInputElement).value)}
    />
    ${tool(texts.filters, icons.filter, on.onFiltering, filtering)} ${tool(texts.more, icons.more, on.onMenu, menuOpen)}
  </div>`;

export interface NotesState {
  /** Rows that are shown, and that there are. */
  count: number;
  all: number;
  arriving: boolean;
  truncated: boolean;
  /** What was last done. */
  said: string;
  exporting: Progress | undefined;
  texts: Texts;
  number(value: number): string;
}

/** How many rows there are, what was last done, and what is still being done. */
export function renderNotes(state: NotesState): TemplateResult {
  const { count, all, arriving, truncated, said, exporting, texts, number } = state;
  const rows = arriving
    ? fill(texts.arriving, number(count))
    : count === all
      ? all === 1
        ? texts.oneRow
        : fill(texts.rows, number(all))
      : fill(texts.rowsOf, number(count), number(all));
  return html`<span role="status">${rows}${said && ` · ${said}`}</span>
    ${truncated ? html`<span>${fill(texts.truncated, number(all))}</span>` : nothing}
    ${
      exporting
        ? html`<span>${fill(texts.exporting, exporting.received)}</span>
            <button type="button" @click=${exporting.cancel}>${texts.cancel}</button>`
        : nothing
    }`;
}

/** Shows all of a value that is cut, to those who point at it. */
function explain({ target }: Event): void {
  const cell = (target as Element).closest<HTMLElement>('td[part="cell"]');
  if (cell) cell.title = cell.scrollWidth > cell.clientWidth ? (cell.textContent ?? '') : '';
}
