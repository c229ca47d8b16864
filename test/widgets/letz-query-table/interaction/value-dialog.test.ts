import { expect } from '@open-wc/testing';
import { press, until } from '../../support.ts';
import { grid, numbers, one, text } from '../support.ts';

describe('letz-query-table value dialog', () => {
  it('shows the whole value of a cell on F2', async () => {
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
});
