import type { Column } from '../../server/contract/column.ts';
import type { Value } from '../../server/contract/value.ts';
import type { Formats } from '../core/format/formats.ts';
import { formatValue } from '../core/format/values.ts';
import type { Texts } from './texts/en.ts';

/** Characters of a value in a cell. */
const LONGEST = 300;

/** What a cell shows; null is the caller's to show. */
export function cellText(value: Value, column: Pick<Column, 'type' | 'name'>, formats: Formats, texts: Texts): string {
  if (typeof value === 'boolean') return value ? texts.yes : texts.no;
  const text = formatValue(formats, value, column);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
