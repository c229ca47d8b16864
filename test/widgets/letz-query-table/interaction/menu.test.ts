import { expect, html } from '@open-wc/testing';
import { resetMouse, sendMouse } from '@web/test-runner-commands';
import type { LetzQueryTable } from '../../../../widgets/letz-query-table/letz-query-table.ts';
import { watch } from '../../requests.ts';
import { mounted, origin, press, token, until } from '../../support.ts';
import { button, centre, numbers, one, openMenu, text } from '../support.ts';

describe('letz-query-table menu and export', () => {
  afterEach(() => resetMouse());

  it('offers the export of a truncated result, with the same parameters and token', async function () {
    this.timeout(60_000);
    const table = await mounted<LetzQueryTable>(html`
      <letz-query-table gateway=${origin} token=${token} query="numbers" locale="en" .params=${{ rows: 12_000 }}>
      </letz-query-table>
    `);
    expect(text(one(table, '[part="footer"]'))).to.contain('First 10,000 rows only Export all as CSV');
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

  it('closes the menu on Escape, and on a press or focus outside', async () => {
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

  it('shows the progress of an export, and cancels it, with the menu closed', async () => {
    const table = await numbers(20);
    const real = window.fetch;
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    window.fetch = async (_, { signal } = {}) =>
      new Response(readable.pipeThrough(new TransformStream(), { signal: signal! }), {
        headers: { 'Letz-Contract': '2' },
      });
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
});
