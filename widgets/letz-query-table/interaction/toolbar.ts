import { html, nothing, type TemplateResult } from 'lit';
import { fill } from '../../core/format/translations.ts';
import { icons, tool } from '../../core/styles/tool-button.ts';
import type { Texts } from '../texts/en.ts';

export interface ToolbarState {
  search: string;
  /** True while the filter row is shown. */
  filtering: boolean;
  menuOpen: boolean;
  texts: Texts;
}

export interface ToolbarEvents {
  onSearch(text: string): void;
  onFiltering(): void;
  onMenu(): void;
}

/** Search field and buttons in the widget's header. */
export const renderToolbar = (
  { search, filtering, menuOpen, texts }: ToolbarState,
  on: ToolbarEvents,
): TemplateResult =>
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
  /** Number of rows shown. */
  count: number;
  /** Number of groups; undefined unless rows are grouped. */
  groups: number | undefined;
  /** Number of rows loaded. */
  all: number;
  arriving: boolean;
  truncated: boolean;
  /** Status message of the last action. */
  status: string;
  /** Received bytes of a running export. */
  received: number | undefined;
  texts: Texts;
  number(value: number): string;
}

export interface NotesEvents {
  /** Exports all rows; undefined for data without a query. */
  onExport: (() => void) | undefined;
  onCancelExport(): void;
}

/** Row count, status message, the offer to export truncated data, and the progress of an export. */
export function renderNotes(state: NotesState, { onExport, onCancelExport }: NotesEvents): TemplateResult {
  const { count, groups, all, arriving, truncated, status, received, texts, number } = state;
  const rows = arriving
    ? texts.arriving(count, number(count))
    : count === all
      ? texts.rows(all, number(all))
      : texts.rowsOf(all, number(all), number(count));
  return html`<span role="status">${rows}${groups === undefined ? '' : ` · ${texts.groups(groups, number(groups))}`}${status && ` · ${status}`}</span>
    ${truncated && !arriving ? html`<span class="badge">${texts.truncated(all, number(all))}</span>` : nothing}
    ${
      received !== undefined
        ? html`<span>${fill(texts.exporting, `${number(Math.ceil(received / 1024))} kB`)}</span>
            <button type="button" @click=${onCancelExport}>${texts.cancel}</button>`
        : truncated && !arriving && onExport
          ? html`<button type="button" @click=${onExport}>${texts.exportAll}</button>`
          : nothing
    }`;
}
