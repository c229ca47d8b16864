import { expect } from '@open-wc/testing';
import type { ColumnType } from '../../../server/contract/column.ts';
import type { Result } from '../../../server/contract/result.ts';
import type { Value } from '../../../server/contract/value.ts';
import { defaultType, rowOf, toPoints } from '../../../widgets/letz-chart/series.ts';

const result = (columns: Record<string, ColumnType>, rows: Value[][]): Result => ({
  query: 'q',
  title: 'T',
  columns: Object.entries(columns).map(([name, type]) => ({ name, type, description: '' })),
  rows,
  rowCount: rows.length,
  truncated: false,
  params: {},
  asOf: '2026-01-04T00:00:00Z',
});

describe('points of a result', () => {
  it('takes the first date for x and all numbers of the first one’s unit', () => {
    const points = toPoints(
      result({ day: 'date', users: 'integer', d1: 'integer', d1_pct: 'number' }, [
        ['2026-01-01', 5, 1, 20],
        ['2026-01-02', 6, 2, 33.3],
      ]),
    );
    expect(points.kind).to.equal('date');
    expect(points.x).to.deep.equal([Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 2)]);
    expect(points.series.map(({ name }) => name)).to.deep.equal(['users', 'd1']);
    expect(defaultType(points)).to.equal('line');
  });

  it('draws the columns that are asked for, over the one that is asked for', () => {
    const points = toPoints(result({ a: 'number', b: 'number', c_pct: 'number' }, [[1, 2, 3]]), {
      x: 'b',
      series: ['c_pct', 'nothing'],
    });
    expect(points.kind).to.equal('number');
    expect(points.x).to.deep.equal([2]);
    expect(points.series.map(({ name }) => name)).to.deep.equal(['c_pct']);
  });

  it('puts rows in order, finds each one’s row again, and leaves out those without a place', () => {
    const points = toPoints(
      result({ day: 'date', n: 'integer' }, [
        ['2026-01-03', 3],
        [null, 9],
        ['2026-01-01', 1],
        ['2026-01-02', 2],
      ]),
    );
    expect(points.series[0]!.values).to.deep.equal([1, 2, 3]);
    expect([0, 1, 2].map((index) => rowOf(points, index))).to.deep.equal([2, 3, 0]);
  });

  it('keeps a null as a gap, and makes numbers of text that no double holds', () => {
    const { series } = toPoints(
      result({ day: 'date', n: 'integer', all_null: 'integer' }, [
        ['2026-01-01', '9007199254740993', null],
        ['2026-01-02', null, null],
        ['2026-01-03', 'NaN', null],
        ['2026-01-04', -5, null],
      ]),
    );
    expect(series[0]!.values).to.deep.equal([9007199254740992, null, null, -5]);
    expect(series.map(({ gaps }) => gaps)).to.deep.equal([true, true]);
    expect(series[1]!.values).to.deep.equal([null, null, null, null]);
  });

  it('knows the points that are not over yet: only those at the end', () => {
    const rows = (flags: boolean[]) => flags.map((partial, index) => [`2026-01-0${index + 1}`, index, partial]);
    const from = (...flags: boolean[]) =>
      toPoints(result({ day: 'date', n: 'integer', partial: 'boolean' }, rows(flags))).partialFrom;
    expect([from(false, false), from(false, true), from(true, false, true, true), from(true)]).to.deep.equal([
      2, 1, 2, 0,
    ]);
  });

  it('reads local stamps as they are, and others as moments', () => {
    const local = toPoints(result({ at: 'timestamp', n: 'integer' }, [['2026-03-29T02:30:00', 1]]));
    const moment = toPoints(result({ at: 'timestamp', n: 'integer' }, [['2026-03-29T02:30:00.123456Z', 1]]));
    expect([local.zoned, moment.zoned]).to.deep.equal([false, true]);
    expect(local.x[0]).to.equal(Date.UTC(2026, 2, 29, 2, 30));
    expect(moment.x[0]).to.equal(Date.UTC(2026, 2, 29, 2, 30, 0, 123));
  });

  it('joins the texts of categories, and draws bars', () => {
    const points = toPoints(
      result({ type: 'text', sender: 'text', messages: 'integer' }, [
        ['text', 'user', 5],
        ['text', null, 2],
      ]),
    );
    expect(points.labels).to.deep.equal(['text · user', 'text · –']);
    expect(defaultType(points)).to.equal('bars');
  });

  it('has no series where there are no numbers, and no points where there are no rows', () => {
    expect(toPoints(result({ slept: 'boolean' }, [[true]])).series).to.deep.equal([]);
    expect(toPoints(result({ day: 'date', n: 'integer' }, [])).x).to.deep.equal([]);
  });

  it('copies nothing of a million points', () => {
    const count = 1_000_000;
    const x = Array.from({ length: count }, (_, index) => index);
    const y = x.map((index) => index % 1000);
    const { rows: _, ...head } = result({ x: 'number', y: 'number' }, []);
    const points = toPoints({ ...head, rowCount: count, values: [x, y] });
    expect(points.x).to.equal(x);
    expect(points.series[0]!.values).to.equal(y);
  });
});
