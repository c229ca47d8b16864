import { html, nothing, type TemplateResult } from 'lit';
import { fill } from '../core/translations.ts';
import type { ColumnState } from './columns.ts';
import type { Texts } from './texts.ts';

export interface MenuState {
  columns: ColumnState[];
  texts: Texts;
  /** What has arrived of an export, in words; undefined while there is none. */
  exporting: string | undefined;
  /** Whether there is a gateway to export from. */
  canExport: boolean;
}

export interface MenuEvents {
  onToggle(index: number): void;
  onMove(index: number, by: -1 | 1): void;
  onCopy(format: 'tsv' | 'markdown'): void;
  onExport(): void;
  onCancel(): void;
}

/** Which columns to show, in which order, and how to take the data along. */
export function renderMenu({ columns, texts, exporting, canExport }: MenuState, on: MenuEvents): TemplateResult {
  const shown = columns.filter(({ hidden }) => !hidden).length;
  return html`<div class="menu" id="menu" role="group" aria-label=${texts.more}>
    <strong>${texts.columns}</strong>
    <ul>
      ${columns.map(
        ({ index, title, hidden }) => html`<li>
          <label
            ><input
              type="checkbox"
              .checked=${!hidden}
              ?disabled=${!hidden && shown === 1}
              @change=${() => on.onToggle(index)}
            />
            ${title}</label
          >
          <button type="button" aria-label=${fill(texts.left, title)} @click=${() => on.onMove(index, -1)}>←</button>
          <button type="button" aria-label=${fill(texts.right, title)} @click=${() => on.onMove(index, 1)}>→</button>
        </li>`,
      )}
    </ul>
    <div class="actions">
      <button type="button" @click=${() => on.onCopy('tsv')}>${texts.copy}</button>
      <button type="button" @click=${() => on.onCopy('markdown')}>${texts.copyMarkdown}</button>
      ${
        exporting !== undefined
          ? html`<button type="button" @click=${on.onCancel}>${fill(texts.cancel, exporting)}</button>`
          : canExport
            ? html`<button type="button" @click=${on.onExport}>${texts.exportAll}</button>`
            : nothing
      }
    </div>
  </div>`;
}
