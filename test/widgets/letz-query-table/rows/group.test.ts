import { expect, html } from '@open-wc/testing';
import type { Column } from '../../../../server/contract/column.ts';
import type { Value } from '../../../../server/contract/value.ts';
import type { LetzQueryTable } from '../../../../widgets/letz-query-table/letz-query-table.ts';
import { mounted, next, origin, press, until } from '../../support.ts';
import { all, button, column, givenTable, grid, notes, one, openMenu, rows, text } from '../support.ts';

const COLUMNS: Column[] = [
  { name: 'id', type: 'integer', role: 'identifier', description: '' },
  { name: 'city', type: 'text', description: '' },
  { name: 'users', type: 'integer', role: 'count', description: '' },
  { name: 'share', type: 'number', role: 'percent', of: 'users', description: '' },
  { name: 'at', type: 'timestamp', description: '' },
];
const ROWS: Value[][] = [
  [1, 'Rome', 5, 10, '2026-11-24T02:00:00Z'],
  [2, 'Oslo', 7, 20, '2026-11-24T12:00:00Z'],
  [3, 'Rome', 1, 30, '2026-11-25T02:30:00Z'],
  [4, null, 2, 40, null],
  [5, 'Lima', 9, 50, '2026-11-24T23:00:00Z'],
  [6, 'Rome', 4, 60, '2026-11-24T12:30:00Z'],
];

async function grouped(groupBy?: string, data: Partial<LetzQueryTable['result']> = {}): Promise<LetzQueryTable> {
  const table = await givenTable({}, 'en', 'America/Sao_Paulo');
  if (groupBy) table.groupBy = groupBy;
  table.totals = true;
  table.result = {
    ...{ query: '', title: 'Cities', columns: COLUMNS, rows: ROWS, rowCount: ROWS.length, truncated: false },
    ...{ params: {}, asOf: new Date().toISOString() },
    ...(data as object),
  };
  await until(() => all(table, 'tbody .group').length > 0 || !groupBy);
  return table;
}
const groups = (table: LetzQueryTable) =>
  all<HTMLTableRowElement>(table, 'tbody .group').map((row) => Array.from(row.cells, text));
const labels = (table: LetzQueryTable) => groups(table).map(([label]) => label);

