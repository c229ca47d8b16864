import { expect, html } from '@open-wc/testing';
import type { LetzQueryTable } from '../../../widgets/letz-query-table/letz-query-table.ts';
import '../../../widgets/letz-query-table/letz-query-table.ts';
import { mounted, next, origin, until } from '../support.ts';
import { shown } from './given.ts';

describe('letz-query-table draws', () => {
  it('into the grid that is there after an error took the one before', async () => {
    const table = await mounted<LetzQueryTable>(html`
      <letz-query-table gateway=${origin} query="numbers" locale="en" .params=${{ rows: 12 }}></letz-query-table>
    `);
    await until(() => shown(table).length === 12);
    const failed = next(table, 'letz-error');
    table.params = { rows: 'many' };
    await failed;
    await table.updateComplete;
    expect(shown(table)).to.be.empty;
    const loaded = next(table, 'letz-load');
    table.params = { rows: 10 };
    await loaded;
    await until(() => shown(table).length === 10);
  });
});
