import { defuse } from '../../../server/contract/csv-injection.ts';
import type { Value } from '../../../server/contract/value.ts';
import type { ColumnState } from '../columns/column-state.ts';
import type { RowOrder } from '../rows/row-order.ts';
import type { TableData } from '../rows/table-data.ts';
import type { Bounds } from './selection.ts';

/** Cells to copy: the column titles and the rows' values. */
export interface CopiedCells {
  titles: string[];
  rows: Value[][];
}

/** The shown cells and the selection among them. */
export interface CellSource {
  data: TableData;
  rows: Pick<RowOrder, 'count' | 'rowAt'>;
  /** Visible columns. */
  columns: ColumnState[];
  /** Selected cells; undefined for all. */
  selected: Bounds | undefined;
}

/** The selected cells, or all. */
export function selectedCells({ data, rows, columns, selected }: CellSource): CopiedCells {
  const all = { top: 0, bottom: rows.count - 1, left: 0, right: columns.length - 1 };
  const { top, bottom, left, right } = selected ?? all;
  const copied = columns.slice(left, right + 1);
  return {
    titles: copied.map(({ title }) => title),
    rows: Array.from({ length: bottom - top + 1 }, (_, at) =>
      copied.map(({ index }) => data.value(rows.rowAt(top + at), index)),
    ),
  };
}

/** Tab-separated values for spreadsheets: values as stored, null as nothing, formulas defused. */
export const toTsv = ({ rows }: CopiedCells): string => rows.map((row) => row.map(tsvCell).join('\t')).join('\n');

/** GitHub Flavored Markdown table. */
export function toMarkdown({ titles, rows }: CopiedCells): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  const isNumber = (column: number) => rows.every((row) => row[column] === null || typeof row[column] === 'number');
  const rule = titles.map((_, column) => (isNumber(column) ? '--:' : '---'));
  return [titles.map(markdownText), rule, ...rows.map((row) => row.map((value) => markdownText(plainText(value))))]
    .map(line)
    .join('\n');
}

const plainText = (value: Value) =>
  value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);

/** A number, also one that came as text because a double cannot hold it. */
const isNumber = (value: Value) =>
  typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value));

function tsvCell(value: Value): string {
  const text = isNumber(value) ? plainText(value) : defuse(plainText(value));
  return /[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const markdownText = (text: string) => text.replace(/[\\|`*_<[\]]/g, '\\$&').replace(/\s*[\r\n]+\s*/g, '<br>');
