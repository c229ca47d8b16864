import { expect, fixture, html, nextFrame } from '@open-wc/testing';
import { resetMouse, sendMouse } from '@web/test-runner-commands';
import type { Value } from '../../../server/contract/value.ts';
import type { LetzLoadEvent, LetzSelectEvent } from '../../../widgets/core/element/events.ts';
import { LetzQueryTable } from '../../../widgets/letz-query-table/letz-query-table.ts';
import { watch } from '../requests.ts';
import { holdIdle, mounted, next, origin, press, token, until } from '../support.ts';
import { give } from './given.ts';

const all = <T extends Element = HTMLElement>(table: LetzQueryTable, selector: string) => [
  ...table.shadowRoot!.querySelectorAll<T>(selector),
];
const one = <T extends Element = HTMLElement>(table: LetzQueryTable, selector: string) => all<T>(table, selector)[0]!;
const grid = (table: LetzQueryTable) => one(table, '[role="grid"]');
const text = (element: Element | undefined) => element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

/** The rows on the screen, from the top. */
const rows = (table: LetzQueryTable) =>
  all<HTMLTableRowElement>(table, 'tbody [role="row"]').map((row) => Array.from(row.cells, text));
const column = (table: LetzQueryTable, place: number) => rows(table).map((cells) => cells[place]);
const title = (table: LetzQueryTable, name: string) =>
  all(table, '[role="columnheader"]').find((header) => text(header.querySelector('.title')!) === name)!;
const button = (table: LetzQueryTable, name: string) =>
  all(table, 'button').find((each) => (each.getAttribute('aria-label') ?? text(each)) === name)!;
async function openMenu(table: LetzQueryTable): Promise<void> {
  button(table, 'Columns, copy and export').click();
  await until(() => one(table, '.menu'));
}

const notes = (table: LetzQueryTable) => text(one(table, '[part="footer"] [role="status"]'));

async function numbers(count: number): Promise<LetzQueryTable> {
  const table = await mounted<LetzQueryTable>(html`
    <letz-query-table gateway=${origin} query="numbers" locale="en" tz="UTC" .params=${{ rows: count }}></letz-query-table>
  `);
  // More than the first few are drawn once the page is laid out.
  await until(() => rows(table).length >= Math.min(count, 9));
  return table;
}

type Point = [x: number, y: number];

/** @param aside of the middle, as a part of the width */
function centre(element: Element, aside = 0): Point {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [Math.round(left + width * (0.5 + aside)), Math.round(top + height / 2)];
}

/** Moves the mouse from one element to another, pressed and still held. */
async function drag(from: Element, to: Element, aside = 0): Promise<void> {
  await sendMouse({ type: 'move', position: centre(from) });
  await sendMouse({ type: 'down' });
  await sendMouse({ type: 'move', position: centre(to, aside) });
  await nextFrame();
}

async function type(input: HTMLElement, value: string): Promise<void> {
  (input as HTMLInputElement).value = value;
  input.dispatchEvent(new Event('input'));
}

