import type { Value } from '../../server/contract.ts';

/** Cells to copy: the columns' titles, and the rows. */
export interface Cells {
  titles: string[];
  rows: Value[][];
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
