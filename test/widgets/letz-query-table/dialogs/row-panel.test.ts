import { expect, html } from '@open-wc/testing';
import { resetMouse, sendMouse } from '@web/test-runner-commands';
import type { LetzConversation } from '../../../../widgets/letz-conversation/letz-conversation.ts';
import type { LetzQueryTable } from '../../../../widgets/letz-query-table/letz-query-table.ts';
import '../../../../widgets/letz-conversation/letz-conversation.ts';
import { mounted, origin, press, token, until } from '../../support.ts';
import { all, centre, give, givenTable, grid, numbers, one, openMenu, shown, text } from '../support.ts';

const panel = (table: LetzQueryTable) => one<HTMLDialogElement>(table, '[part="row-panel"]');
const opened = (table: LetzQueryTable) => until(() => panel(table)?.open && panel(table));
const heading = (table: LetzQueryTable) => text(panel(table).querySelector('h3')!);
/** Labels and values of the fields. */
const fields = (table: LetzQueryTable) =>
  all(table, '[part="row-panel"] dl > div').map((field) => Array.from(field.children, (each) => text(each)));
const control = (table: LetzQueryTable, label: string) => one(table, `[part="row-panel"] [aria-label="${label}"]`);
const active = (table: LetzQueryTable) => table.shadowRoot!.activeElement;

describe('letz-query-table row panel', () => {
  afterEach(() => resetMouse());

  it('shows all fields of the row of the cursor on Shift+Enter, and returns the focus on Escape', async () => {
    const table = await givenTable({ amount: 'number', note: 'text', payload: 'json' });
    give(table, { id: 'text', amount: 'number', note: 'text', payload: 'json' }, [
      ['a', 1234.5, 'one\ntwo', null],
      ['b', null, 'x'.repeat(1000), { deep: [1] }],
    ]);
    await until(() => shown(table).length === 2);
    let chosen = 0;
    table.addEventListener('letz-select', () => chosen++);
    grid(table).focus();
    await press('ArrowDown');
    await press('Shift+Enter');
    await opened(table);
    expect(heading(table)).to.equal('Row 2 of 2');
    expect(fields(table)).to.deep.equal([
      ['Id', 'b'],
      ['Amount', '–no value'],
      ['Note', 'x'.repeat(1000)],
      ['Payload', '{ "deep": [ 1 ] }'],
    ]);
    await press('Escape');
    await until(() => !panel(table));
    expect([active(table), chosen]).to.deep.equal([grid(table), 0]);
  });

  it('moves to the next and previous shown row by button and by Alt with an arrow, and the cursor with it', async () => {
    const table = await numbers(30);
    table.filterBy('id', '>10');
    table.sortBy({ column: 'id', descending: true });
    await until(() => shown(table)[0] === '30');
    grid(table).focus();
    await press('ArrowRight');
    await press('Shift+Enter');
    await opened(table);
    expect([heading(table), fields(table)[0]]).to.deep.equal(['Row 1 of 20', ['Id', '30']]);
    expect(control(table, 'Previous row').ariaDisabled).to.equal('true');
    control(table, 'Previous row').click();
    await press('Alt+ArrowDown');
    control(table, 'Next row').click();
    await until(() => heading(table) === 'Row 3 of 20');
    expect(fields(table)[0]).to.deep.equal(['Id', '28']);
    await press('Alt+ArrowUp');
    await until(() => heading(table) === 'Row 2 of 20');
    await press('Escape');
    await until(() => !panel(table));
    expect(grid(table).getAttribute('aria-activedescendant')).to.equal('c1-1');
  });

  it('has the fields of hidden columns, and stays as it is when the table gets other rows', async () => {
    const table = await givenTable({ name: 'text' });
    give(table, { id: 'text', name: 'text' }, [['a', 'first']]);
    await until(() => shown(table).length === 1);
    await openMenu(table);
    all<HTMLInputElement>(table, '.menu input')[1]!.click();
    await until(() => all(table, '[role="columnheader"]').length === 1);
    grid(table).focus();
    await press('Shift+Enter');
    await opened(table);
    give(table, { id: 'text', name: 'text' }, [['b', 'second']]);
    await until(() => shown(table)[0] === 'b');
    expect(fields(table)).to.deep.equal([
      ['Id', 'a'],
      ['Name', 'first'],
    ]);
  });

  it('opens by the button of the row under the pointer, which is hidden while nothing is', async () => {
    const table = await numbers(20);
    const button = () => one<HTMLButtonElement>(table, '.row-button');
    expect(button()).to.equal(undefined);
    const cell = all(table, 'tbody tr')[2]!.querySelector('td')!;
    await sendMouse({ type: 'move', position: centre(cell) });
    await until(() => button() && !button().hidden);
    expect(button().ariaLabel).to.equal('Show all fields of the row');
    const [box, row] = [button(), cell.parentElement!].map((each) => each.getBoundingClientRect());
    expect(box!.top).to.be.within(row!.top, row!.bottom - box!.height);
    await sendMouse({ type: 'click', position: centre(button()) });
    await opened(table);
    expect(heading(table)).to.equal('Row 3 of 20');
    await press('Escape');
    await until(() => !panel(table));
    expect(active(table)).to.equal(grid(table));
    await sendMouse({ type: 'move', position: [1, 1] });
    await until(() => button().hidden);
  });

  it('copies labels and shown values', async () => {
    const table = await givenTable({ amount: 'number' });
    give(table, { id: 'text', amount: 'number' }, [['=1+1', 1234.5]]);
    await until(() => shown(table).length === 1);
    const { clipboard } = navigator;
    let copied = '';
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: async (written: string) => (copied = written) },
      configurable: true,
    });
    grid(table).focus();
    await press('Shift+Enter');
    await opened(table);
    all(table, '[part="row-panel"] .scroll button')[0]!.click();
    await until(() => text(one(table, '[part="row-panel"] [role="status"]')) === '2 cells copied');
    Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
    expect(copied).to.equal("Id\t'=1+1\nAmount\t1,234.5");
  });

  it('shows the conversation of the person that the identifier names, and of the next row', async () => {
    const table = await mounted<LetzQueryTable>(html`
      <letz-query-table gateway=${origin} token=${token} query="user-directory" locale="en" conversation="conversation">
      </letz-query-table>
    `);
    await until(() => shown(table).length > 5);
    grid(table).focus();
    await press('Shift+Enter');
    await opened(table);
    const conversation = () => one<LetzConversation>(table, 'letz-conversation');
    const isLoaded = (row: number) => conversation()?.result?.params.waid === shown(table)[row];
    await until(() => isLoaded(0));
    await until(() => conversation().shadowRoot!.querySelectorAll('li').length > 0);
    await press('Alt+ArrowDown');
    await until(() => isLoaded(1));
  });

  it('has texts in the language of the table', async () => {
    const table = await givenTable({ amount: 'number' }, 'de');
    grid(table).focus();
    await press('Shift+Enter');
    await opened(table);
    await until(() => heading(table) === 'Zeile 1 von 40');
    expect(control(table, 'Nächste Zeile')).to.exist;
  });
});