describe('letz-query-table', () => {
  afterEach(() => resetMouse());

  it('shows each type as a reader expects it, and null as such', async () => {
    const table = await numbers(100);
    // Those that nobody sees come a moment later.
    await until(() => all(table, '[role="columnheader"]').length === 9);
    expect(all(table, '[role="columnheader"] .title').map(text)).to.deep.equal([
      'Id',
      'Name',
      'Amount',
      'Big',
      'Active',
      'Day',
      'At',
      'Local',
      'Details',
    ]);
    const [first] = rows(table);
    expect(first!.map((cell) => cell.replace(/\u202f/g, ' '))).to.deep.equal([
      '1',
      'Name 1',
      '0.33333333333333333333',
      '9,007,199,254,740,994',
      'no',
      'Jan 2, 2026',
      'Jan 1, 2026, 12:01 PM',
      'Jan 1, 2026, 12:01 PM',
      '{"id":1}',
    ]);
    expect(column(table, 1)[6]).to.equal('–');
    expect(all(table, 'td.null')[0]!.ariaLabel).to.equal('no value');
    expect(notes(table)).to.equal('100 rows');
  });

  it('is a grid to those who don’t see it', async () => {
    const table = await numbers(5000);
    const { ariaLabel, ariaRowCount, ariaColCount } = grid(table);
    expect([ariaLabel, ariaRowCount, ariaColCount]).to.deep.equal(['Numbers', '5001', '9']);
    expect(one(table, 'tbody [role="row"]').ariaRowIndex).to.equal('2');
    await expect(table).to.be.accessible();
  });

  for (const theme of ['light', 'dark']) {
    it(`is accessible with everything open: ${theme}`, async () => {
      const table = await numbers(50);
      table.theme = theme;
      button(table, 'Filter columns').click();
      await openMenu(table);
      await expect(table).to.be.accessible();
    });
  }

  it('has room for every number, wherever in a long column it stands', async () => {
    const table = await numbers(10);
    // Columns are no wider than they want to be.
    table.style.width = '300px';
    const count = 100_000;
    const amounts = Array.from({ length: count }, (_, row) => (row % 7 ? -row * 15 - (row % 2) * 0.5 : null));
    // One far beyond the others, and one that came as text.
    const outliers = amounts.map((_, row) => (row === 77_777 ? -123_456_789.25 : row % 10));
    const texts = amounts.map((_, row) => (row === 99_998 ? '9007199254740993.125' : row % 10));
    give(
      table,
      { amount: 'number', outlier: 'number', digits: 'number' },
      amounts.map((amount, row) => [amount, outliers[row]!, texts[row]!]),
    );
    await table.updateComplete;
    const widths = () => all(table, 'col').map(({ style }) => style.width);
    const first = widths();
    // All of them are looked at once there is time.
    await until(() => String(widths()) !== String(first));
    for (const row of [0, 77_777, count]) {
      grid(table).scrollTop = row * 32;
      const drawn = next(grid(table), 'scroll');
      if (row) await drawn;
      const cut = all(table, 'td.numeric').filter((cell) => cell.scrollWidth > cell.clientWidth);
      expect(cut.map(text), `at ${row}`).to.be.empty;
    }
  });

  for (const style of ['', 'width: 360px', 'height: 300px', '--letz-query-table-height: 600px']) {
    it(`takes the room of many rows while it loads: ${style || 'as the page is wide'}`, async () => {
      const table = document.createElement('letz-query-table');
      const params = { rows: 100 };
      Object.assign(table, { label: 'Numbers', gateway: origin, query: 'numbers', locale: 'en', tz: 'UTC', params });
      table.style.cssText = style;
      const place = await fixture<HTMLElement>(html`<div></div>`);
      place.append(table);
      await table.updateComplete;
      expect(table.matches(':state(loading)')).to.equal(true);
      const { offsetHeight } = table;
      await until(() => rows(table).length > 5);
      expect(table.offsetHeight).to.equal(offsetHeight);
      expect(one(table, '[part="base"]').offsetHeight).to.equal(offsetHeight);
    });
  }

  it('draws only what is seen, wherever that is', async () => {
    const table = await numbers(10_000);
    expect(rows(table).length).to.be.lessThan(30);
    grid(table).scrollTop = 1e9;
    await until(() => column(table, 0).at(-1) === '10,000');
    grid(table).scrollTop = 5000 * 32;
    await until(() => column(table, 0).includes('5,001'));
  });

  it('sorts by a title: up, down, as loaded; with Shift by several', async () => {
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

  it('sorts null last in both directions, and tells numbers apart that no double holds', async () => {
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

  it('counts one row as one', async () => {
    expect(notes(await numbers(1))).to.equal('1 row');
  });

  it('searches all columns and filters one, and says how to undo it', async () => {
    const table = await numbers(100);
    await type(one(table, '.search'), 'name 9');
    await table.updateComplete;
    expect(notes(table)).to.equal('9 of 100 rows');
    button(table, 'Filter columns').click();
    await table.updateComplete;
    await type(one(table, '[aria-label="Filter Id"]'), '>95');
    await table.updateComplete;
    expect(column(table, 0)).to.deep.equal(['96', '97', '99']);
    await type(one(table, '[aria-label="Filter Id"]'), '>1000');
    await table.updateComplete;
    expect(text(one(table, '.nothing'))).to.contain('No row matches');
    button(table, 'Clear search and filters').click();
    await table.updateComplete;
    expect(notes(table)).to.equal('100 rows');
  });

  it('is used by keyboard alone: moves, sorts, chooses, selects', async () => {
    const table = await numbers(1000);
    const place = () => {
      const id = grid(table).getAttribute('aria-activedescendant');
      return text(table.shadowRoot!.getElementById(id!)!);
    };
    grid(table).focus();
    await press('ArrowRight');
    await press('ArrowDown');
    await until(() => place() === 'Name 2');
    await press('Control+End');
    await until(() => place() === '{"id":1000}');
    await press('Home');
    await until(() => place() === '1,000');
    const before = grid(table).getAttribute('aria-activedescendant');
    await press('PageUp');
    await until(() => Number(place().replace(',', '')) < 1000);
    expect(grid(table).getAttribute('aria-activedescendant')).not.to.equal(before);
    await press('Control+Home');
    await press('ArrowUp');
    await until(() => place() === 'Id');
    await press('Enter');
    await press('Enter');
    await until(() => column(table, 0)[0] === '1,000');
    await press('ArrowDown');
    const chosen = next(table, 'letz-select');
    await press('Enter');
    const { row, column: name, value }: LetzSelectEvent = await chosen;
    expect([row.id, name, value]).to.deep.equal([1000, 'id', 1000]);
    await press('Shift+ArrowDown');
    await press('Shift+ArrowRight');
    await until(() => all(table, 'td[aria-selected="true"]').length === 4);
    await press('Control+a');
    await until(() => all(table, 'td[aria-selected="true"]').length > 50);
    await expect(table).to.be.accessible();
  });

  it('stays on what is there when rows go', async () => {
    const table = await numbers(50);
    table.addEventListener('letz-select', (event) => chosen.push((event as LetzSelectEvent).row.id));
    const chosen: unknown[] = [];
    grid(table).focus();
    await press('Control+End');
    await press('ArrowUp');
    await press('Control+ArrowDown');
    table.filterBy('id', '<3');
    await until(() => rows(table).length === 2);
    await press('Enter');
    expect(chosen).to.deep.equal([2]);
    table.filterBy('id', '<0');
    await until(() => one(table, '.nothing'));
    await press('Enter');
    await press('F2');
    expect(chosen).to.deep.equal([2]);
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

  it('selects cells by dragging over them, and chooses none by that', async () => {
    const table = await numbers(20);
    let chosen = 0;
    table.addEventListener('letz-select', () => chosen++);
    const cell = (row: number, place: number) => all<HTMLTableRowElement>(table, 'tbody tr')[row]!.cells[place]!;
    await drag(cell(1, 0), cell(3, 1));
    expect(all(table, 'td[aria-selected="true"]').map(text)).to.deep.equal([
      ...['2', 'Name 2'],
      ...['3', 'Name 3'],
      ...['4', 'Name 4'],
    ]);
    await sendMouse({ type: 'up' });
    expect(chosen).to.equal(0);
    cell(1, 0).click();
    expect(chosen).to.equal(1);
  });

  for (const dir of ['ltr', 'rtl']) {
    it(`moves a column where its title is dropped: ${dir}`, async () => {
      const table = await numbers(10);
      table.dir = dir;
      await table.updateComplete;
      const titles = () => all(table, '[role="columnheader"] .title').map(text).slice(0, 4);
      // Beyond the middle of a title is behind it.
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

  it('leaves a dragged column where it was after Escape, and sorts by the next click', async () => {
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

  it('shows all of a long value', async () => {
    const table = await numbers(3);
    grid(table).focus();
    await press('End');
    await press('F2');
    const dialog = one<HTMLDialogElement>(table, 'dialog');
    await until(() => dialog.open);
    expect(text(dialog.querySelector('pre')!)).to.equal('{ "id": 1 }');
    await press('Escape');
    await until(() => !dialog.open);
  });

  it('keeps the reader’s order and filters when new data comes', async () => {
    const table = await numbers(20);
    table.sortBy({ column: 'id', descending: true });
    table.filterBy('id', '<=10');
    table.params = { rows: 15 };
    await next(table, 'letz-load');
    await table.updateComplete;
    expect(column(table, 0)[0]).to.equal('10');
    expect(notes(table)).to.equal('10 of 15 rows');
  });

  it('says that rows were cut off, and exports all of them with the same parameters and token', async () => {
    const table = await mounted<LetzQueryTable>(html`
      <letz-query-table gateway=${origin} token=${token} query="numbers" locale="en" .params=${{ rows: 12_000 }}>
      </letz-query-table>
    `);
    expect(text(one(table, '[part="footer"]'))).to.contain('cut off at 10,000; an export has all');
    const seen = watch();
    const saved = new Promise<HTMLAnchorElement>((resolve) => {
      document.addEventListener('click', function stop(event) {
        const link = event.target;
        if (link instanceof HTMLAnchorElement && link.download) resolve(link);
      });
      HTMLAnchorElement.prototype.click = function click() {
        resolve(this);
      };
    });
    await openMenu(table);
    button(table, 'Export all as CSV').click();
    const link = await saved;
    Reflect.deleteProperty(HTMLAnchorElement.prototype, 'click');
    expect(link.download).to.equal('numbers.csv');
    const csv = await (await fetch(link.href)).text();
    expect(csv.trim().split('\r\n')).to.have.length(12_001);
    const request = seen.requests.find(({ url }) => url.searchParams.get('_format') === 'csv')!;
    seen.stop();
    expect(request.url.searchParams.get('rows')).to.equal('12000');
    expect(JSON.stringify(request.init.headers)).to.contain(token);
  });

  it('closes the menu by Escape, and by a press or the focus elsewhere', async () => {
    const table = await numbers(20);
    const opener = button(table, 'Columns, copy and export');
    const closed = () => until(() => !one(table, '.menu'));
    const focused = () => table.shadowRoot!.activeElement;
    opener.focus();
    await press('Enter');
    await until(() => one(table, '.menu'));
    expect(opener.ariaExpanded).to.equal('true');
    await press('Escape');
    await closed();
    expect([focused(), opener.ariaExpanded]).to.deep.equal([opener, 'false']);

    await openMenu(table);
    button(table, 'Copy').focus();
    await press('Escape');
    await closed();
    expect(focused()).to.equal(opener);

    await openMenu(table);
    one(table, '.search').focus();
    await closed();
    expect(focused()).to.equal(one(table, '.search'));

    await openMenu(table);
    await sendMouse({ type: 'click', position: centre(one(table, '.menu strong')) });
    expect(one(table, '.menu')).to.exist;
    await sendMouse({ type: 'click', position: centre(one(table, '[part="footer"]')) });
    await closed();

    // Its button opens and closes it, too.
    for (const open of [true, false]) {
      await sendMouse({ type: 'click', position: centre(opener) });
      await until(() => Boolean(one(table, '.menu')) === open);
    }
  });

  it('shows how far an export is, and cancels it, with the menu closed', async () => {
    const table = await numbers(20);
    const real = window.fetch;
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    window.fetch = async (_, { signal } = {}) =>
      new Response(readable.pipeThrough(new TransformStream(), { signal: signal! }));
    await openMenu(table);
    button(table, 'Export all as CSV').click();
    await until(() => !one(table, '.menu'));
    const writer = writable.getWriter();
    await writer.write(new Uint8Array(5000));
    await until(() => text(one(table, '[part="footer"]')).includes('Exporting: 5 kB received'));
    button(table, 'Cancel export').click();
    await until(() => !text(one(table, '[part="footer"]')).includes('Export'));
    window.fetch = real;
  });

  it('shows the first rows while the rest arrives, past what one answer holds', async () => {
    const table = await mounted<LetzQueryTable>(html`
      <letz-query-table gateway=${origin} query="numbers" all-rows locale="en" .params=${{ rows: 30_000 }}></letz-query-table>
    `);
    await until(() => column(table, 0)[0] === '1');
    await until(() => notes(table) === '30,000 rows');
    expect(grid(table).ariaRowCount).to.equal('30001');
    grid(table).scrollTop = 1e9;
    await until(() => column(table, 0).at(-1) === '30,000');
  });

  it('keeps the rows that are shown until a refresh has as many', async () => {
    const table = await mounted<LetzQueryTable>(html`
      <letz-query-table gateway=${origin} query="numbers" all-rows locale="en" .params=${{ rows: 12_000 }}></letz-query-table>
    `);
    await until(() => notes(table) === '12,000 rows');
    grid(table).scrollTop = 1e9;
    await until(() => column(table, 0).at(-1) === '12,000');
    const { scrollTop } = grid(table);
    const refreshed = next(table, 'letz-load');
    table.reload();
    const { result } = (await refreshed) as LetzLoadEvent<{ rowCount: number }>;
    expect(result.rowCount).to.be.at.least(12_000);

    await until(() => notes(table) === '12,000 rows');
    expect([grid(table).scrollTop, column(table, 0).at(-1)]).to.deep.equal([scrollTop, '12,000']);
    // Other rows are shown as soon as there are some.
    const changed = next(table, 'letz-load');
    table.params = { rows: 11_000 };
    const { result: other } = (await changed) as LetzLoadEvent<{ rowCount: number }>;
    expect(other).not.to.equal(result);
    await until(() => notes(table) === '11,000 rows');
  });

  it('keeps its tools in one line, text under text, and a single line at the end', async () => {
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

  describe('columns that nobody sees yet', () => {
    const names = Array.from({ length: 40 }, (_, place) => `column ${place}`);
    const drawn = (table: LetzQueryTable) => [
      all(table, '[role="columnheader"]').length,
      ...all<HTMLTableRowElement>(table, 'tbody tr').map(({ cells }) => cells.length),
    ];
    let release: (() => void) | undefined;
    afterEach(() => {
      release?.();
      release = undefined;
    });

    function giveTwo(table: LetzQueryTable, named: string[]): void {
      const columns = Object.fromEntries(named.map((name) => [name, 'text' as const]));
      give(table, columns, [named.map((name) => `first ${name}`), named.map((name) => `second ${name}`)]);
    }

    async function wide(named = names): Promise<LetzQueryTable> {
      await LetzQueryTable.preload();
      const table = document.createElement('letz-query-table');
      table.style.width = '400px';
      giveTwo(table, named);
      (await fixture(html`<div></div>`)).append(table);
      await table.updateComplete;
      return table;
    }

    it('come once there is time', async () => {
      const table = await wide();
      const [first] = drawn(table);
      expect(first).to.be.within(2, 10);
      expect(drawn(table)).to.deep.equal([first, first, first]);
      expect(grid(table).ariaColCount).to.equal('40');
      await until(() => drawn(table).every((count) => count === 40));
      expect(column(table, 39)).to.deep.equal(['first column 39', 'second column 39']);
    });

    for (const [how, go] of [
      ['scrolls', (table: LetzQueryTable) => grid(table).scrollTo(3000, 0)],
      [
        'presses keys',
        (table: LetzQueryTable) => {
          grid(table).focus();
          return press('End');
        },
      ],
      [
        'makes room',
        (table: LetzQueryTable) => {
          table.style.width = '2000px';
        },
      ],
    ] as const) {
      it(`are there when a reader who ${how} comes to them`, async () => {
        // There will be no time.
        release = await holdIdle();
        const table = await wide();
        expect(drawn(table)[0]).to.be.at.most(10);
        await go(table);
        await until(() => drawn(table).every((count) => count === 40));
        expect(column(table, 39)).to.deep.equal(['first column 39', 'second column 39']);
      });
    }

    it('are there on paper', async () => {
      release = await holdIdle();
      const table = await wide();
      dispatchEvent(new Event('beforeprint'));
      expect(drawn(table)).to.deep.equal([40, 40, 40]);
    });

    const broad = Array.from({ length: 5 }, (_, place) => `a name that takes much of the room, ${place}`);
    const expectNoGap = (table: LetzQueryTable) => {
      const { right } = grid(table).getBoundingClientRect();
      expect(all(table, '[role="columnheader"]').at(-1)!.getBoundingClientRect().right).to.be.at.least(right);
      expect(all(table, 'tbody td:last-child')[0]!.getBoundingClientRect().right).to.be.at.least(right);
    };

    it('are there when those before them are hidden', async () => {
      release = await holdIdle();
      const table = await wide([...broad, ...names]);
      await openMenu(table);
      for (const place of broad.keys()) {
        all<HTMLInputElement>(table, '.menu input[type="checkbox"]')[place]!.click();
        await table.updateComplete;
      }
      expectNoGap(table);
      expect(drawn(table)[0]).to.be.at.most(10);
    });

    it('are there when narrower columns take the place of others', async () => {
      release = await holdIdle();
      const table = await wide(broad);
      giveTwo(table, names);
      await table.updateComplete;
      expectNoGap(table);
    });

    it('are there when the table comes back to the page with the keyboard at one of them', async () => {
      release = await holdIdle();
      const table = await wide();
      grid(table).focus();
      await press('End');
      await press('ArrowUp');
      await until(() => one(table, 'th.focus'));
      table.parentElement!.append(table);
      await nextFrame();
      expect(one(table, 'th.focus').id).to.equal(grid(table).getAttribute('aria-activedescendant'));
      const { offsetWidth } = title(table, 'Column 39');
      grid(table).focus();
      await press('Shift+ArrowRight');
      await until(() => title(table, 'Column 39').offsetWidth > offsetWidth);
    });

    it('and all others are there again when the table comes back to the page', async () => {
      const table = await wide();
      await until(() => drawn(table)[0] === 40);
      const place = table.parentElement!;
      table.remove();
      await nextFrame();
      place.append(table);
      await table.updateComplete;
      await until(() => drawn(table).every((count) => count === 40));
      expect(column(table, 39)).to.deep.equal(['first column 39', 'second column 39']);
    });
  });

  it('fits 300 pixels, and right-to-left pages', async () => {
    const table = await numbers(20);
    table.style.width = '300px';
    table.dir = 'rtl';
    await table.updateComplete;
    expect(table.scrollWidth).to.be.at.most(300);
    await expect(table).to.be.accessible();
  });

  it('reads in right-to-left pages: numbers stand under numbers, JSON and sentences run as they are written', async () => {
    const table = await numbers(3);
    table.dir = 'rtl';
    table.style.width = '300px';
    const long = { كلمة: 'value', other: 'x'.repeat(200) };
    give(table, { n: 'number', details: 'json', note: 'text' }, [
      [-5, { k: 'v', n: [1, 2] }, 'Hello!'],
      [-1234.5, long, 'سلام!'],
    ]);
    await table.updateComplete;
    const boxOf = (row: number, place: number, from = 0, to?: number) => {
      const cell = all<HTMLTableRowElement>(table, 'tbody tr')[row]!.cells[place]!;
      const range = document.createRange();
      range.setStart(cell.firstChild!, from);
      range.setEnd(cell.firstChild!, to ?? cell.textContent!.length);
      const [box, { left, right }] = [range.getBoundingClientRect(), cell.getBoundingClientRect()];
      return { left: box.left - left, right: right - box.right, place: box.left };
    };
    for (const row of [0, 1]) {
      expect(boxOf(row, 0).right, 'number').to.be.closeTo(16, 1);
      expect(boxOf(row, 0, 0, 1).place, 'its sign').to.be.lessThan(boxOf(row, 0, 1, 2).place);
      expect(boxOf(row, 1, 0, 1).place, 'brace').to.be.lessThan(boxOf(row, 1, 1, 2).place);
      expect(boxOf(row, 1, 0, 1).left, 'the beginning').to.be.at.least(0);
    }
    // Titles stand where what is under them does.
    for (const [name, place] of [
      ['N', 0],
      ['Note', 2],
    ] as const) {
      const said = one(table, `#h${place} .title`).getBoundingClientRect();
      const { right } = title(table, name).getBoundingClientRect();
      expect(right - said.right, name).to.be.closeTo(boxOf(0, place).right, 1);
    }
    expect(boxOf(0, 1).right, 'JSON').to.be.closeTo(boxOf(0, 2).right, 1);
    expect(boxOf(0, 2, 5).place, 'mark').to.be.greaterThan(boxOf(0, 2, 4, 5).place);
    expect(boxOf(1, 2, 4).place, 'mark').to.be.lessThan(boxOf(1, 2, 3, 4).place);
  });

  it('shows the rows that it is scrolled to when it is moved as it is', async () => {
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

  it('lets go of rows that it showed before it left the page and came back', async () => {
    const { gc } = window as Window & { gc?: () => void };
    const table = await numbers(3);
    table.query = '';
    const place = table.parentElement!;
    const kept: WeakRef<Value[][]>[] = [];
    for (let round = 0; round < 10; round++) {
      const rows = [[round]];
      kept.push(new WeakRef(rows));
      give(table, { id: 'integer' }, rows);
      await until(() => column(table, 0)[0] === String(round));
      table.remove();
      place.append(table);
    }
    await until(() => {
      gc!();
      return kept.filter((ref) => ref.deref()).length <= 3;
    });
  });

  it('lets go of one that was never in the page', async () => {
    const { gc } = window as Window & { gc?: () => void };
    const { result } = await numbers(3);
    const kept = Array.from({ length: 20 }, () => {
      const table = document.createElement('letz-query-table');
      table.result = result!;
      return new WeakRef(table);
    });
    await until(() => {
      gc!();
      return kept.filter((ref) => ref.deref()).length <= 2;
    });
  });

  it('lets go of everything it held', async function () {
    this.timeout(60_000);
    const { gc } = window as Window & { gc?: () => void };
    const { result } = await numbers(100);
    const kept: WeakRef<LetzQueryTable>[] = [];
    for (let count = 0; count < 500; count++) {
      const table = document.createElement('letz-query-table');
      table.result = result!;
      document.body.append(table);
      await table.updateComplete;
      table.remove();
      kept.push(new WeakRef(table));
    }
    await until(() => {
      gc!();
      return kept.filter((ref) => ref.deref()).length <= 10;
    });
  });
});
