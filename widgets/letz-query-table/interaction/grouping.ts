import type { LitElement } from 'lit';
import type { ResultHead } from '../../../server/contract/result.ts';
import type { GatewayError } from '../../core/gateway/gateway-error.ts';
import { addStyles } from '../../core/styles/add-styles.ts';
import { attributeError } from '../../core/visual/attribute-error.ts';
import type { RowsState } from '../body/virtual-rows.ts';
import type { ColumnList } from '../columns/column-list.ts';
import type { RowGroups } from '../rows/row-groups.ts';
import type { RowOrder } from '../rows/row-order.ts';
import type { TableData } from '../rows/table-data.ts';

/** The table whose rows are grouped. */
export interface GroupedTable {
  readonly host: LitElement;
  readonly data: TableData;
  readonly rows: RowOrder;
  readonly columns: ColumnList;
}

type GroupingModule = typeof import('../grouping/grouping.ts');

let loaded: GroupingModule | undefined;

/** Grouping of a table's rows by a column. Its code is loaded when rows are first grouped. */
export class Grouping {
  /** Writes a row of the pool if it shows a group; undefined unless rows are grouped. */
  writeGroup: RowsState['writeGroup'];
  readonly #table: GroupedTable;
  /** The attribute's value that was applied last. */
  #attribute: string | undefined;
  /** Column that the table was prepared for. */
  #column: number | undefined;

  constructor(table: GroupedTable) {
    this.#table = table;
  }

  /** Loads the code. @returns undefined if it is there */
  load(): Promise<void> | undefined {
    if (loaded) return undefined;
    return import('../grouping/grouping.ts').then((module) => {
      loaded = module;
    });
  }

  /** Reason why data can't be grouped by the attribute's column. */
  check({ columns }: Pick<ResultHead, 'columns'>, attribute: string | undefined): GatewayError | undefined {
    if (!attribute || columns.some(({ name }) => name === attribute)) return undefined;
    const names = columns.map(({ name }) => name).join(', ');
    return attributeError('letz-query-table', 'group-by', attribute, `names no column; there are ${names}.`);
  }

  /** Called for data with other columns. */
  reset(): void {
    this.#attribute = undefined;
    this.#table.rows.groupBy = undefined;
  }

  /** Applies the attribute if it has changed, and the column that is to be grouped by. @param attribute name of a column */
  update(attribute: string | undefined): void {
    const { rows, columns, data, host } = this.#table;
    if (attribute !== this.#attribute) {
      this.#attribute = attribute;
      const index = data.columns.findIndex(({ name }) => name === attribute);
      rows.groupBy = index < 0 ? undefined : index;
    }
    const column = rows.groupBy;
    if (column === this.#column && (column === undefined || rows.groups)) return;
    if (column !== undefined && !loaded) {
      this.load()?.then(() => host.requestUpdate());
      return;
    }
    this.#column = column;
    if (column === undefined) {
      rows.groups = this.writeGroup = undefined;
      return;
    }
    const { ColumnGroups, writeGroupRow, groupStyles } = loaded!;
    const groups: RowGroups = rows.groups ?? new ColumnGroups();
    rows.groups = groups;
    this.writeGroup = (pooled, shown, entry) => writeGroupRow(pooled, shown, groups, entry);
    addStyles(host, groupStyles);
    columns.group(column);
  }
}
