import { expect } from '@open-wc/testing';
import type { ColumnType } from '../../../../server/contract/column.ts';
import type { Value } from '../../../../server/contract/value.ts';
import type { LetzQueryTable } from '../../../../widgets/letz-query-table/letz-query-table.ts';
import { press, until } from '../../support.ts';
import { all, button, give, givenTable, grid, one, shown, text } from '../support.ts';

const dialog = (table: LetzQueryTable) => one<HTMLDialogElement>(table, '[part="summary"]');
const opened = (table: LetzQueryTable) => until(() => dialog(table)?.open);
const fields = (table: LetzQueryTable) =>
  Object.fromEntries(all(table, '[part="summary"] dl > div').map((field) => Array.from(field.children, text)));
/** Label, number of rows and share of each line of the distribution. */
const lines = (table: LetzQueryTable) =>
  all<HTMLTableRowElement>(table, '[part="summary"] tr').map(({ cells }) =>
    [cells[0], cells[2], cells[3]].map((cell) => text(cell)),
  );

async function given(type: ColumnType, values: Value[], locale = 'en'): Promise<LetzQueryTable> {
  const table = await givenTable({ value: type }, locale, 'America/Sao_Paulo');
  give(
    table,
    { id: 'text', value: type },
    values.map((value, id) => [String(id), value]),
  );
  await until(() => shown(table).length === values.length);
  return table;
}

/** Opens the summary of the second column by the keyboard. */
async function summary(table: LetzQueryTable): Promise<void> {
  grid(table).focus();
  for (const key of ['ArrowUp', 'ArrowRight', 'F2']) await press(key);
  await opened(table);
}

describe('letz-query-table column summary', () => {
  it('counts numbers and shows their extremes and distribution on F2 on a header; Escape returns the focus', async () => {
    const table = await given('integer', [1, 2, 2, 3, null, 40, 55]);
    await summary(table);
    expect(fields(table)).to.deep.equal({
      ...{ Rows: '7', 'Without a value': '1 (14.3%)', 'Distinct values': '5' },
      ...{ Minimum: '1', Median: '2.5', Maximum: '55' },
    });
    expect(lines(table)).to.deep.equal([
      ['0 to 10', '4', '57.1%'],
      ['10 to 20', '0', '0%'],
      ['20 to 30', '0', '0%'],
      ['30 to 40', '0', '0%'],
      ['40 to 50', '1', '14.3%'],
      ['50 to 60', '1', '14.3%'],
    ]);
    expect(text(one(table, '[part="summary"] h3'))).to.equal('Value');
    await press('Escape');
    await until(() => !dialog(table));
    expect(table.shadowRoot!.activeElement).to.equal(grid(table));
  });

  it('shows the most frequent texts and the number of others', async () => {
    const words = Array.from({ length: 13 }, (_, at) => `word ${at}`);
    const table = await given('text', [...words, 'word 3', 'word 3', 'word 1', '', null]);
    await summary(table);
    expect(fields(table)).to.deep.equal({ Rows: '18', 'Without a value': '1 (5.6%)', 'Distinct values': '14' });
    expect(lines(table).slice(0, 3)).to.deep.equal([
      ['word 3', '3', '16.7%'],
      ['word 1', '2', '11.1%'],
      ['word 0', '1', '5.6%'],
    ]);
    expect(lines(table).at(-1)).to.deep.equal(['Others', '4', '22.2%']);
    expect(lines(table).length).to.equal(11);
  });

  it('cuts times by days of the time zone', async () => {
    const table = await given('timestamp', [
      ...['2026-11-20T02:00:00Z', '2026-11-20T12:00:00Z', '2026-11-23T23:00:00Z', '2026-11-24T02:59:00Z'],
    ]);
    await summary(table);
    expect(fields(table).Minimum).to.equal('Nov 19, 2026, 11:00 PM');
    expect(lines(table)).to.deep.equal([
      ['Nov 19, 2026 to Nov 20, 2026', '1', '25%'],
      ['Nov 20, 2026 to Nov 21, 2026', '1', '25%'],
      ['Nov 21, 2026 to Nov 22, 2026', '0', '0%'],
      ['Nov 22, 2026 to Nov 23, 2026', '0', '0%'],
      ['Nov 23, 2026 to Nov 24, 2026', '2', '50%'],
    ]);
  });

  it('cuts dates by days, whatever the time zone', async () => {
    const table = await given('date', ['2026-11-20', '2026-11-21', '2026-11-21', null]);
    await summary(table);
    expect(fields(table)).to.include({ Minimum: 'Nov 20, 2026', Median: 'Nov 21, 2026', Maximum: 'Nov 21, 2026' });
    expect(lines(table).map(([, count]) => count)).to.deep.equal(['1', '2']);
  });

  it('is of the rows that pass the filters, and notes when the gateway has cut rows off', async () => {
    const table = await given('number', [0.5, 1.5, 2.5, 100]);
    table.result = { ...table.result!, truncated: true };
    table.filterBy('value', '<50');
    await until(() => shown(table).length === 3);
    await summary(table);
    expect(fields(table)).to.include({ Rows: '3', Maximum: '2.5', Median: '1.5' });
    expect(all(table, '[part="summary"] .badge').map((note) => text(note))).to.deep.equal([
      '3 of 4 rows',
      'First 4 rows only',
    ]);
  });

  for (const [name, values] of Object.entries({ 'no value': [null, null], infinity: ['Infinity', 'NaN', null] })) {
    it(`has no distribution of a column of ${name}`, async () => {
      const table = await given('number', values);
      await summary(table);
      expect(fields(table).Rows).to.equal(String(values.length));
      expect(lines(table)).to.deep.equal([]);
    });
  }

  it('opens from the menu of the columns, in the language of the table', async () => {
    const table = await given('boolean', [true, true, false], 'de');
    await until(() => button(table, 'Spalten, Kopieren und Export') ?? all(table, '.tool')[1]);
    all(table, '.tool').at(-1)!.click();
    await until(() => one(table, '.menu'));
    await until(() => button(table, 'Zusammenfassung von Value')).then((found) => found.click());
    await opened(table);
    expect(one(table, '.menu')).to.equal(undefined);
    await until(() => fields(table).Zeilen === '3');
    expect(lines(table)).to.deep.equal([
      ['ja', '2', '66,7 %'],
      ['nein', '1', '33,3 %'],
    ]);
  });
});
