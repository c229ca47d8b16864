import type { Column, ColumnarResult, ColumnType, Value } from '../../server/contract.ts';

type Row = Record<string, Value>;

/** Milliseconds of work after which the page may draw. */
const SLICE = 8;

/** A result without rows, to append to. */
export function emptyResult(columns: Column[], query = '', title = ''): ColumnarResult {
  const values = columns.map(() => []);
  return { query, title, columns, values, rowCount: 0, truncated: false, params: {}, asOf: '' };
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
 * @throws what the connection does, or SyntaxError
 */
export async function* readRows(response: Response): AsyncGenerator<Row[], void> {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  let inArray: boolean | undefined;
  let began = performance.now();
  try {
    for (;;) {
      const { done, value = '' } = await reader.read();
      rest += value;
      inArray ??= rest.trimStart().startsWith('[');
      const { rows, left } = done ? { rows: parse(rest, inArray), left: '' } : takeRows(rest, inArray);
      rest = left;
      if (rows.length) yield rows;
      if (done) return;
      if (performance.now() - began < SLICE) continue;
      await new Promise((resolve) => setTimeout(resolve));
      began = performance.now();
    }
  } finally {
    // Whoever stops reading stops the sender, too.
    reader.cancel().catch(() => undefined);
  }
}

/** Parses as many whole rows as there are. */
function takeRows(text: string, inArray: boolean): { rows: Row[]; left: string } {
  const separator = inArray ? '},{' : '\n';
  for (let end = text.lastIndexOf(separator); end > 0; end = text.lastIndexOf(separator, end - 1)) {
    const cut = inArray ? end + 1 : end;
    try {
      return { rows: parse(text.slice(0, cut), inArray), left: text.slice(cut + 1) };
    } catch {
      // It stood in a text: an earlier one will do.
    }
  }
  return { rows: [], left: text };
}

function parse(text: string, inArray: boolean): Row[] {
  const body = text.trim();
  if (!inArray) return JSON.parse(`[${body.replaceAll('\n', ',')}]`);
  return JSON.parse(`[${body.replace(/^\[/, '').replace(/\]$/, '')}]`);
}
