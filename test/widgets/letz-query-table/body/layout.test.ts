import { expect } from '@open-wc/testing';
import type { Column } from '../../../../server/contract/column.ts';
import type { Value } from '../../../../server/contract/value.ts';
import type { LetzQueryTable } from '../../../../widgets/letz-query-table/letz-query-table.ts';
import { press, until } from '../../support.ts';
import { all, column, grid, numbers, one, rows, text } from '../support.ts';

/** Sets a result whose columns have roles. */
function give(table: LetzQueryTable, columns: Partial<Column>[], values: Value[][], truncated = false): void {
  table.query = '';
  const head = { query: '', title: 'Given', rowCount: values.length, truncated, params: {}, asOf: '' };
  const described = columns.map((each, at) => ({ name: `c${at}`, type: 'number' as const, description: '', ...each }));
  table.result = { ...head, columns: described, rows: values };
}

const totals = (table: LetzQueryTable) => all(table, '.totals td').map(text);

describe('letz-query-table layout', () => {
  it('formats numbers by the role of their column', async () => {
    const table = await numbers(1);
    give(
      table,
      [{ role: 'identifier' }, { role: 'year' }, { role: 'currency', format: 'USD' }, { role: 'count' }],
      [[120_363_000_001, 2020, 1234.5, 1234]],
    );
    await until(() => rows(table)[0]?.length === 4);
    expect(rows(table)[0]).to.deep.equal(['120363000001', '2020', '$1,234.50', '1,234']);
  });

  it('draws bars of counts and shares', async () => {
    const table = await numbers(1);
    give(
      table,
      [{ role: 'count' }, { role: 'percent' }, { role: 'identifier' }],
      [
        [50, 25, 7],
        [200, null, 8],
        [0, 100, 9],
      ],
    );
    await until(() => rows(table).length === 3);
    const bars = (position: number) =>
      all<HTMLTableRowElement>(table, '.space tr').map(({ cells }) =>
        cells[position]!.style.getPropertyValue('--_bar'),
      );
    expect(bars(0)).to.deep.equal(['0.25', '1', '0']);
    expect(bars(1)).to.deep.equal(['0.25', '0', '1']);
    expect(bars(2)).to.deep.equal(['', '', '']);
  });

  it('adds up the shown rows in the row of totals, unless rows are missing', async () => {
    const table = await numbers(1);
    const columns: Partial<Column>[] = [{ type: 'text' }, { role: 'count' }, { role: 'percent' }, { role: 'bytes' }];
    const values = [
      ['a', 1, 10, 1000],
      ['b', 2, 20, 500],
      ['b', 40, 30, null],
    ];
    give(table, columns, values);
    table.totals = true;
    await until(() => totals(table).length === 4);
    expect(totals(table)).to.deep.equal(['Total', '43', '', '1.5 kB']);
    table.filterBy('c0', 'b');
    await until(() => totals(table)[1] === '42');
    expect(grid(table).ariaRowCount).to.equal('4');
    await expect(table).to.be.accessible();
    give(table, columns, values, true);
    await until(() => !totals(table).length);
  });

  it('keeps the first column in view, and the cursor out from under it', async () => {
    const table = await numbers(30);
    table.style.width = '400px';
    grid(table).focus();
    await until(() => grid(table).matches('.sticky'));
    await press('End');
    const first = () => one(table, 'tbody tr:nth-child(2) td').getBoundingClientRect();
    await until(() => grid(table).matches('.scrolled-x'));
    expect(first().left).to.be.closeTo(grid(table).getBoundingClientRect().left, 1);
    for (let presses = 0; presses < 7; presses++) {
      await press('ArrowLeft');
      await table.updateComplete;
      expect(one(table, 'td.focus').getBoundingClientRect().left).to.be.at.least(first().right - 1);
    }
  });

  it('leaves a first column that takes most of the width where it is', async () => {
    const table = await numbers(30);
    table.style.width = '300px';
    grid(table).focus();
    give(table, [{ type: 'text' }, {}, {}], [['a text that is longer than half of the width', 1, 2]]);
    await until(() => column(table, 1)[0] === '1' && grid(table).matches('.scrolls-x:not(.sticky)'));
  });

  for (const [density, height] of [
    ['compact', 24],
    ['comfortable', 40],
    ['unknown', 32],
  ] as const) {
    it(`has rows of ${height} pixels: ${density}`, async () => {
      const table = await numbers(1000);
      table.setAttribute('density', density);
      await until(() => one(table, 'tbody tr').offsetHeight === height);
      grid(table).scrollTop = 1e9;
      await until(() => column(table, 0).at(-1) === '1000');
      expect(grid(table).scrollHeight).to.be.closeTo(1000 * height + one(table, '.head').offsetHeight, 2);
    });
  }
});
