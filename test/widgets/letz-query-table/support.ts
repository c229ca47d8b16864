import { fixture, html, nextFrame } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import type { ColumnType } from '../../../server/contract/column.ts';
import type { Value } from '../../../server/contract/value.ts';
import type { LetzQueryTable } from '../../../widgets/letz-query-table/letz-query-table.ts';
import '../../../widgets/letz-query-table/letz-query-table.ts';
import { mounted, origin, until } from '../support.ts';

/** Number of rows that a table of `givenTable` draws. */
export const ROWS = 40;

/** Sets a table's result. */
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

/** Cell texts of a column, from the top. */
export const shown = (table: LetzQueryTable, column = 0): string[] =>
  Array.from(
    table.shadowRoot!.querySelectorAll<HTMLTableRowElement>('tbody tr'),
    ({ cells }) => cells[column]!.textContent ?? '',
  );

/** A table that draws all of its rows; its first column is the row number. */
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
  // Before it is in the page, where it would require a query.
  (await fixture(html`<div></div>`)).append(table);
  await until(() => shown(table).length === ROWS);
  return table;
}

export const all = <T extends Element = HTMLElement>(table: LetzQueryTable, selector: string) => [
  ...table.shadowRoot!.querySelectorAll<T>(selector),
];
export const one = <T extends Element = HTMLElement>(table: LetzQueryTable, selector: string) =>
  all<T>(table, selector)[0]!;
export const grid = (table: LetzQueryTable) => one(table, '[role="grid"]');
export const text = (element: Element | undefined) => element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

/** Cell texts of the drawn rows, from the top. */
export const rows = (table: LetzQueryTable) =>
  all<HTMLTableRowElement>(table, 'tbody [role="row"]').map((row) => Array.from(row.cells, text));
export const column = (table: LetzQueryTable, position: number) => rows(table).map((cells) => cells[position]);
export const title = (table: LetzQueryTable, name: string) =>
  all(table, '[role="columnheader"]').find((header) => text(header.querySelector('.title')!) === name)!;
export const button = (table: LetzQueryTable, name: string) =>
  all(table, 'button').find((each) => (each.getAttribute('aria-label') ?? text(each)) === name)!;

export async function openMenu(table: LetzQueryTable): Promise<void> {
  button(table, 'Columns, copy and export').click();
  await until(() => one(table, '.menu'));
}

export const notes = (table: LetzQueryTable) => text(one(table, '[part="footer"] [role="status"]'));

/** A table of the query `numbers`. */
export async function numbers(count: number): Promise<LetzQueryTable> {
  const table = await mounted<LetzQueryTable>(html`
    <letz-query-table gateway=${origin} query="numbers" locale="en" tz="UTC" .params=${{ rows: count }}></letz-query-table>
  `);
  // The pool is filled once the size is known.
  await until(() => rows(table).length >= Math.min(count, 9));
  return table;
}

/** Middle of an element. @param aside offset as a fraction of the width */
export function centre(element: Element, aside = 0): [x: number, y: number] {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [Math.round(left + width * (0.5 + aside)), Math.round(top + height / 2)];
}

/** Drags with the mouse from one element to another, and keeps the button pressed. */
export async function drag(from: Element, to: Element, aside = 0): Promise<void> {
  await sendMouse({ type: 'move', position: centre(from) });
  await sendMouse({ type: 'down' });
  await sendMouse({ type: 'move', position: centre(to, aside) });
  await nextFrame();
}

export async function typeInto(input: HTMLElement, value: string): Promise<void> {
  (input as HTMLInputElement).value = value;
  input.dispatchEvent(new Event('input'));
}
