import { fixture, html } from '@open-wc/testing';
import type { ColumnType } from '../../../server/contract/column.ts';
import type { Value } from '../../../server/contract/value.ts';
import type { LetzQueryTable } from '../../../widgets/letz-query-table/letz-query-table.ts';
import { until } from '../support.ts';

/** How many rows a table of `givenTable` draws at once. */
export const ROWS = 40;

/** Gives a table rows of its page's. */
export function give(table: LetzQueryTable, columns: Record<string, ColumnType>, rows: Value[][]): void {
  table.result = {
    query: '',
    title: 'Given',
    columns: Object.entries(columns).map(([name, type]) => ({ name, type, description: '' })),
    rows,
    rowCount: rows.length,
    truncated: false,
    params: {},
    asOf: new Date().toISOString(),
  };
}

/** What a column shows, from the top. */
export const shown = (table: LetzQueryTable, column = 0): string[] =>
  Array.from(
    table.shadowRoot!.querySelectorAll<HTMLTableRowElement>('tbody tr'),
    ({ cells }) => cells[column]!.textContent ?? '',
  );

/** A table that shows all of its rows, of which the first column is the number, and that can sort and filter at once. */
export async function givenTable(
  columns: Record<string, ColumnType>,
  locale = 'en',
  tz = 'UTC',
): Promise<LetzQueryTable> {
  const table = document.createElement('letz-query-table');
  table.style.cssText = 'height: 1600px; --letz-query-table-height: none';
  Object.assign(table, { locale, tz });
  const blank = Object.keys(columns).map(() => null);
  give(
    table,
    { id: 'text', ...columns },
    Array.from({ length: ROWS }, (_, id) => [id, ...blank]),
  );
  // Before it is in the page: there it would look for a query.
  (await fixture(html`<div></div>`)).append(table);
  await until(() => shown(table).length === ROWS);
  table.sortBy({ column: 'id', descending: true });
  await until(() => shown(table)[0] === '9');
  table.sortBy();
  return table;
}
