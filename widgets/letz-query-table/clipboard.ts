import type { Value } from '../../server/contract/value.ts';
import type { Arrangement } from './arrangement.ts';
import type { ColumnState } from './columns.ts';
import type { Bounds } from './selection.ts';
import type { TableData } from './table-data.ts';

/** Cells to copy: the columns' titles, and the rows. */
export interface Cells {
  titles: string[];
  rows: Value[][];
}

/** What is shown, and what of it is selected. */
export interface Choice {
  data: TableData;
  rows: Pick<Arrangement, 'count' | 'rowAt'>;
  /** Those that are shown. */
  columns: ColumnState[];
  /** Undefined: nothing. */
  selected: Bounds | undefined;
}

/** The cells that are selected; all if none is. */
export function selectedCells({ data, rows, columns, selected }: Choice): Cells {
  const all = { top: 0, bottom: rows.count - 1, left: 0, right: columns.length - 1 };
  const { top, bottom, left, right } = selected ?? all;
  const chosen = columns.slice(left, right + 1);
  return {
    titles: chosen.map(({ title }) => title),
    rows: Array.from({ length: bottom - top + 1 }, (_, at) =>
      chosen.map(({ index }) => data.value(rows.rowAt(top + at), index)),
    ),
  };
}

/** Tab separated, as spreadsheets paste it: values as stored, null as nothing, and no text that a spreadsheet would run. */
export const toTsv = ({ rows }: Cells): string => rows.map((row) => row.map(tsvCell).join('\t')).join('\n');

/** A table in Markdown (GitHub's). */
export function toMarkdown({ titles, rows }: Cells): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  const isNumber = (column: number) => rows.every((row) => row[column] === null || typeof row[column] === 'number');
  const rule = titles.map((_, column) => (isNumber(column) ? '--:' : '---'));
  return [titles.map(markdownText), rule, ...rows.map((row) => row.map((value) => markdownText(plain(value))))]
    .map(line)
    .join('\n');
}

const plain = (value: Value) =>
  value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);

function tsvCell(value: Value): string {
  const text = plain(value);
  // As the gateway's CSV: a cell that begins like this is a formula (OWASP, "CSV Injection").
  const isFormula = typeof value !== 'number' && /^\s*[=+\-@]|^[\t\r]/.test(text) && !/^-?[\d.]+$/.test(text);
  const safe = isFormula ? `'${text}` : text;
  return /[\t\n\r"]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const markdownText = (text: string) => text.replace(/[\\|`*_<[\]]/g, '\\$&').replace(/\s*[\r\n]+\s*/g, '<br>');