describe('letz-query-table groups', () => {
  it('groups by the column of group-by, with number of rows and sums of what adds up, and the total of all rows', async () => {
    const table = await grouped('city');
    expect(groups(table)).to.deep.equal([
      ['▸ Rome (3)', '', '10', '', ''],
      ['▸ Oslo (1)', '', '7', '', ''],
      ['▸ no value (1)', '', '2', '', ''],
      ['▸ Lima (1)', '', '9', '', ''],
    ]);
    expect(rows(table).length).to.equal(4);
    expect(Array.from(one(table, 'tfoot tr').children, text)).to.deep.equal(['Total', '', '28', '', '']);
    expect(notes(table)).to.equal('6 rows · 4 groups');
    expect(grid(table).ariaRowCount).to.equal('6');
  });

  it('expands and collapses a group by Enter and by click, without an event of a row', async () => {
    const table = await grouped('city');
    let chosen = 0;
    table.addEventListener('letz-select', () => chosen++);
    const expanded = () => all(table, 'tbody .group td:first-child').map((cell) => cell.ariaExpanded);
    grid(table).focus();
    await press('Enter');
    await until(() => rows(table).length === 7);
    expect(expanded()).to.deep.equal(['true', 'false', 'false', 'false']);
    expect(column(table, 1).slice(0, 5)).to.deep.equal(['', '1', '3', '6', '']);
    expect(column(table, 0).slice(0, 2)).to.deep.equal(['▾ Rome (3)', 'Rome']);
    expect(all(table, 'tbody tr').map((row) => row.querySelector('[aria-expanded]') !== null)).to.deep.equal([
      true,
      false,
      false,
      false,
      true,
      true,
      true,
    ]);
    await press('ArrowDown');
    await press('Enter');
    await until(() => chosen === 1);
    one(table, 'tbody .group td').click();
    await until(() => rows(table).length === 4);
    expect(chosen).to.equal(1);
  });

  it('keeps filter, search and sort; sorts groups by the sums of a column that adds up', async () => {
    const table = await grouped('city');
    table.filterBy('users', '>1');
    await until(() => labels(table)[0] === '▸ Rome (2)');
    table.sortBy({ column: 'users', descending: true });
    await until(() => labels(table)[0] === '▸ Lima (1)' && labels(table)[1] === '▸ Rome (2)');
    expect(groups(table).map((cells) => cells[2])).to.deep.equal(['9', '9', '7', '2']);
    table.sortBy({ column: 'city', descending: true });
    await until(() => labels(table)[1] === '▸ Oslo (1)');
    expect(labels(table)).to.deep.equal(['▸ Rome (2)', '▸ Oslo (1)', '▸ Lima (1)', '▸ no value (1)']);
    grid(table).focus();
    await press('Enter');
    await until(() => rows(table).length === 6);
    table.filterBy('users', '');
    await until(() => rows(table).length === 7);
    expect(notes(table)).to.equal('6 rows · 4 groups');
  });

  it('groups timestamps by the day of the time zone', async () => {
    const table = await grouped('at');
    expect(labels(table)).to.deep.equal(['▸ Nov 23, 2026 (1)', '▸ Nov 24, 2026 (4)', '▸ no value (1)']);
  });

  it('has no sums while the gateway has cut rows off', async () => {
    const table = await grouped('city', { truncated: true });
    expect(groups(table)[0]).to.deep.equal(['▸ Rome (3)', '', '', '', '']);
  });

  it('groups and ungroups by the menu of the columns', async () => {
    const table = await grouped();
    await openMenu(table);
    button(table, 'Group by City').click();
    await until(() => labels(table).length === 4);
    expect(text(one(table, '[role="columnheader"]'))).to.equal('City');
    expect(button(table, 'Group by City').ariaPressed).to.equal('true');
    button(table, 'Group by City').click();
    await until(() => labels(table).length === 0 && rows(table).length === 6);
    expect(column(table, 0)).to.deep.equal(['Rome', 'Oslo', 'Rome', '–', 'Lima', 'Rome']);
  });

  it('leaves groups out of the row panel and of F2', async () => {
    const table = await grouped('city');
    grid(table).focus();
    await press('F2');
    await press('Shift+Enter');
    await until(() => rows(table).length === 7);
    expect(one(table, 'dialog')).to.equal(undefined);
    await press('ArrowDown');
    await press('Shift+Enter');
    await until(() => one<HTMLDialogElement>(table, 'dialog')?.open);
    expect(text(one(table, 'dialog h3'))).to.equal('Row 1 of 3');
    await press('Alt+ArrowDown');
    await press('Alt+ArrowDown');
    await until(() => text(one(table, 'dialog h3')) === 'Row 3 of 3');
    expect(one(table, 'dialog [aria-label="Next row"]').ariaDisabled).to.equal('true');
  });

  it('draws no more rows than fit for a hundred thousand in groups', async () => {
    const count = 100_000;
    const ids = Array.from({ length: count }, (_, id) => id);
    const table = await mounted<LetzQueryTable>(html`
      <letz-query-table gateway=${origin} query="numbers" locale="en" .params=${{ rows: 3 }}></letz-query-table>
    `);
    table.groupBy = 'bucket';
    table.result = {
      ...{ query: '', title: '', rowCount: count, truncated: false, params: {}, asOf: new Date().toISOString() },
      columns: [
        { name: 'id', type: 'integer', description: '' },
        { name: 'bucket', type: 'integer', role: 'identifier', description: '' },
      ],
      values: [ids, ids.map((id) => id % 1000)],
    };
    await until(() => labels(table).includes('▸ 0 (100)'));
    grid(table).focus();
    await press('Enter');
    await until(() => grid(table).ariaRowCount === '1101');
    await press('Control+ArrowDown');
    await until(() => labels(table).includes('▸ 999 (100)'));
    expect(rows(table).length).to.be.lessThan(40);
  });

  it('names an unknown column and the known ones', async () => {
    const failed = next(document, 'letz-error');
    const table = await grouped();
    table.groupBy = 'town';
    expect((await failed).error.message).to.equal(
      'letz-query-table: group-by="town" names no column; there are id, city, users, share, at.',
    );
  });

  it('keeps the group in the address of the page', async () => {
    const before = location.href;
    const table = await grouped();
    table.syncUrl = 'cities';
    await openMenu(table);
    button(table, 'Group by City').click();
    await until(() => new URLSearchParams(location.search).get('cities.group') === 'city');
    const other = document.createElement('letz-query-table');
    Object.assign(other, { locale: 'en', syncUrl: 'cities', result: table.result });
    table.after(other);
    await until(() => labels(other).length === 4);
    history.replaceState(null, '', before);
  });
});
