import type { Column } from '../../../server/contract/column.ts';
import type { ColumnarResult, Result } from '../../../server/contract/result.ts';
import type { Value } from '../../../server/contract/value.ts';
import { storedJson } from '../../core/gateway/json-text.ts';

/** The values of a result of either shape, by row and column. Values of `json` columns are their stored text. */
export interface TableData {
  readonly columns: Column[];
  /** Number of rows; grows while rows arrive. */
  readonly count: number;
  value(row: number, column: number): Value;
  /** All values of a column, by row. A column of a row-based result is collected on first use. */
  values(column: number): Value[];
  /** A row by column name with parsed JSON, as events carry it. */
  row(row: number): Record<string, Value>;
}

export function tableData(result: Result | ColumnarResult): TableData {
  const { columns } = result;
  const parsed = 'values' in result ? columnarValues(result) : rowValues(result);
  const isJson = columns.map(({ type }) => type === 'json');
  const collected: Value[][] = [];
  const jsonText = (row: number, column: number) => {
    const stored = storedJson(result)?.[column];
    if (stored) return stored[row] ?? null;
    const value = parsed.value(row, column);
    return value === null ? null : JSON.stringify(value);
  };
  return {
    columns,
    get count() {
      return parsed.count;
    },
    value: (row, column) => (isJson[column] ? jsonText(row, column) : parsed.value(row, column)),
    values(column) {
      if (!isJson[column]) return parsed.values(column);
      collected[column] ??= [];
      const texts = collected[column];
      while (texts.length < parsed.count) texts.push(jsonText(texts.length, column));
      return texts;
    },
    row: (row) => Object.fromEntries(columns.map(({ name }, column) => [name, parsed.value(row, column)])),
  };
}

type ParsedValues = Pick<TableData, 'count' | 'value' | 'values'>;

const columnarValues = (result: ColumnarResult): ParsedValues => ({
  get count() {
    return result.values[0]?.length ?? 0;
  },
  value: (row, column) => result.values[column]![row]!,
  values: (column) => result.values[column]!,
});

function rowValues({ rows }: Result): ParsedValues {
  const collected: Value[][] = [];
  return {
    count: rows.length,
    value: (row, column) => rows[row]![column]!,
    values(column) {
      collected[column] ??= rows.map((row) => row[column]!);
      return collected[column];
    },
  };
}
