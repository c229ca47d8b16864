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

  it('opens the dialog at its cell, inside the viewport', async () => {
    const table = await numbers(30);
    grid(table).focus();
    for (const keys of [['ArrowRight', 'ArrowDown', 'ArrowDown'], ['End']]) {
      for (const key of keys) await press(key);
      await press('F2');
      const dialog = await until(() => one<HTMLDialogElement>(table, 'dialog[open]'));
      const cell = one(table, 'td.focus').getBoundingClientRect();
      const box = dialog.getBoundingClientRect();
      const { clientWidth, clientHeight } = document.documentElement;
      expect(box.left).to.be.closeTo(Math.max(8, Math.min(cell.left, clientWidth - box.width - 8)), 1);
      expect(box.top).to.be.closeTo(Math.max(8, Math.min(cell.top, clientHeight - box.height - 8)), 1);
      await press('Escape');
      await until(() => !one(table, 'dialog'));
    }
  });
});
