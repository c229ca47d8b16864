import type { Column, ColumnType } from '../../server/contract/column.ts';
import type { ColumnarResult } from '../../server/contract/result.ts';
import type { Value } from '../../server/contract/value.ts';
import { RowEnds } from './row-ends.ts';

type Row = Record<string, Value>;

/** Milliseconds of work after which the page may draw. */
const SLICE = 8;

/** A result without rows, to append to. */
export function emptyResult(columns: Column[]): ColumnarResult {
  const values = columns.map(() => []);
  return { query: '', title: '', columns, values, rowCount: 0, truncated: false, params: {}, asOf: '' };
}

export function append(result: ColumnarResult, rows: Row[]): void {
  const { columns, values } = result;
  result.rowCount += rows.length;
  columns.forEach(({ name }, column) => {
    const into = values[column]!;
    for (const row of rows) into.push(row[name] ?? null);
  });
}

/** Columns of rows that nobody has described: named as in the first of them, typed as the first value that there is. */
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

/**
 * Reads rows while they arrive: of NDJSON, or of a JSON array of objects.
 * @param signal stops the sender
 * @throws what the connection does, or SyntaxError, also when the array's end is missing
 */
export async function* readRows(response: Response, signal: AbortSignal): AsyncGenerator<Row[], void> {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const cancel = () => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', cancel);
  let take: ((text: string, done: boolean) => Taken) | undefined;
  let rest = '';
  let began = performance.now();
  try {
    for (;;) {
      const { done, value = '' } = await reader.read();
      if (signal.aborted) return;
      rest += value;
      if (!take && !done && !rest.trim()) continue;
      take ??= rest.trimStart().startsWith('[') ? arrayTaker() : takeLines;
      const { rows, left } = take(rest, done);
      rest = left;
      if (rows.length) yield rows;
      if (done || signal.aborted) return;
      if (performance.now() - began < SLICE) continue;
      await new Promise((resolve) => setTimeout(resolve));
      began = performance.now();
    }
  } finally {
    signal.removeEventListener('abort', cancel);
    cancel();
  }
}

/** As many whole rows as there are, and what is left of the text. */
interface Taken {
  rows: Row[];
  left: string;
}

function takeLines(text: string, done: boolean): Taken {
  const end = done ? text.length : text.lastIndexOf('\n') + 1;
  const lines = text.slice(0, end).trim();
  return { rows: JSON.parse(`[${lines.replaceAll(/[\r\n]+/g, ',')}]`), left: text.slice(end) };
}

function arrayTaker(): (text: string, done: boolean) => Taken {
  const ends = new RowEnds();
  return (text, done) => {
    const end = done ? text.length : ends.last(text);
    // What is left begins with the comma, as the whole does with a bracket.
    const rows = text.slice(0, end).replace(/^\s*[,[]/, '');
    return { rows: JSON.parse(done ? `[${rows}` : `[${rows}]`), left: text.slice(end) };
  };
}
