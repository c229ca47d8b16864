import type { Column } from '../../../server/contract/column.ts';
import type { Value } from '../../../server/contract/value.ts';
import type { Formats } from '../../core/format/formats.ts';
import { valueLabel } from '../../core/format/labels.ts';
import { formatValue } from '../../core/format/values.ts';
import type { Texts } from '../texts/en.ts';

/** Greatest length of a cell's text. */
const MAX_LENGTH = 300;

/** Text of a cell. Null is drawn by the row pool. JSON is its stored text. */
export function cellText(value: Value, column: Column, formats: Formats, texts: Texts): string {
  return cut(wholeText(value, column, formats, texts));
}

/** Text of a cell, whatever its length. */
export function wholeText(value: Value, column: Column, formats: Formats, texts: Texts): string {
  if (typeof value === 'boolean') return valueLabel(column, value) ?? (value ? texts.yes : texts.no);
  return column.type === 'json' && typeof value === 'string' ? value : formatValue(formats, value, column);
}

/** Cuts a text that is too long, between graphemes: never inside an emoji or a combining sequence. */
function cut(text: string): string {
  if (text.length <= MAX_LENGTH) return text;
  // A grapheme may be longer than what is kept, but not without end.
  const start = text.slice(0, 2 * MAX_LENGTH);
  let end = 0;
  for (const { index, segment } of segmenter().segment(start)) {
    if (index + segment.length > MAX_LENGTH) break;
    end = index + segment.length;
  }
  return `${text.slice(0, end)}…`;
}

let graphemes: Intl.Segmenter | undefined;

function segmenter(): Intl.Segmenter {
  graphemes ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return graphemes;
}
