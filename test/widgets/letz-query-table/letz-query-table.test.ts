import { expect, fixture, html } from '@open-wc/testing';
import type { Value } from '../../../server/contract/value.ts';
import type { LetzLoadEvent } from '../../../widgets/core/element/events.ts';
import type { LetzQueryTable } from '../../../widgets/letz-query-table/letz-query-table.ts';
import { mounted, next, origin, until } from '../support.ts';
import { all, button, column, give, grid, notes, numbers, one, openMenu, rows, text, title } from './support.ts';

describe('letz-query-table', () => {
  it('formats each type, and shows null as a dash', async () => {
    const table = await numbers(100);
    // Rows outside of the viewport are drawn later.
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

  it('has the roles and properties of a grid', async () => {
    const table = await numbers(5000);
    const { ariaLabel, ariaRowCount, ariaColCount } = grid(table);
    expect([ariaLabel, ariaRowCount, ariaColCount]).to.deep.equal(['Numbers', '5001', '9']);
    expect(one(table, 'tbody [role="row"]').ariaRowIndex).to.equal('2');
    await expect(table).to.be.accessible();
  });

  for (const theme of ['light', 'dark']) {
    it(`is accessible with filter row and menu open: ${theme}`, async () => {
      const table = await numbers(50);
      table.theme = theme;
      button(table, 'Filter columns').click();
      await openMenu(table);
      await expect(table).to.be.accessible();
    });
  }

  for (const style of ['', 'width: 360px', 'height: 300px', '--letz-query-table-height: 600px']) {
    it(`reserves the height of many rows while it loads: ${style || 'as the page is wide'}`, async () => {
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

  it('uses the singular for one row', async () => {
    expect(notes(await numbers(1))).to.equal('1 row');
  });

  it('keeps sort keys and filters when new data arrives', async () => {
    const table = await numbers(20);
    table.sortBy({ column: 'id', descending: true });
    table.filterBy('id', '<=10');
    table.params = { rows: 15 };
    await next(table, 'letz-load');
    await table.updateComplete;
    expect(column(table, 0)[0]).to.equal('10');
    expect(notes(table)).to.equal('10 of 15 rows');
  });

  it('shows the first rows while the rest arrives, past MAX_ROWS', async function () {
    this.timeout(60_000);
    const table = await mounted<LetzQueryTable>(html`
      <letz-query-table gateway=${origin} query="numbers" all-rows locale="en" .params=${{ rows: 30_000 }}></letz-query-table>
    `);
    await until(() => column(table, 0)[0] === '1');
    await until(() => notes(table) === '30,000 rows');
    expect(grid(table).ariaRowCount).to.equal('30001');
    grid(table).scrollTop = 1e9;
    await until(() => column(table, 0).at(-1) === '30000');
  });

  it('keeps the shown rows until a refresh has as many', async function () {
    this.timeout(60_000);
    const table = await mounted<LetzQueryTable>(html`
      <letz-query-table gateway=${origin} query="numbers" all-rows locale="en" .params=${{ rows: 12_000 }}></letz-query-table>
    `);
    await until(() => notes(table) === '12,000 rows');
    grid(table).scrollTop = 1e9;
    await until(() => column(table, 0).at(-1) === '12000');
    const { scrollTop } = grid(table);
    // There is no letz-load if the gateway answers that nothing has changed.
    await table.reload();
    const { result } = table;
    expect(result!.rowCount).to.be.at.least(12_000);

    await until(() => notes(table) === '12,000 rows');
    expect([grid(table).scrollTop, column(table, 0).at(-1)]).to.deep.equal([scrollTop, '12000']);
    // Other rows are shown as soon as there are some.
    const changed = next(table, 'letz-load');
    table.params = { rows: 11_000 };
    const { result: other } = (await changed) as LetzLoadEvent<{ rowCount: number }>;
    expect(other).not.to.equal(result);
    await until(() => notes(table) === '11,000 rows');
  });

  it('fits 300 pixels, also in right-to-left pages', async () => {
    const table = await numbers(20);
    table.style.width = '300px';
    table.dir = 'rtl';
    await table.updateComplete;
    expect(table.scrollWidth).to.be.at.most(300);
    await expect(table).to.be.accessible();
  });

  it('aligns numbers at the right in right-to-left pages, and keeps the direction of JSON and sentences', async () => {
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
    // Headers are aligned like their cells.
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

  it('releases old rows when it is removed and reattached', async () => {
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

  it('is garbage-collected if it was never attached', async () => {
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

  it('is garbage-collected after its removal', async function () {
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
