import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { next, press, until } from '../../support.ts';
import { all, button, centre, column, give, grid, numbers, one, openMenu, rows, title, typeInto } from '../support.ts';

describe('letz-query-table body', () => {
  it('draws only the visible rows, at any scroll position', async () => {
    const table = await numbers(10_000);
    expect(rows(table).length).to.be.lessThan(30);
    grid(table).scrollTop = 1e9;
    await until(() => column(table, 0).at(-1) === '10000');
    grid(table).scrollTop = 5000 * 32;
    await until(() => column(table, 0).includes('5001'));
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
    // The last row has no border of its own.
    const { bottom } = all(table, 'tbody tr').at(-1)!.getBoundingClientRect();
    expect(grid(table).getBoundingClientRect().bottom).to.equal(bottom);
    grid(table).focus();
    await press('ArrowRight');
    await until(() => one(table, 'td.focus'));
    expect(getComputedStyle(grid(table)).outlineStyle).to.equal('none');
  });

  it('lets the page scroll over a table that has nothing to scroll', async () => {
    const table = await numbers(3);
    give(table, { id: 'integer' }, [[1], [2]]);
    const style = getComputedStyle(grid(table));
    await until(() => style.overscrollBehaviorX === 'auto' && style.overscrollBehaviorY === 'auto');
    give(
      table,
      { id: 'integer' },
      Array.from({ length: 100 }, (_, id) => [id]),
    );
    await until(() => style.overscrollBehaviorX === 'auto' && style.overscrollBehaviorY === 'contain');
    const names = Array.from({ length: 40 }, (_, at) => [`column ${at}`, 'text' as const]);
    give(table, Object.fromEntries(names), [names.map(() => 'value')]);
    await until(() => style.overscrollBehaviorX === 'contain' && style.overscrollBehaviorY === 'auto');
  });

  it('draws into the new grid after an error removed the old one', async () => {
    const table = await numbers(12);
    const failed = next(table, 'letz-error');
    table.params = { rows: 'many' };
    await failed;
    await table.updateComplete;
    expect(rows(table)).to.be.empty;
    table.params = { rows: 10 };
    await until(() => rows(table).length === 10);
  });

  it('keeps its scroll position when it is moved to another place in the page', async () => {
    const table = await numbers(300);
    table.style.width = '300px';
    await until(() => grid(table).matches('.scrolls-x'));
    grid(table).scrollTo(120, 3000);
    await until(() => column(table, 0).includes('100'));
    const place = await fixture<HTMLElement>(html`<div></div>`);
    place.append(table);
    await until(() => one(table, '[aria-busy="false"]') && grid(table).scrollTop === 3000);
    expect([grid(table).scrollTop, grid(table).scrollLeft]).to.deep.equal([3000, 120]);
    await until(() => column(table, 0).includes('100'));
  });

  it('draws all columns at once, also when it is reattached', async () => {
    const table = await numbers(1);
    table.style.width = '400px';
    table.query = '';
    const names = Array.from({ length: 40 }, (_, at) => `column ${at}`);
    give(table, Object.fromEntries(names.map((name) => [name, 'text' as const])), [names, names]);
    await table.updateComplete;
    expect(rows(table).map((cells) => cells.length)).to.deep.equal([40, 40]);
    grid(table).focus();
    await press('End');
    await press('ArrowUp');
    await until(() => one(table, 'th.focus'));
    const place = table.parentElement!;
    table.remove();
    await nextFrame();
    place.append(table);
    await until(() => rows(table).length === 2);
    expect(all(table, '[role="columnheader"]')).to.have.length(40);
    expect(column(table, 39)).to.deep.equal(['column 39', 'column 39']);
    expect(one(table, 'th.focus').id).to.equal(grid(table).getAttribute('aria-activedescendant'));
  });

  it('cuts long texts between graphemes', async () => {
    const table = await numbers(1);
    const family = '👨‍👩‍👧‍👦';
    const texts = [297, 298, 299, 300].flatMap((length) =>
      [family, 'e\u0301', '🇧🇷', '👍🏽'].map((cluster) => 'x'.repeat(length) + cluster.repeat(3)),
    );
    give(
      table,
      { text: 'text' },
      texts.map((each) => [each]),
    );
    await until(() => rows(table).length >= 9);
    const segments = (value: string) => [...new Intl.Segmenter().segment(value)].map(({ segment }) => segment);
    column(table, 0).forEach((shown, row) => {
      const whole = segments(texts[row]!);
      const parts = segments(shown!.replace(/…$/, ''));
      expect(parts, `row ${row}`).to.deep.equal(whole.slice(0, parts.length));
      expect(shown!.length).to.be.at.most(301);
    });
  });

  it('has targets of 24 pixels', async () => {
    const table = await numbers(20);
    button(table, 'Filter columns').click();
    await openMenu(table);
    const targets = all(table, 'button, input, label, .handle').filter((each) => !each.closest('label > *'));
    for (const target of targets) {
      const { width, height } = target.getBoundingClientRect();
      expect(Math.min(width, height), target.outerHTML).to.be.at.least(24);
    }
  });

  it('highlights matches of the search in the visible cells', async () => {
    const table = await numbers(50);
    await typeInto(one(table, '.search'), 'name 1');
    await until(() => CSS.highlights.get('letz-search')?.size);
    const ranges = [...CSS.highlights.get('letz-search')!].map(String);
    expect(new Set(ranges)).to.deep.equal(new Set(['Name 1']));
    await typeInto(one(table, '.search'), '');
    await until(() => !CSS.highlights.get('letz-search')?.size);
  });
});
