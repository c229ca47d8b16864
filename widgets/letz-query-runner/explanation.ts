import { html, nothing, type TemplateResult } from 'lit';
import type { Column } from '../../server/contract/column.ts';
import type { Param, QueryDescription } from '../../server/contract/query.ts';
import type { ParamValue } from '../../server/contract/value.ts';
import { columnTitle } from '../core/format/column-roles.ts';
import type { Formats } from '../core/format/formats.ts';
import { formatTimestamp, formatValue } from '../core/format/values.ts';
import type { TaggedResult } from '../core/gateway/gateway-client.ts';
import type { Texts } from './texts/en.ts';

/** What a result means: the query's definition, with what it was asked, of which moment it is, and its columns. */
export function renderWhy(
  { description, params: known, pii }: QueryDescription,
  { columns, params, asOf }: TaggedResult,
  texts: Texts,
  formats: Formats,
): TemplateResult {
  const asked = Object.entries(params).filter(([name]) => name !== 'as_of');
  return html`<details>
    <summary>${texts.why}</summary>
    <p dir="auto">${description}</p>
    ${pii ? html`<p><span class="pii">${texts.personalHint}</span></p>` : nothing}
    <h4>${texts.used}</h4>
    <dl>
      ${asked.map(([name, value]) => {
        const param = known.find((each) => each.name === name);
        return renderParam(name, value, param, texts, formats);
      })}
      <div>
        <dt>${texts.moment}</dt>
        <dd>
          <time datetime=${asOf}>${formatTimestamp(formats, asOf, { dateStyle: 'medium', timeStyle: 'long' })}</time>
          <small>${texts.momentHint}</small>
        </dd>
      </div>
    </dl>
    <h4>${texts.columns}</h4>
    <dl>${columns.map(renderColumn)}</dl>
  </details>`;
}

function renderParam(
  name: string,
  value: ParamValue,
  param: Param | undefined,
  texts: Texts,
  formats: Formats,
): TemplateResult {
  const title = name === 'tz' ? texts.zone : columnTitle(name);
  return html`<div>
    <dt>${title}</dt>
    <dd>
      ${value === null ? texts.any : written(name, value, param, formats)}${param?.default === value ? html`<small>${` (${texts.byDefault})`}</small>` : nothing}
      ${param ? html`<small dir="auto">${param.description}</small>` : nothing}
    </dd>
  </div>`;
}

const renderColumn = ({ name, type, description }: Column) => html`<div>
  <dt><code>${name}</code> <small>${type}</small></dt>
  <dd dir="auto">${description}</dd>
</div>`;

function written(name: string, value: ParamValue, param: Param | undefined, formats: Formats): string {
  if (param?.type === 'choice') return columnTitle(String(value));
  return formatValue(formats, value, { name, type: typeof value === 'number' ? 'number' : 'text' });
}
