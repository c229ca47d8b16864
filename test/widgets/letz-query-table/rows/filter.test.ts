import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import '../../../../widgets/letz-query-table/letz-query-table.ts';
import type { Value } from '../../../../server/contract/value.ts';
import type { LetzQueryTable } from '../../../../widgets/letz-query-table/letz-query-table.ts';
import { until } from '../../support.ts';
import { give, givenTable, ROWS, shown } from '../support.ts';
import { type Sample, samples } from './samples.ts';

const operations: Record<string, (rank: bigint, bound: bigint) => boolean> = {
  '<': (rank, bound) => rank < bound,
  '<=': (rank, bound) => rank <= bound,
  '>': (rank, bound) => rank > bound,
  '>=': (rank, bound) => rank >= bound,
  '=': (rank, bound) => rank === bound,
};

/** Indexes of the matching rows. */
async function passing(table: LetzQueryTable, text: string): Promise<number[]> {
  table.filterBy('value', text);
  await table.updateComplete;
  return shown(table).map(Number);
}

/** Bounds as typed text. */
const typeable = ({ value }: Sample) => value !== null && value !== 'NaN';

/** Range of years in which a double holds microseconds. */
const precise = ({ value }: Sample) => !/\.\d/.test(String(value)) || /^20/.test(String(value));

const bounded = {
  integer: samples.integer,
  number: samples.number,
  date: samples.date,
  timestamp: samples.timestamp.filter(precise),
};

