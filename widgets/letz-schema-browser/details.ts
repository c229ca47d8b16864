import { html, nothing, type TemplateResult } from 'lit';
import type { SchemaColumn, SchemaTable } from '../../server/contract/schema.ts';
import type { Formats } from '../core/format/formats.ts';
import { fill } from '../core/format/translations.ts';
import { describeIndex, describeKey, describePolicy, describeTrigger, joined } from './definitions.ts';
import type { Relation, Relations } from './foreign-keys.ts';
import type { Texts } from './texts/en.ts';
import type { TreeLocation } from './tree-state.ts';

export interface DetailsModel {
  table: SchemaTable;
  /** Undefined for details of the whole table. */
  column: SchemaColumn | undefined;
  relations: Relations;
  texts: Texts;
  formats: Formats;
  /** A table's name, with its schema if there are several. */
  nameOf(table: { schema: string; name: string }): string;
  /** Selects a table or a column. */
  follow(location: TreeLocation): void;
  /** True if long lists are shown to their end. */
  showsAll: boolean;
  showAll(): void;
}

/** Items of a list that are shown at first: a central table has hundreds of relations. */
const FIRST_ITEMS = 20;

/** Details of a table or a column: everything that `\d+` of psql prints. */
export function renderDetails(model: DetailsModel): TemplateResult {
  const { table, column, texts, nameOf } = model;
  const { references, referencedBy } = model.relations;
  const ofColumn = ({ columns }: { columns: string[] }) => !column || columns.includes(column.name);
  const description = (column ?? table).description;
  return html`
    <h3>${column ? html`<span class="of">${table.name}.</span>${column.name}` : nameOf(table)}</h3>
    ${column ? renderColumn(column, model) : renderTable(model)}
    ${description ? html`<p dir="auto">${description}</p>` : nothing}
    ${renderList(texts.values, column?.enumValues, (value) => html`<code>${value}</code>`, model)}
    ${renderList(texts.fields, column?.fields, ({ name, type }) => html`<code>${name} ${type}</code>`, model)}
    ${renderList(texts.references, references.filter(ofColumn), (relation) => renderReference(relation, model), model)}
    ${renderList(texts.referencedBy, referencedBy.filter(ofColumn), (relation) => renderTarget(relation, model), model)}
    ${renderList(
      texts.indexes,
      table.indexes.filter((index) => ofColumn(index) || (column && index.include?.includes(column.name))),
      (index) => renderDefinition(index.name, describeIndex(index, texts), index.description),
      model,
    )}
    ${column ? nothing : renderTableLists(model)}
  `;
}

/** Lists of a table that do not belong to one column. */
function renderTableLists(model: DetailsModel): unknown {
  const { table, texts, nameOf } = model;
  const security = table.rowSecurity;
  return html`
    ${renderList(texts.constraints, table.constraints, ({ name, definition, description }) => renderDefinition(name, definition, description), model)}
    ${renderList(texts.inherits, table.inherits, (parent) => html`<code>${nameOf({ schema: parent.schema, name: parent.table })}</code>`, model)}
    ${renderList(texts.partitions, table.partitions, (partition) => renderDefinition(nameOf(partition), partition.bounds), model)}
    ${security ? html`<h4>${texts.rowSecurity}</h4><p class="facts"><span>${security.forced ? texts.forced : texts.notForced}</span></p>` : nothing}
    ${renderList(texts.policies, security?.policies, (policy) => renderDefinition(policy.name, describePolicy(policy)), model)}
    ${renderList(texts.triggers, table.triggers, (trigger) => renderDefinition(trigger.name, describeTrigger(trigger, texts), trigger.description), model)}
    ${table.definition === undefined ? nothing : html`<h4>${texts.definition}</h4><pre tabindex="0" aria-label=${texts.definition}>${table.definition.trim()}</pre>`}
  `;
}

/** An object's name and SQL definition, with its comment. */
function renderDefinition(name: string, definition: string, description?: string | null): TemplateResult {
  return html`<span class="named">${name}</span> <code>${definition}</code>${description ? html` <span class="comment" dir="auto">${description}</span>` : nothing}`;
}

function renderTable({ table, texts, formats }: DetailsModel): TemplateResult {
  const facts = [
    table.kind !== 'table' && table.kind,
    table.estimatedRows !== null && texts.rows(table.estimatedRows, formats.compact(table.estimatedRows)),
    table.primaryKey.length > 0 && `${texts.primaryKey}: ${table.primaryKey.join(', ')}`,
    table.partitionKey && `${texts.partitionedBy} ${table.partitionKey}`,
  ];
  return html`<p class="facts">${facts.filter(Boolean).map((fact) => html`<span>${fact}</span>`)}</p>`;
}

function renderColumn(column: SchemaColumn, { table, texts }: DetailsModel): TemplateResult {
  const { type, nullable, default: value, generated, identity, domain, pii } = column;
  return html`<p class="facts">
      <code>${type}</code>
      ${table.primaryKey.includes(column.name) ? html`<span>${texts.primaryKey}</span>` : nothing}
      <span>${nullable && !domain?.notNull ? texts.nullable : texts.notNull}</span>
      ${identity ? html`<span>${texts.identity} <code>${identity}</code></span>` : nothing}
      ${generated === undefined ? nothing : html`<span>${texts.generated} <code>${generated}</code></span>`}
      ${value === null || generated !== undefined ? nothing : html`<span>${texts.default} <code>${value}</code></span>`}
      ${pii ? html`<span class="pii">${texts.personalHint}</span>` : nothing}
    </p>
    ${
      domain
        ? html`<p class="facts"><span>${texts.domain} <code>${joined(domain.type, domain.notNull && 'NOT NULL', ...domain.checks)}</code></span></p>`
        : nothing
    }`;
}

function renderReference(relation: Relation, model: DetailsModel): TemplateResult {
  return html`${model.column ? nothing : html`<code>${relation.columns.join(', ')}</code> <span class="arrow" aria-hidden="true">→</span>`}${renderTarget(relation, model)}`;
}

/** The other end of a foreign key, as a link to it. */
function renderTarget({ other, otherColumns, key }: Relation, { nameOf, follow, texts }: DetailsModel): TemplateResult {
  const { table } = other;
  const name = `${nameOf(other)}.${otherColumns.join(', ')}`;
  const options = describeKey(key);
  return html`${
    table
      ? html`<button type="button" class="link" @click=${() => follow({ table, column: otherColumns[0] })}>${name}</button>`
      : html`<code>${name}</code> <small>${texts.hidden}</small>`
  }${options ? html` <code>${options}</code>` : nothing}${key.description ? html` <span class="comment" dir="auto">${key.description}</span>` : nothing}`;
}

function renderList<Item>(
  title: string,
  items: readonly Item[] | undefined,
  render: (item: Item) => unknown,
  { showsAll, showAll, texts, formats }: DetailsModel,
): unknown {
  if (!items?.length) return nothing;
  const shown = showsAll ? items : items.slice(0, FIRST_ITEMS);
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
