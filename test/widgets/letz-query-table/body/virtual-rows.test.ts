import { expect, nextFrame } from '@open-wc/testing';
import { press, until } from '../../support.ts';
import { all, button, centre, column, grid, numbers, one, rows, title } from '../support.ts';

describe('letz-query-table body', () => {
  it('draws only the visible rows, at any scroll position', async () => {
    const table = await numbers(10_000);
    expect(rows(table).length).to.be.lessThan(30);
    grid(table).scrollTop = 1e9;
    await until(() => column(table, 0).at(-1) === '10,000');
    grid(table).scrollTop = 5000 * 32;
    await until(() => column(table, 0).includes('5,001'));
  });

  it('keeps the scroll position when it is moved by moveBefore', async () => {
    const table = await numbers(300);
    table.style.width = '300px';
    grid(table).scrollTo(200, 3000);
    await until(() => column(table, 0).includes('100'));
    const place = table.parentElement!;
    place.prepend(document.createElement('p'));
    place.moveBefore(table, place.firstChild);
    await until(() => column(table, 0).includes('100'));
    await nextFrame();
    expect([grid(table).scrollTop, grid(table).scrollLeft]).to.deep.equal([3000, 200]);
    const [left, top] = centre(grid(table));
    expect(table.shadowRoot!.elementFromPoint(left, top)!.localName).to.equal('td');
  });

  it('keeps its tools in one line, aligns text with headers, and ends with a single border', async () => {
    const table = await numbers(3);
    table.style.width = '300px';
    table.label = 'A name that takes all of the line';
    button(table, 'Filter columns').click();
    await table.updateComplete;
    const [search, filter, more] = all(table, '.tools > *').map((each) => centre(each)[1]);
    expect([filter, more]).to.deep.equal([search, search]);
    const left = (element: Element) => {
      const { paddingLeft, borderLeftWidth } = getComputedStyle(element);
      return element.getBoundingClientRect().left + Number.parseFloat(paddingLeft) + Number.parseFloat(borderLeftWidth);
    };
    expect(left(one(table, '[aria-label="Filter Name"]'))).to.equal(left(title(table, 'Name')));
    expect(left(all(table, 'tbody td')[0]!)).to.equal(one(table, '[part="label"]').getBoundingClientRect().left);
    // The last row's line and the grid's are one.
    const { bottom } = all(table, 'tbody tr').at(-1)!.getBoundingClientRect();
    expect(grid(table).getBoundingClientRect().bottom).to.equal(bottom);
    grid(table).focus();
    await press('ArrowRight');
    await until(() => one(table, 'td.focus'));
    expect(getComputedStyle(grid(table)).outlineStyle).to.equal('none');
  });
});
