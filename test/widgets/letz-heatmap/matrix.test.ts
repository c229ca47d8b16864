import { expect } from '@open-wc/testing';
import type { Column, ColumnType } from '../../../server/contract/column.ts';
import type { Value } from '../../../server/contract/value.ts';
import { companions, extent, startWeekOn, toMatrix } from '../../../widgets/letz-heatmap/matrix.ts';

const columns = (types: Record<string, ColumnType>): Column[] =>
  Object.entries(types).map(([name, type]) => ({ name, type, description: '' }));
const weekdays = columns({ day_of_week: 'integer', hour: 'integer', messages: 'integer' });
const retention = columns({
  signup_date: 'date',
  cohort_size: 'integer',
  d1: 'integer',
  d7: 'integer',
  d1_pct: 'number',
  d7_pct: 'number',
});
const cohorts: Value[][] = [
  ['2026-01-02', 4, null, null, null, null],
  ['2026-01-01', 5, 1, null, 20, null],
];

describe('matrix of a result', () => {
  it('is by the first two columns in long form', () => {
    const rows = [0, 1, 2].flatMap((day) => [0, 12].map((hour) => [day, hour, day * 100 + hour]));
    const { rows: down, columns: across, cells } = toMatrix({ columns: weekdays, rows: rows.slice(0, -1) });
    expect(down.map(({ value }) => value)).to.deep.equal([0, 1, 2]);
    expect(across.map(({ value }) => value)).to.deep.equal([0, 12]);
    expect(cells[1]![1]).to.deep.equal({ value: 112, row: 3, column: 2 });
    expect(cells[2]![1]).to.deep.equal({ value: null, row: -1, column: 2 });
  });

  it('is by weekday and hour, also with only one of each', () => {
    const { rows: down, columns: across, cells } = toMatrix({ columns: weekdays, rows: [[1, 5, 10]] });
    expect([down[0]!.value, across[0]!.value, cells[0]![0]!.value]).to.deep.equal([1, 5, 10]);
  });

  it('has a row for each cohort, coloured shares, and the size beside', () => {
    const { columns: across, cells, ages } = toMatrix({ columns: retention, rows: cohorts });
    expect(across.map(({ value, shaded }) => [value, shaded])).to.deep.equal([
      ['cohort_size', false],
      ['d1_pct', true],
      ['d7_pct', true],
    ]);
    expect(cells.map((line) => line.map(({ value }) => value))).to.deep.equal([
      [4, null, null],
      [5, 20, null],
    ]);
    expect(ages).to.equal(true);
    expect(toMatrix({ columns: retention, rows: cohorts }, true).columns).to.have.length(5);
  });

  it('colours only the share, if there is one', () => {
    const onboarding = columns({ cohort: 'date', signups: 'integer', completed: 'integer', pct: 'number' });
    const { columns: across } = toMatrix({ columns: onboarding, rows: [['2026-01-01', 4, 2, 50]] });
    expect(across.map(({ shaded }) => shaded)).to.deep.equal([false, false, true]);
  });

  it('sorts weekdays by the first day of the week', () => {
    const rows = Array.from({ length: 14 }, (_, index) => [index % 7, Math.floor(index / 7), index]);
    const order = (first: number) =>
      startWeekOn(toMatrix({ columns: weekdays, rows }), first).rows.map(({ value }) => value);
    expect(order(7)).to.deep.equal([0, 1, 2, 3, 4, 5, 6]);
    expect(order(1)).to.deep.equal([1, 2, 3, 4, 5, 6, 0]);
    expect(order(6)).to.deep.equal([6, 0, 1, 2, 3, 4, 5]);
  });

  it('has the extremes of the coloured cells, and counts blanks apart from zeros', () => {
    const found = extent(toMatrix({ columns: retention, rows: [...cohorts, ['2025-12-31', 9, 0, 3, 0, 33.3]] }))!;
    expect([found.highest.value, found.lowest.value, found.blanks]).to.deep.equal([33.3, 0, 3]);
    expect(extent(toMatrix({ columns: retention, rows: [cohorts[0]!] }))).to.equal(null);
  });

  it('has the count and the whole of a share', () => {
    expect(companions(retention, 4)).to.deep.equal([4, 2, 1]);
    expect(companions(weekdays, 2)).to.deep.equal([2]);
  });
});
