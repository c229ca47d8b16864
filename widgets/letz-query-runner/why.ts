import { html, type TemplateResult } from 'lit';
import type { ParamValue, QueryDescription } from '../../server/contract.ts';
import type { Formats } from '../core/formats.ts';
import type { TaggedResult } from '../core/gateway-client.ts';
import { formatTimestamp } from '../core/values.ts';
import { columnTitle } from '../core/words.ts';
import type { Texts } from './texts.ts';

/** What a result means: the query's definition, its columns, and with what it was asked. */
export function renderWhy(
  { description }: QueryDescription,
  { columns, params }: TaggedResult,
  texts: Texts,
  formats: Formats,
): TemplateResult {
  const used = Object.entries(params).filter(([, value]) => value !== null);
  return html`<details>
    <summary>${texts.why}</summary>
    <p>${description}</p>
    <h4>${texts.columns}</h4>
    <dl>
      ${columns.map(
        ({ name, type, description: about }) =>
          html`<div><dt><code>${name}</code> <small>${type}</small></dt><dd>${about}</dd></div>`,
      )}
    </dl>
    <h4>${texts.used}</h4>
    <dl>
      ${used.map(
        ([name, value]) => html`<div><dt>${columnTitle(name)}</dt><dd>${written(name, value, formats)}</dd></div>`,
      )}
    </dl>
  </details>`;
}

function written(name: string, value: ParamValue, formats: Formats): string {
  if (name === 'as_of') return formatTimestamp(formats, String(value));
  return typeof value === 'number' ? formats.number(value) : String(value);
}
