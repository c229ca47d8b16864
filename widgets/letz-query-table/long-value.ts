import { html, type TemplateResult } from 'lit';
import type { Column } from '../../server/contract/column.ts';
import type { Value } from '../../server/contract/value.ts';
import type { Formats } from '../core/format/formats.ts';
import { formatValue } from '../core/format/values.ts';
import type { Texts } from './texts/en.ts';

/** A value as it is shown where there is room. */
export interface LongValue {
  text: string;
  dir: 'ltr' | 'auto';
}

/** JSON on several lines. */
export const longValue = (value: Value, column: Pick<Column, 'type' | 'name'>, formats: Formats): LongValue =>
  column.type === 'json'
    ? { text: JSON.stringify(value, null, 2), dir: 'ltr' }
    : { text: formatValue(formats, value, column), dir: 'auto' };

/** All of a value, where the cell has not the room. */
export const renderLongValue = (
  { text, dir }: LongValue,
  label: string,
  texts: Texts,
  onClose: () => void,
): TemplateResult =>
  html`<dialog part="value" closedby="any" aria-label=${label} @close=${onClose}>
    <pre tabindex="0" dir=${dir}>${text}</pre>
    <form method="dialog"><button>${texts.close}</button></form>
  </dialog>`;
