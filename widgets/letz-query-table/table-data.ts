import type { Column } from '../../server/contract/column.ts';
import type { ColumnarResult, Result } from '../../server/contract/result.ts';
import type { Value } from '../../server/contract/value.ts';

/** A result's values by column, whichever shape it came in: of rows, a column is collected when it is first asked for. */
export interface TableData {
  readonly columns: Column[];
  /** How many rows there are; grows while they arrive. */
  readonly count: number;
  value(row: number, column: number): Value;
  /** All values of a column, by row. */
  values(column: number): Value[];
}

export function tableData(result: Result | ColumnarResult): TableData {
  const { columns } = result;
  if ('values' in result) {
    const { values } = result;
    return {
      columns,
      get count() {
        return values[0]?.length ?? 0;
      },
      value: (row, column) => values[column]![row]!,
      values: (column) => values[column]!,
    };
  }
  const { rows } = result;
  const collected: Value[][] = [];
  return {
    columns,
    count: rows.length,
    value: (row, column) => rows[row]![column]!,
    values(column) {
      collected[column] ??= rows.map((row) => row[column]!);
      return collected[column];
    },
  };
}

/** A row by the names of its columns, as events tell it. */
export function rowOf(data: TableData, row: number): Record<string, Value> {
  return Object.fromEntries(data.columns.map(({ name }, column) => [name, data.value(row, column)]));
}
