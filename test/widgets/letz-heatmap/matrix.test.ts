import { expect } from '@open-wc/testing';
import type { Column, ColumnType } from '../../../server/contract/column.ts';
import type { Value } from '../../../server/contract/value.ts';
import { firstDayOfWeek, isOpen, nowIn, usualFirstDay } from '../../../widgets/letz-heatmap/calendar.ts';
import {
  companions,
  extent,
  moveCell,
  STEPS,
  scaleOf,
  shade,
  shadeWidth,
  startWeekOn,
  toMatrix,
} from '../../../widgets/letz-heatmap/matrix.ts';

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

describe('a matrix of a result', () => {
  it('is by the first two columns where there is a cell a row', () => {
    const rows = [0, 1, 2].flatMap((day) => [0, 12].map((hour) => [day, hour, day * 100 + hour]));
    const { rows: down, columns: across, cells } = toMatrix({ columns: weekdays, rows: rows.slice(0, -1) });
    expect(down.map(({ value }) => value)).to.deep.equal([0, 1, 2]);
    expect(across.map(({ value }) => value)).to.deep.equal([0, 12]);
    expect(cells[1]![1]).to.deep.equal({ value: 112, row: 3, column: 2 });
    expect(cells[2]![1]).to.deep.equal({ value: null, row: -1, column: 2 });
  });

  it('is by weekday and hour, also where there is only one of each', () => {
    const { rows: down, columns: across, cells } = toMatrix({ columns: weekdays, rows: [[1, 5, 10]] });
    expect([down[0]!.value, across[0]!.value, cells[0]![0]!.value]).to.deep.equal([1, 5, 10]);
  });

  it('has a row a cohort, shades percentages and keeps the size beside', () => {
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

  it('shades only the share of cohorts that have one', () => {
    const onboarding = columns({ cohort: 'date', signups: 'integer', completed: 'integer', pct: 'number' });
    const { columns: across } = toMatrix({ columns: onboarding, rows: [['2026-01-01', 4, 2, 50]] });
    expect(across.map(({ shaded }) => shaded)).to.deep.equal([false, false, true]);
  });

  it('begins the week where the reader’s does', () => {
    const rows = Array.from({ length: 14 }, (_, index) => [index % 7, Math.floor(index / 7), index]);
    const order = (first: number) =>
      startWeekOn(toMatrix({ columns: weekdays, rows }), first).rows.map(({ value }) => value);
    expect(order(7)).to.deep.equal([0, 1, 2, 3, 4, 5, 6]);
    expect(order(1)).to.deep.equal([1, 2, 3, 4, 5, 6, 0]);
    expect(order(6)).to.deep.equal([6, 0, 1, 2, 3, 4, 5]);
  });

  it('finds the extremes among the shaded cells, and counts blanks apart from zeros', () => {
    const found = extent(toMatrix({ columns: retention, rows: [...cohorts, ['2025-12-31', 9, 0, 3, 0, 33.3]] }))!;
    expect([found.highest.value, found.lowest.value, found.blanks]).to.deep.equal([33.3, 0, 3]);
    expect(extent(toMatrix({ columns: retention, rows: [cohorts[0]!] }))).to.equal(null);
  });

  it('explains a percentage by its count and its whole', () => {
    expect(companions(retention, 4)).to.deep.equal([4, 2, 1]);
    expect(companions(weekdays, 2)).to.deep.equal([2]);
  });
});

describe('shades', () => {
  it('reach from nothing to the most in round steps', () => {
    expect(shadeWidth(1185, true)).to.equal(200);
    expect(shadeWidth(85.7, false)).to.equal(15);
    expect(shadeWidth(3, true)).to.equal(1);
    expect(shadeWidth(0, true)).to.equal(1);
    for (const highest of [1, 5, 6, 7, 59, 60, 61, 1e6, 1e15]) {
      expect(shadeWidth(highest, true) * STEPS, String(highest)).to.be.at.least(highest);
    }
  });

  it('begin at the lowest value where it is negative, and reach the highest', () => {
    expect(scaleOf(5, 1185, true)).to.deep.equal({ from: 0, step: 200 });
    expect(scaleOf(-60, 139, true)).to.deep.equal({ from: -80, step: 40 });
    expect(scaleOf(-8, -2, true)).to.deep.equal({ from: -8, step: 2 });
    for (const [lowest, highest] of [
      [-1, 1],
      [-0.3, 2.9],
      [-58, 139],
      [-1e15, 7],
      [-7, 1e15],
    ] as const) {
      const scale = scaleOf(lowest, highest, false);
      expect(scale.from, `${lowest}`).to.be.at.most(lowest);
      expect(scale.from + STEPS * scale.step, `${highest}`).to.be.at.least(highest);
      expect(shade(lowest, scale)).to.be.below(shade(highest, scale));
    }
  });

  it('keep zero apart from little', () => {
    expect([0, 1, 200, 201, 1200, 5000, -3].map((value) => shade(value, { from: 0, step: 200 }))).to.deep.equal([
      0, 1, 1, 2, 6, 6, 0,
    ]);
  });
});

describe('the keyboard’s cell', () => {
  const size = { rows: 7, columns: 24, rtl: false };

  it('moves by rows and columns, and stops at the edges', () => {
    expect(moveCell('ArrowRight', { row: 0, column: 23 }, size)).to.deep.equal({ row: 0, column: 23 });
    expect(moveCell('ArrowDown', { row: 2, column: 5 }, size)).to.deep.equal({ row: 3, column: 5 });
    expect(moveCell('End', { row: 2, column: 5 }, size)).to.deep.equal({ row: 2, column: 23 });
    expect(moveCell('PageUp', { row: 2, column: 5 }, size)).to.deep.equal({ row: 0, column: 5 });
    expect(moveCell('ArrowLeft', { row: 2, column: 5 }, { ...size, rtl: true })).to.deep.equal({ row: 2, column: 6 });
    expect(moveCell('Enter', { row: 2, column: 5 }, size)).to.equal(undefined);
  });
});

describe('calendar', () => {
  it('knows where weeks begin, also in browsers that don’t', () => {
    const locales = ['en-US', 'pt-BR', 'de-DE', 'en-GB', 'es', 'ar-EG', 'he', 'fr', 'ja', 'pt'];
    expect(locales.map(usualFirstDay)).to.deep.equal([7, 7, 1, 1, 1, 6, 7, 1, 7, 7]);
    expect(locales.map(firstDayOfWeek)).to.deep.equal(locales.map(usualFirstDay));
  });

  it('reads a moment off the clocks of a zone', () => {
    expect(nowIn('2026-11-24T01:30:00.5Z', 'America/Sao_Paulo')).to.deep.equal({
      date: '2026-11-23',
      weekday: 1,
      hour: 22,
    });
    expect(nowIn('2026-03-29T01:30:00Z', 'Europe/Berlin')).to.deep.include({ date: '2026-03-29', hour: 3 });
    expect(nowIn('2026-01-04T00:10:00Z')).to.deep.equal({ date: '2026-01-04', weekday: 0, hour: 0 });
  });

  it('knows which days, weeks and months are not over', () => {
    expect([isOpen('2026-11-24', '2026-11-24', 'day'), isOpen('2026-11-23', '2026-11-24', 'day')]).to.deep.equal([
      true,
      false,
    ]);
    expect([isOpen('2026-11-23', '2026-11-29', 'week'), isOpen('2026-11-23', '2026-11-30', 'week')]).to.deep.equal([
      true,
      false,
    ]);
    expect([isOpen('2026-11-01', '2026-11-30', 'month'), isOpen('2026-11-01', '2026-12-01', 'month')]).to.deep.equal([
      true,
      false,
    ]);
  });
});
