import { expect } from '@open-wc/testing';
import { resetMouse, sendMouse } from '@web/test-runner-commands';
import type { LetzSelectEvent } from '../../../../widgets/core/element/events.ts';
import { next, press, until } from '../../support.ts';
import { all, column, drag, grid, numbers, one, rows, text } from '../support.ts';

describe('letz-query-table keyboard and selection', () => {
  afterEach(() => resetMouse());

  it('moves, sorts and selects by keyboard', async function () {
    this.timeout(60_000);
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
    await until(() => place() === '1000');
    const before = grid(table).getAttribute('aria-activedescendant');
    await press('PageUp');
    await until(() => Number(place().replace(',', '')) < 1000);
    expect(grid(table).getAttribute('aria-activedescendant')).not.to.equal(before);
    await press('Control+Home');
    await press('ArrowUp');
    await until(() => place() === 'Id');
    await press('Enter');
    await press('Enter');
    await until(() => column(table, 0)[0] === '1000');
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

  it('moves the cursor to a remaining row when rows are filtered out', async () => {
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

  it('selects cells by dragging, without letz-select', async () => {
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
});
