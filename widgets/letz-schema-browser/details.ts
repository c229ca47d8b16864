import { html, nothing, type TemplateResult } from 'lit';
import type { SchemaColumn, SchemaTable } from '../../server/contract/schema.ts';
import type { Formats } from '../core/format/formats.ts';
import { fill } from '../core/format/translations.ts';
import type { Relation, Relations } from './foreign-keys.ts';
import type { Texts } from './texts/en.ts';
import type { Place } from './tree-state.ts';

export interface DetailsModel {
  table: SchemaTable;
  /** Undefined: it is about the table as a whole. */
  column: SchemaColumn | undefined;
  relations: Relations;
  texts: Texts;
  formats: Formats;
  /** A table's name, with its schema where there are several. */
  nameOf(table: { schema: string; name: string }): string;
  /** Goes to a table or a column. */
  follow(place: Place): void;
  /** Whether long lists are shown to their end. */
  all: boolean;
  showAll(): void;
}

/** A table that a whole product hangs on has hundreds of relations: so many are shown at first. */
const FIRST = 20;

/** All that is known of a table or a column, beside the tree. */
export function renderDetails(model: DetailsModel): TemplateResult {
  const { table, column, texts } = model;
  const { references, referencedBy } = model.relations;
  const ofColumn = ({ columns }: { columns: string[] }) => !column || columns.includes(column.name);
  const indexes = table.indexes.filter(ofColumn);
  return html`
    <h3>${column ? html`<span class="of">${table.name}.</span>${column.name}` : model.nameOf(table)}</h3>
    ${column ? renderColumnFacts(column, table, texts) : renderTableFacts(model)}
    ${(column ?? table).description ? html`<p dir="auto">${(column ?? table).description}</p>` : nothing}
    ${renderList(texts.references, references.filter(ofColumn), (relation) => renderReference(relation, model), model)}
    ${renderList(texts.referencedBy, referencedBy.filter(ofColumn), (relation) => renderEnd(relation, model), model)}
    ${renderList(
      texts.indexes,
      indexes,
      ({ name, columns, unique }) =>
        html`<code title=${name}>${columns.join(', ')}</code>${unique ? html`&nbsp;<small>${texts.unique}</small>` : nothing}`,
      model,
    )}
  `;
}

function renderTableFacts({ table, texts, formats }: DetailsModel): TemplateResult {
  const rows = table.estimatedRows === null ? [] : [fill(texts.rows, formats.compact(table.estimatedRows))];
  const key = table.primaryKey.length > 0 ? [`${texts.primaryKey}: ${table.primaryKey.join(', ')}`] : [];
  const kind = table.kind === 'table' ? [] : [table.kind];
  return html`<p class="facts">${[...kind, ...rows, ...key].map((fact) => html`<span>${fact}</span>`)}</p>`;
}

function renderColumnFacts(column: SchemaColumn, table: SchemaTable, texts: Texts): TemplateResult {
  return html`<p class="facts">
    <code>${column.type}</code>
    ${table.primaryKey.includes(column.name) ? html`<span>${texts.primaryKey}</span>` : nothing}
    <span>${column.nullable ? texts.nullable : texts.required}</span>
    ${column.default === null ? nothing : html`<span>${texts.default} <code>${column.default}</code></span>`}
    ${column.pii ? html`<span class="pii">${texts.personalHint}</span>` : nothing}
  </p>`;
}

function renderReference(relation: Relation, model: DetailsModel): TemplateResult {
  return html`${model.column ? nothing : html`<code>${relation.columns.join(', ')}</code> <span class="arrow" aria-hidden="true">→</span>`}${renderEnd(relation, model)}`;
}

/** The other end of a relation, and the way there. */
function renderEnd({ other, otherColumns }: Relation, { nameOf, follow, texts }: DetailsModel): TemplateResult {
  const { table } = other;
  const name = `${nameOf(other)}.${otherColumns.join(', ')}`;
  return table
    ? html`<button type="button" class="link" @click=${() => follow({ table, column: otherColumns[0] })}>${name}</button>`
    : html`<code>${name}</code> <small>${texts.hidden}</small>`;
}

function renderList<Item>(
  title: string,
  items: readonly Item[],
  render: (item: Item) => unknown,
  { all, showAll, texts, formats }: DetailsModel,
): unknown {
  if (items.length === 0) return nothing;
  const shown = all ? items : items.slice(0, FIRST);
  return html`<h4>${title}</h4>
    <ul>
      ${shown.map((item) => html`<li>${render(item)}</li>`)}
      ${
        shown.length < items.length
          ? html`<li>
              <button type="button" class="link" @click=${showAll}>${fill(texts.showAll, formats.number(items.length))}</button>
            </li>`
          : nothing
      }
    </ul>`;
}
