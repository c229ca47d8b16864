import { expect } from '@open-wc/testing';
import { resetMouse, sendMouse } from '@web/test-runner-commands';
import { next, press, until } from '../../support.ts';
import { all, centre, drag, give, grid, numbers, one, openMenu, rows, text, title } from '../support.ts';

describe('letz-query-table columns', () => {
  afterEach(() => resetMouse());

  it('makes columns wide enough for every number, wherever in a long column it is', async () => {
    const table = await numbers(10);
    // Columns get no extra width.
    table.style.width = '300px';
    const count = 100_000;
    const amounts = Array.from({ length: count }, (_, row) => (row % 7 ? -row * 15 - (row % 2) * 0.5 : null));
    // One far from the others, and one sent as text.
    const outliers = amounts.map((_, row) => (row === 77_777 ? -123_456_789.25 : row % 10));
    const texts = amounts.map((_, row) => (row === 99_998 ? '9007199254740993.125' : row % 10));
    give(
      table,
      { amount: 'number', outlier: 'number', digits: 'number' },
      amounts.map((amount, row) => [amount, outliers[row]!, texts[row]!]),
    );
    await table.updateComplete;
    for (const row of [0, 77_777, count]) {
      grid(table).scrollTop = row * 32;
      const drawn = next(grid(table), 'scroll');
      if (row) await drawn;
      const cut = all(table, 'td.numeric').filter((cell) => cell.scrollWidth > cell.clientWidth);
      expect(cut.map(text), `at ${row}`).to.be.empty;
    }
  });

  it('moves, resizes and hides columns', async () => {
    const table = await numbers(10);
    grid(table).focus();
    await press('ArrowUp');
    const width = () => title(table, 'Id').offsetWidth;
    const before = width();
    await press('Shift+ArrowRight');
    await until(() => width() > before);
    await press('Control+ArrowRight');
    await until(() => text(all(table, '[role="columnheader"] .title')[1]) === 'Id');
    expect(rows(table)[0]!.slice(0, 2)).to.deep.equal(['Name 1', '1']);
    await openMenu(table);
    one<HTMLInputElement>(table, '.menu li:nth-child(2) input').click();
    await table.updateComplete;
    expect(rows(table)[0]!.slice(0, 2)).to.deep.equal(['Name 1', '0.33333333333333333333']);
    expect(grid(table).ariaColCount).to.equal('8');
  });

  for (const dir of ['ltr', 'rtl']) {
    it(`moves a column to where its header is dropped: ${dir}`, async () => {
      const table = await numbers(10);
      table.dir = dir;
      await table.updateComplete;
      const titles = () => all(table, '[role="columnheader"] .title').map(text).slice(0, 4);
      // Beyond the middle of a header drops after it.
      const [third, beyond] = [title(table, 'Amount'), dir === 'rtl' ? -0.3 : 0.3];
      await drag(title(table, 'Id'), third, beyond);
      expect(getComputedStyle(title(table, 'Big'), '::before').width).to.equal('3px');
      await sendMouse({ type: 'up' });
      await table.updateComplete;
      expect(titles()).to.deep.equal(['Name', 'Amount', 'Id', 'Big']);
      expect(rows(table)[0]!.slice(0, 3)).to.deep.equal(['Name 1', '0.33333333333333333333', '1']);
      expect(all(table, '[aria-sort]')).to.be.empty;

      await drag(title(table, 'Id'), title(table, 'Name'), -beyond);
      await sendMouse({ type: 'up' });
      await table.updateComplete;
      expect(titles()).to.deep.equal(['Id', 'Name', 'Amount', 'Big']);
    });
  }

  it('cancels the drag of a column with Escape, and sorts by the next click', async () => {
    const table = await numbers(10);
    await drag(title(table, 'Id'), title(table, 'Amount'), 0.3);
    expect(all(table, '.drop-before')).to.have.length(1);
    await press('Escape');
    await table.updateComplete;
    expect(all(table, '.drop-before, .dragged')).to.be.empty;
    await sendMouse({ type: 'up' });
    await table.updateComplete;
    expect(text(all(table, '[role="columnheader"] .title')[0])).to.equal('Id');
    expect(all(table, '[aria-sort]')).to.be.empty;
    await sendMouse({ type: 'click', position: centre(title(table, 'Id')) });
    await until(() => title(table, 'Id').ariaSort === 'ascending');
  });
});
