import { expect } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import { until } from '../../support.ts';
import { all, button, grid, numbers, one, text } from '../support.ts';

describe('letz-query-table in print', () => {
  afterEach(() => emulateMedia({ media: 'screen' }));

  it('prints all rows in a table whose header repeats on each page', async () => {
    const table = await numbers(300);
    table.sortBy({ column: 'id', descending: true });
    await table.updateComplete;
    await emulateMedia({ media: 'print' });
    dispatchEvent(new Event('beforeprint'));
    expect(all(table, '.printed tbody tr')).to.have.length(300);
    expect(all(table, '.printed thead th').map(text).slice(0, 2)).to.deep.equal(['Id', 'Name']);
    expect(text(one(table, '.printed tbody tr'))).to.contain('300');
    expect(getComputedStyle(one(table, '.printed thead')).display).to.equal('table-header-group');
    expect(getComputedStyle(grid(table)).display).to.equal('none');
    expect(all(table, '.printed p')).to.be.empty;
    dispatchEvent(new Event('afterprint'));
    expect(all(table, '.printed')).to.be.empty;
  });

  it('prints the number of printed rows', async () => {
    const table = await numbers(1500);
    dispatchEvent(new Event('beforeprint'));
    expect(all(table, '.printed tbody tr')).to.have.length(1000);
    expect(text(one(table, '.printed p'))).to.equal('Only the first 1,000 of 1,500 rows are printed.');
    dispatchEvent(new Event('afterprint'));
  });

  it('prints what is shown: visible columns and filtered rows', async () => {
    const table = await numbers(50);
    table.filterBy('id', '<=3');
    button(table, 'Columns, copy and export').click();
    await until(() => one(table, '.menu'));
    one<HTMLInputElement>(table, '.menu li:nth-child(2) input').click();
    await table.updateComplete;
    dispatchEvent(new Event('beforeprint'));
    expect(all(table, '.printed tbody tr')).to.have.length(3);
    expect(all(table, '.printed th').map(text)).not.to.contain('Name');
    dispatchEvent(new Event('afterprint'));
  });

  it('cuts nothing, wraps texts and keeps numbers whole', async () => {
    const table = await numbers(20);
    await emulateMedia({ media: 'print' });
    dispatchEvent(new Event('beforeprint'));
    table.style.width = '718px';
    const cut = all(table, '.printed td').filter((cell) => cell.scrollWidth > cell.clientWidth);
    expect(cut.map(text)).to.be.empty;
    const { right } = one(table, '[part="base"]').getBoundingClientRect();
    expect(one(table, '.printed table').getBoundingClientRect().right).to.be.at.most(right);
    const lineHeight = one(table, '.printed td.numeric').offsetHeight;
    for (const cell of all(table, '.printed td.numeric')) {
      const range = document.createRange();
      range.selectNodeContents(cell);
      expect(range.getClientRects(), text(cell)).to.have.length(1);
    }
    expect(lineHeight).to.be.greaterThan(0);
    dispatchEvent(new Event('afterprint'));
  });
});
