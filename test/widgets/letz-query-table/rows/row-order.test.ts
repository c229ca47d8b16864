import { expect } from '@open-wc/testing';
import { button, column, notes, numbers, one, text, title, typeInto } from '../support.ts';

describe('letz-query-table row order', () => {
  it('sorts by a header: ascending, descending, as loaded; with Shift by several', async () => {
    const table = await numbers(100);
    title(table, 'Name').click();
    await table.updateComplete;
    expect(title(table, 'Name').ariaSort).to.equal('ascending');
    expect(column(table, 1).slice(0, 3)).to.deep.equal(['Name 1', 'Name 10', 'Name 100']);
    title(table, 'Name').click();
    await table.updateComplete;
    expect(column(table, 1)[0]).to.equal('Name 99');
    title(table, 'Name').click();
    await table.updateComplete;
    expect([title(table, 'Name').ariaSort, column(table, 0)[0]]).to.deep.equal([null, '1']);

    title(table, 'Active').click();
    title(table, 'Id').dispatchEvent(new MouseEvent('click', { shiftKey: true, bubbles: true }));
    await table.updateComplete;
    title(table, 'Id').dispatchEvent(new MouseEvent('click', { shiftKey: true, bubbles: true }));
    await table.updateComplete;
    expect(column(table, 0).slice(0, 2)).to.deep.equal(['99', '97']);
  });

  it('sorts null last in both directions, and numbers that a double cannot hold by their digits', async () => {
    const table = await numbers(14);
    for (const descending of [false, true]) {
      table.sortBy({ column: 'name', descending });
      await table.updateComplete;
      expect(column(table, 1).slice(-2)).to.deep.equal(['–', '–']);
    }
    table.sortBy({ column: 'big', descending: true });
    await table.updateComplete;
    expect(column(table, 0)).to.deep.equal(Array.from({ length: 14 }, (_, index) => String(14 - index)));
  });

  it('searches all columns, filters one, and offers to clear both', async () => {
    const table = await numbers(100);
    await typeInto(one(table, '.search'), 'name 9');
    await table.updateComplete;
    expect(notes(table)).to.equal('9 of 100 rows');
    button(table, 'Filter columns').click();
    await table.updateComplete;
    await typeInto(one(table, '[aria-label="Filter Id"]'), '>95');
    await table.updateComplete;
    expect(column(table, 0)).to.deep.equal(['96', '97', '99']);
    await typeInto(one(table, '[aria-label="Filter Id"]'), '>1000');
    await table.updateComplete;
    expect(text(one(table, '.nothing'))).to.contain('No rows match');
    button(table, 'Clear search and filters').click();
    await table.updateComplete;
    expect(notes(table)).to.equal('100 rows');
  });
});
