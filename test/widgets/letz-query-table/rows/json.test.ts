import { expect, html } from '@open-wc/testing';
import type { LetzQueryTable } from '../../../../widgets/letz-query-table/letz-query-table.ts';
import { mounted, next, origin, press, until } from '../../support.ts';
import { button, column, give, grid, notes, numbers, one, openMenu, text } from '../support.ts';

const STORED = [
  '{"a":12345678901234567890,"10":1,"2":2,"big":1e400,"one":1.0,"a":"]}\\\\\\""}',
  '[1.10,123456789012345678901234567890]',
];

const values = (rows: number, allRows = false) =>
  mounted<LetzQueryTable>(html`
    <letz-query-table gateway=${origin} query="json-values" locale="en" .allRows=${allRows} .params=${{ rows }}>
    </letz-query-table>
  `);

/** Text copied from the table. */
async function copied(copy: () => Promise<unknown>): Promise<string> {
  const { clipboard } = navigator;
  const written = new Promise<string>((resolve) => {
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: async (copiedText: string) => resolve(copiedText) },
    });
  });
  await copy();
  const result = await written;
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
  return result;
}

describe('letz-query-table with JSON', () => {
  it('shows, copies, sorts and filters values as stored', async () => {
    const table = await values(2);
    expect(column(table, 1)).to.deep.equal(STORED);
    grid(table).focus();
    await press('Control+ArrowRight');
    await press('ArrowLeft');
    const [cell = ''] = [await copied(() => press('Control+c'))];
    expect(cell).to.equal(`"${STORED[0]!.replaceAll('"', '""')}"`);
    const markdown = await copied(async () => {
      await openMenu(table);
      button(table, 'Copy as Markdown').click();
    });
    expect(markdown).to.contain('12345678901234567890').and.to.contain('1e400');
    table.filterBy('value', '1e400');
    await until(() => column(table, 1).length === 1);
    table.filterBy('value', '!1e400');
    await until(() => column(table, 1)[0] === STORED[1]);
  });

  it('indents the stored text in the dialog', async () => {
    const table = await values(2);
    grid(table).focus();
    await press('ArrowRight');
    await press('F2');
    await until(() => one(table, 'dialog[open]'));
    expect(one(table, 'dialog pre').textContent).to.contain('{\n  "a": 12345678901234567890,\n  "10": 1,\n  "2": 2,');
  });

  it('shows stored values of an export with all rows', async function () {
    this.timeout(60_000);
    const table = await values(10_002, true);
    await until(() => notes(table) === '10,002 rows');
    grid(table).scrollTop = 1e9;
    await until(() => column(table, 0).at(-1) === '10002');
    expect(column(table, 1).slice(-2)).to.deep.equal(STORED);
  });

  it('dispatches parsed values', async () => {
    const table = await values(2);
    const selected = next(table, 'letz-select');
    one(table, 'tbody tr:nth-child(2) td:nth-child(2)').click();
    expect((await selected).value).to.deep.equal([1.1, 1.2345678901234568e29]);
  });

  const lines = STORED.map((value, id) => `{"id":${id},"value": ${value}, "text":"{1.0}"}`);
  for (const [how, body] of [
    ['NDJSON', lines.join('\n')],
    ['an array', `[\n${lines.join(' ,\n')}]`],
  ] as const) {
    it(`shows stored values of ${how} that it reads`, async () => {
      const table = document.createElement('letz-query-table');
      document.body.append(table);
      await table.read(new Response(body));
      await until(() => column(table, 1).length === 2);
      expect(column(table, 1)).to.deep.equal(STORED);
      expect(column(table, 2)).to.deep.equal(['{1.0}', '{1.0}']);
      table.remove();
    });
  }

  it('prints values of results that the page makes', async () => {
    const table = await numbers(1);
    give(table, { value: 'json' }, [[{ b: [1, null], a: 'x' }], ['text'], [null]]);
    await until(() => column(table, 0).length === 3);
    expect(column(table, 0)).to.deep.equal(['{"b":[1,null],"a":"x"}', '"text"', '–']);
    expect(text(one(table, 'td.null'))).to.equal('–');
  });
});
