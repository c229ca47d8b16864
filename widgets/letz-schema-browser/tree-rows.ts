import { html, nothing, type TemplateResult } from 'lit';
import type { Formats } from '../core/format/formats.ts';
import { fill } from '../core/format/translations.ts';
import { labelsOf } from './column-labels.ts';
import { foreignKeyOf } from './foreign-keys.ts';
import { highlight } from './search-index.ts';
import type { Texts } from './texts/en.ts';
import { type ColumnRow, qualify, shortType, type TreeRow } from './tree.ts';

export interface RowModel {
  /** The words of the search, which are highlighted. */
  words: readonly string[];
  texts: Texts;
  formats: Formats;
}

/**
 * A row of the tree.
 * @param index among all rows, rendered or not
 */
export function renderRow(row: TreeRow, index: number, active: boolean, model: RowModel): TemplateResult {
  const { words } = model;
  const about = row.kind === 'schema' ? '' : ((row.kind === 'table' ? row.table : row.column).description ?? '');
  const name = highlight(row.name, words);
  const marked = highlight(about, words);
  // On a narrow screen a description is shown only if the search found nothing else.
  const isMatch = marked.some(({ hit }) => hit) && !name.some(({ hit }) => hit);
  return html`<div
    role="treeitem"
    part="row"
    id="row-${index}"
    class="${row.kind} level-${row.level}"
    aria-level=${row.level}
    aria-posinset=${row.position}
    aria-setsize=${row.size}
    aria-expanded=${row.kind === 'column' ? nothing : row.open}
    aria-selected=${active}
    .style=${`--at: ${index}`}
  >
    <span class="name" dir="auto" title=${row.name}>${renderMarked(name)}</span>
    ${row.kind === 'column' ? renderBadges(row, model) : nothing}
    <span class="about ${isMatch ? 'match' : ''}" dir="auto">${renderMarked(marked)}</span>
    <span class="meta" aria-hidden=${row.kind === 'column' ? nothing : 'true'}><bdi>${meta(row, model)}</bdi></span>
    <span class="visually-hidden">${accessibleLabels(row, model)}</span>
  </div>`;
}

function renderMarked(segments: ReturnType<typeof highlight>): unknown[] {
  return segments.map(({ text, hit }) => (hit ? html`<mark>${text}</mark>` : text));
}

function renderBadges({ table, column }: ColumnRow, { texts }: RowModel): unknown {
  const key = foreignKeyOf(table, column)?.references;
  return html`
    ${table.primaryKey.includes(column.name) ? html`<span class="badge" aria-hidden="true" title=${texts.primaryKey}>PK</span>` : nothing}
    ${key ? html`<span class="go" aria-hidden="true" title=${fill(texts.foreignKey, qualify(key.table))}><span class="arrow">→</span> <bdi>${key.table}</bdi></span>` : nothing}
    ${column.pii ? html`<span class="pii" aria-hidden="true" title=${texts.personalHint}>${texts.personal}</span>` : nothing}
  `;
}

function meta(row: TreeRow, { formats }: RowModel): string {
  if (row.kind === 'column') return `${shortType(row.column.type)}${row.column.nullable ? '?' : ''}`;
  if (row.kind === 'schema' || row.table.estimatedRows === null) return '';
  return formats.compact(row.table.estimatedRows);
}

/** The meanings of the row's badges, for screen readers. */
function accessibleLabels(row: TreeRow, { texts, formats }: RowModel): string {
  if (row.kind === 'schema') return '';
  if (row.kind === 'table') {
    const { estimatedRows } = row.table;
    return estimatedRows === null ? '' : texts.rows(estimatedRows, formats.compact(estimatedRows));
  }
  return labelsOf(row.table, row.column, texts).join(', ');
}
