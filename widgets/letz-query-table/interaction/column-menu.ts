import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import { fill } from '../../core/format/translations.ts';
import type { ColumnList } from '../columns/column-list.ts';
import type { Texts } from '../texts/en.ts';
import { onLightDismiss } from './light-dismiss.ts';

export interface MenuEvents {
  onCopy(format: 'tsv' | 'markdown'): void;
  /** Called with the index of a column to summarize. */
  onSummary(column: number): void;
  /** Called with the index of a column to group by. */
  onGroup(column: number | undefined): void;
  /** Called to export all rows; undefined for data without a query, or while an export runs. */
  onExport: (() => void) | undefined;
}

/** Menu of the columns, to show, hide and move them, and of the actions copy and export. */
export class ColumnMenu {
  readonly #host: LitElement;
  #stopDismiss: (() => void) | undefined;

  constructor(host: LitElement) {
    this.#host = host;
  }

  get open(): boolean {
    return Boolean(this.#stopDismiss);
  }

  readonly toggle = (): void => {
    if (this.open) {
      this.close();
      return;
    }
    const isPart = (element: Element) => element === this.#button || element === this.#menu;
    this.#stopDismiss = onLightDismiss(this.#host.renderRoot, isPart, () => this.close());
    this.#host.requestUpdate();
  };

  /** Closes the menu and returns the focus to its button, unless it is elsewhere already. */
  close(): void {
    if (!this.open) return;
    this.#stopDismiss!();
    this.#stopDismiss = undefined;
    if (this.#menu?.matches(':focus-within')) this.#button?.focus();
    this.#host.requestUpdate();
  }

  get #menu(): Element | null {
    return this.#host.renderRoot.querySelector('.menu');
  }

  get #button(): HTMLElement | null {
    return this.#host.renderRoot.querySelector('.tool:last-of-type');
  }

  render(
    columns: ColumnList,
    texts: Texts,
    { onCopy, onExport, onGroup, onSummary }: MenuEvents,
    groupBy: number | undefined,
  ): TemplateResult {
    return html`<div class="menu" id="menu" role="group" aria-label=${texts.more}>
      <strong>${texts.columns}</strong>
      <ul>
        ${columns.all.map(
          ({ index, title, hidden }) => html`<li>
            <label
              ><input
                type="checkbox"
                .checked=${!hidden}
                ?disabled=${!hidden && columns.shown.length === 1}
                @change=${() => columns.toggle(index)}
              />
              ${title}</label
            >
            <button
              type="button"
              aria-label=${fill(texts.group, title)}
              title=${fill(texts.group, title)}
              aria-pressed=${index === groupBy}
              @click=${() => onGroup(index === groupBy ? undefined : index)}
            >≡</button>
            <button
              type="button"
              aria-label=${fill(texts.summary, title)}
              title=${fill(texts.summary, title)}
              @click=${() => onSummary(index)}
            >Σ</button>
            <button type="button" aria-label=${fill(texts.left, title)} @click=${() => columns.moveBy(index, -1)}>←</button>
            <button type="button" aria-label=${fill(texts.right, title)} @click=${() => columns.moveBy(index, 1)}>→</button>
          </li>`,
        )}
      </ul>
      <div class="actions">
        <button type="button" @click=${() => onCopy('tsv')}>${texts.copy}</button>
        <button type="button" @click=${() => onCopy('markdown')}>${texts.copyMarkdown}</button>
        ${onExport ? html`<button type="button" @click=${onExport}>${texts.exportAll}</button>` : nothing}
      </div>
    </div>`;
  }
}
