import { expect, html } from '@open-wc/testing';
import { nothing } from 'lit';
import type { LetzQueryTable } from '../../../../widgets/letz-query-table/letz-query-table.ts';
import { mounted, origin, press, until } from '../../support.ts';
import { all, grid, one, rows, text } from '../support.ts';

/** A table of the query `numbers` in a box of a width. */
async function boxed(width: number, narrow: string | null, count = 1000): Promise<LetzQueryTable> {
  const box = await mounted<HTMLElement & { updateComplete: Promise<unknown> }>(html`
    <div style="width: ${width}px">
      <letz-query-table gateway=${origin} query="numbers" locale="en" narrow=${narrow ?? nothing} totals .params=${{ rows: count }}>
      </letz-query-table>
    </div>
  `);
  const table = box.querySelector('letz-query-table')!;
  await until(() => rows(table).length > 2);
  return table;
}
const card = (table: LetzQueryTable, at = 0) => all<HTMLTableRowElement>(table, 'tbody tr')[at]!;
const cards = (table: LetzQueryTable) => grid(table).matches('.cards');

describe('letz-query-table cards', () => {
  it('shows each row as a card of label and value below 480 px, with nothing to scroll sideways', async () => {
    const table = await boxed(340, 'cards');
    await until(() => cards(table));
    const { cells } = card(table);
    const labels = Array.from(cells, (cell) => getComputedStyle(cell, '::before').content.replaceAll('"', ''));
    expect(labels).to.deep.equal(all(table, '[role="columnheader"] .title').map((each) => text(each)));
    const tops = Array.from(cells, (cell) => cell.getBoundingClientRect().top);
    expect(tops).to.deep.equal(tops.toSorted((a, b) => a - b));
    expect(new Set(tops).size).to.equal(cells.length);
    expect(grid(table).scrollWidth).to.equal(grid(table).clientWidth);
    for (const cell of cells) expect(cell.scrollHeight).to.be.at.most(cell.clientHeight);
  });

  it('draws only the cards in view, and scrolls to the last by the keyboard', async () => {
    const table = await boxed(340, 'cards', 5000);
    const height = card(table).offsetHeight;
    expect(one(table, '.space').offsetHeight).to.equal(height * 5000);
    expect(card(table, 1).getBoundingClientRect().top - card(table).getBoundingClientRect().top).to.equal(height);
    grid(table).focus();
    await press('Control+ArrowDown');
    await until(() => rows(table).some(([id]) => id === '5,000' || id === '5000'));
    expect(rows(table).length).to.be.lessThan(20);
    const last = one(table, 'td.focus').getBoundingClientRect();
    expect(last.bottom).to.be.at.most(grid(table).getBoundingClientRect().bottom + 1);
  });

  it('changes to a table and back with the width, and keeps the cursor', async () => {
    const table = await boxed(340, 'cards');
    await until(() => cards(table));
    const cursor = () => grid(table).getAttribute('aria-activedescendant');
    // Another page of the test run may have the keyboard for a moment.
    while (!cursor()) {
      grid(table).focus();
      await press('Control+End');
    }
    const before = cursor();
    table.parentElement!.style.width = '700px';
    await until(() => !cards(table) && card(table).offsetHeight < 40);
    await until(() => cursor() === before);
    expect(card(table).cells[0]!.dataset.label).to.equal(undefined);
    table.parentElement!.style.width = '340px';
    await until(() => cards(table) && card(table).offsetHeight > 40);
  });

  it('is a table without the attribute, and marks no cell', async () => {
    const table = await boxed(340, null);
    expect([cards(table), card(table).cells[0]!.dataset.label]).to.deep.equal([false, undefined]);
  });
});
