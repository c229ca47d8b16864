import { html, nothing, type TemplateResult } from 'lit';
import type { Column } from '../../server/contract/column.ts';
import type { Param, QueryDescription } from '../../server/contract/query.ts';
import type { ParamValue } from '../../server/contract/value.ts';
import type { Formats } from '../core/format/formats.ts';
import { choiceLabel, labelOf } from '../core/format/labels.ts';
import { formatTimestamp, formatValue } from '../core/format/values.ts';
import type { TaggedResult } from '../core/gateway/gateway-client.ts';
import type { Texts } from './texts/en.ts';

/** Explanation of a result: the query's description, the parameters used, the time of the data, and the columns. */
export function renderExplanation(
  { description, params: known, pii }: QueryDescription,
  { columns, params, asOf }: TaggedResult,
  texts: Texts,
  formats: Formats,
): TemplateResult {
  const used = Object.entries(params).filter(([name]) => name !== 'as_of');
  return html`<details>
    <summary>${texts.explanation}</summary>
    <p dir="auto">${description}</p>
    ${pii ? html`<p><span class="pii">${texts.personalHint}</span></p>` : nothing}
    <h4>${texts.paramsUsed}</h4>
    <dl>
      ${used.map(([name, value]) => {
        const param = known.find((each) => each.name === name);
        return renderParam(name, value, param, texts, formats);
      })}
      <div>
        <dt>${texts.asOf}</dt>
        <dd>
          <time datetime=${asOf}>${formatTimestamp(formats, asOf, { dateStyle: 'medium', timeStyle: 'long' })}</time>
          <small>${texts.asOfHint}</small>
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
  const title = name === 'tz' ? texts.timeZone : labelOf(param ?? { name });
  return html`<div>
    <dt>${title}</dt>
    <dd>
      ${value === null ? texts.any : valueText(name, value, param, formats)}${param?.default === value ? html`<small>${` (${texts.byDefault})`}</small>` : nothing}
      ${param ? html`<small dir="auto">${param.description}</small>` : nothing}
    </dd>
  </div>`;
}

const renderColumn = (column: Column) => html`<div>
  <dt>${labelOf(column)} <code>${column.name}</code> <small>${column.type}</small></dt>
  <dd dir="auto">${column.description}</dd>
</div>`;

function valueText(name: string, value: ParamValue, param: Param | undefined, formats: Formats): string {
  if (param?.type === 'choice') return choiceLabel(param, String(value));
  return formatValue(formats, value, { name, type: typeof value === 'number' ? 'number' : 'text' });
}
