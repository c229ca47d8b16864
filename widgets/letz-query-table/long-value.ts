import { html, type TemplateResult } from 'lit';
import type { Column, Value } from '../../server/contract.ts';
import type { Formats } from '../core/formats.ts';
import { formatValue } from '../core/values.ts';
import type { Texts } from './texts.ts';

/** A value as it is shown where there is room: JSON on several lines. */
export const longText = (value: Value, column: Pick<Column, 'type' | 'name'>, formats: Formats): string =>
  column.type === 'json' ? JSON.stringify(value, null, 2) : formatValue(formats, value, column);

/** All of a value, where the cell has not the room. */
export const renderLongValue = (text: string, label: string, texts: Texts, onClose: () => void): TemplateResult =>
  html`<dialog part="value" closedby="any" aria-label=${label} @close=${onClose}>
    <pre tabindex="0" dir="auto">${text}</pre>
    <form method="dialog"><button>${texts.close}</button></form>
  </dialog>`;