describe('letz-query-table filters', () => {
  for (const [type, sample] of Object.entries(bounded)) {
    it(`as comparing would: ${type}`, async () => {
      const columns = { value: type as keyof typeof bounded };
      const table = await givenTable(columns);
      const typed = sample.filter(typeable);
      await fc.assert(
        fc.asyncProperty(
          fc.array(sample, { minLength: 1, maxLength: ROWS - 2 }),
          typed,
          typed,
          async (others, bound, top) => {
            const rows = [...others, bound, top];
            give(
              table,
              { id: 'text', ...columns },
              rows.map(({ value }, id) => [id, value]),
            );
            const where = (test: (rank: bigint) => boolean) =>
              rows.flatMap(({ rank }, id) => (rank !== null && test(rank as bigint) ? [id] : []));
            const [low, high] = [bound.rank as bigint, top.rank as bigint];
            for (const [operator, passes] of Object.entries(operations)) {
              const text = `${operator}${bound.value}`;
              expect(await passing(table, text), text).to.deep.equal(where((rank) => passes(rank, low)));
            }
            const equal = where((rank) => rank === low);
            const unequal = rows.flatMap((_, id) => (equal.includes(id) ? [] : [id]));
            expect(await passing(table, `!=${bound.value}`)).to.deep.equal(unequal);
            const inside = where((rank) => rank >= low && rank <= high);
            expect(await passing(table, `${bound.value}..${top.value}`)).to.deep.equal(inside);
          },
        ),
        { numRuns: 50 },
      );
    });
  }

  const given = async (type: keyof typeof samples, values: Value[], locale = 'en', tz = 'UTC') => {
    const table = await givenTable({ value: type }, locale, tz);
    give(
      table,
      { id: 'text', value: type },
      values.map((value, id) => [id, value]),
    );
    await table.updateComplete;
    return table;
  };

  for (const locale of ['en', 'de', 'pt', 'es', 'ar-EG', 'de-CH', 'sv']) {
    it(`by numbers as they are shown: ${locale}`, async () => {
      const values = [-1499998.5, -1234, -5, -0.5, 0, 0.000_000_1, 3.25, 12_345.5, 1e21, '-9007199254740993.5'];
      const table = await given('number', values, locale);
      const cells = shown(table, 1);
      for (const [row, cell] of cells.entries()) {
        const parts = cells.flatMap((other, id) => (other.includes(cell) ? [id] : []));
        expect(await passing(table, cell), cell).to.include.members(parts);
        // Operators need Latin digits.
        if (!/\d/.test(cell)) continue;
        expect(await passing(table, `>=${cell}`), cell).to.include(row);
        expect(await passing(table, `=${cell}`), cell).to.include(row);
      }
    });
  }

  it('from or up to a number, and not while one is being typed', async () => {
    const table = await given('number', [-2, -1, 0, 1, null]);
    expect(await passing(table, '-1..')).to.deep.equal([1, 2, 3]);
    expect(await passing(table, '..-1')).to.deep.equal([0, 1]);
    expect(await passing(table, '>-')).to.have.length(5);
    expect(await passing(table, '>-2')).to.deep.equal([1, 2, 3]);
  });

  it('by times in the time zone of the widget, in any spelling', async () => {
    const times = ['2026-11-24T02:30:00Z', '2026-11-24T03:30:00Z', '0050-06-01T00:30:00Z'];
    const table = await given('timestamp', times, 'en', 'UTC-3');
    expect(await passing(table, '2026-11-23')).to.deep.equal([0]);
    expect(await passing(table, '>2026-11-23')).to.deep.equal([1]);
    expect(await passing(table, '<0051')).to.deep.equal([2]);
  });

  it('by the hour on days when clocks are changed', async () => {
    const times = ['2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z', '2026-03-08T06:59:00Z', '2026-03-08T07:00:00Z'];
    const table = await given('timestamp', times, 'en', 'America/New_York');
    expect(await passing(table, '2026-11-01 01')).to.deep.equal([0, 1]);
    expect(await passing(table, '2026-03-08 03')).to.deep.equal([3]);
    expect(await passing(table, '1:59 am')).to.deep.equal([2]);
  });

  const days = ['2026-11-24', '2026-05-05', '1999-12-24', null];
  const words = {
    en: { day: ['Nov', [0]], whole: ['=nov 24, 2026', [0]], time: ['8:30 PM', [0, 1, 2]], yes: 'yes', no: 'no' },
    de: { day: ['24.1', [0, 2]], whole: ['=24.11.2026', [0]], time: ['.2026, 20:30', [0, 1]], yes: 'ja', no: 'nein' },
    pt: {
      day: ['24 de nov', [0]],
      whole: ['!=24 de nov. de 2026', [1, 2, 3]],
      time: ['de 2026, 20:30', [0, 1]],
      yes: 'sim',
      no: 'nao',
    },
    es: { day: ['24 NOV', [0]], whole: ['=24 nov 2026', [0]], time: ['nov 2026, 20:30', [0]], yes: 'Si', no: 'no' },
  } as const;
  for (const [locale, { day, whole, time, yes, no }] of Object.entries(words)) {
    it(`by what is shown: ${locale}`, async () => {
      const dates = await given('date', days, locale);
      expect(await passing(dates, day[0])).to.deep.equal(day[1]);
      expect(await passing(dates, whole[0])).to.deep.equal(whole[1]);
      expect(await passing(dates, '2026-11')).to.deep.equal([0]);

      const times = await given(
        'timestamp',
        days.map((value) => value && `${value}T20:30:00Z`),
        locale,
      );
      expect(await passing(times, time[0])).to.deep.equal(time[1]);

      const flags = await given('boolean', [true, false, null], locale);
      await until(() => !/yes/.test(shown(flags, 1)[0]!) || locale === 'en');
      expect(await passing(flags, yes)).to.deep.equal([0]);
      expect(await passing(flags, no)).to.deep.equal([1]);
      expect(await passing(flags, '=true')).to.deep.equal([0]);
      expect(await passing(flags, 'null')).to.deep.equal([2]);
    });
  }

  it('texts without accents, by the whole text, and by operators that have no order', async () => {
    const table = await given('text', ['São Paulo', 'sao  paulo', '<b>', 'b', null, 'a.b']);
    expect(await passing(table, 'são paulo')).to.deep.equal([0, 1]);
    expect(await passing(table, 'sao p')).to.deep.equal([0, 1]);
    expect(await passing(table, '=b')).to.deep.equal([3]);
    expect(await passing(table, '!=b')).to.deep.equal([0, 1, 2, 4, 5]);
    expect(await passing(table, '<b')).to.deep.equal([2]);
    expect(await passing(table, '.')).to.deep.equal([5]);
    expect(await passing(table, 'nul')).to.deep.equal([]);
    expect(await passing(table, 'null')).to.deep.equal([4]);
    expect(await passing(table, '–')).to.deep.equal([4]);
  });
});
