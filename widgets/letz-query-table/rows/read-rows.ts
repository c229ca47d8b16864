import type { Column, ColumnType } from '../../../server/contract/column.ts';
import type { Value } from '../../../server/contract/value.ts';
import { JsonArrayScanner } from './json-array.ts';

type Row = Record<string, Value>;

/** Rows that have arrived, and their text as a JSON array of objects. */
export interface RowChunk {
  rows: Row[];
  text: string;
}

/** Milliseconds of parsing after which the browser may paint. */
const TIME_SLICE = 8;

/**
 * Parses rows while they arrive, from NDJSON or from a JSON array of objects.
 * @param signal cancels the response
 * @throws the connection's error, or SyntaxError, also for an array that does not end
 */
export async function* readRows(response: Response, signal: AbortSignal): AsyncGenerator<RowChunk, void> {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const cancel = () => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', cancel);
  let parse: ((text: string, done: boolean) => Parsed) | undefined;
  let rest = '';
  let sliceStart = performance.now();
  try {
    for (;;) {
      const { done, value = '' } = await reader.read();
      if (signal.aborted) return;
      rest += value;
      if (!parse && !done && !rest.trim()) continue;
      parse ??= rest.trimStart().startsWith('[') ? arrayParser() : parseLines;
      const parsed = parse(rest, done);
      rest = parsed.rest;
      if (parsed.rows.length) yield parsed;
      if (done || signal.aborted) return;
      if (performance.now() - sliceStart < TIME_SLICE) continue;
      await new Promise((resolve) => setTimeout(resolve));
      sliceStart = performance.now();
    }
  } finally {
    signal.removeEventListener('abort', cancel);
    cancel();
  }
}

/** Whole rows, and the text after them. */
interface Parsed extends RowChunk {
  rest: string;
}

function parseLines(text: string, done: boolean): Parsed {
  const end = done ? text.length : text.lastIndexOf('\n') + 1;
  const lines = text.slice(0, end).trim();
  const array = `[${lines.replaceAll(/[\r\n]+/g, ',')}]`;
  return { rows: JSON.parse(array), text: array, rest: text.slice(end) };
}

function arrayParser(): (text: string, done: boolean) => Parsed {
  const scanner = new JsonArrayScanner();
  return (text, done) => {
    const end = done ? text.length : scanner.lastRowEnd(text);
    // The rest begins with a comma, the whole text with a bracket.
    const rows = text.slice(0, end).replace(/^\s*[,[]/, '');
    const array = done ? `[${rows}` : `[${rows}]`;
    return { rows: JSON.parse(array), text: array, rest: text.slice(end) };
  };
}

/** Columns of rows without a description: names from the first row, types from the first value that is not null. */
export const guessColumns = (rows: Row[]): Column[] =>
  Object.keys(rows[0] ?? {}).map((name) => {
    const value = rows.find((row) => row[name] !== null)?.[name] ?? null;
    return { name, type: guessType(value), description: '' };
  });

function guessType(value: Value): ColumnType {
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'object' && value !== null) return 'json';
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)) return 'date';
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) ? 'timestamp' : 'text';
}
