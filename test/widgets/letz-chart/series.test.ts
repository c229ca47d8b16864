import { expect } from '@open-wc/testing';
import type { ColumnType } from '../../../server/contract/column.ts';
import type { Result } from '../../../server/contract/result.ts';
import type { Value } from '../../../server/contract/value.ts';
import { OTHERS } from '../../../widgets/letz-chart/long-form.ts';
import { defaultType, rowOf } from '../../../widgets/letz-chart/points.ts';
import { toPoints } from '../../../widgets/letz-chart/series.ts';

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
  it('has the first date as x, and all numbers of the first one’s unit', () => {
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

  it('has the chosen columns', () => {
    const points = toPoints(result({ a: 'number', b: 'number', c_pct: 'number' }, [[1, 2, 3]]), {
      x: 'b',
      series: ['c_pct'],
    });
    expect(points.kind).to.equal('number');
    expect(points.x).to.deep.equal([2]);
    expect(points.series.map(({ name }) => name)).to.deep.equal(['c_pct']);
  });

  it('sorts rows by x, keeps the row of each point, and leaves out rows without x', () => {
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

  it('keeps null as a gap, and parses integers that are strings', () => {
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

  it('has partial points only at the end', () => {
    const rows = (flags: boolean[]) => flags.map((partial, index) => [`2026-01-0${index + 1}`, index, partial]);
    const from = (...flags: boolean[]) =>
      toPoints(result({ day: 'date', n: 'integer', partial: 'boolean' }, rows(flags))).partialFrom;
    expect([from(false, false), from(false, true), from(true, false, true, true), from(true)]).to.deep.equal([
      2, 1, 2, 0,
    ]);
  });

  it('reads local timestamps unchanged, others as UTC', () => {
    const local = toPoints(result({ at: 'timestamp', n: 'integer' }, [['2026-03-29T02:30:00', 1]]));
    const moment = toPoints(result({ at: 'timestamp', n: 'integer' }, [['2026-03-29T02:30:00.123456Z', 1]]));
    expect([local.zoned, moment.zoned]).to.deep.equal([false, true]);
    expect(local.x[0]).to.equal(Date.UTC(2026, 2, 29, 2, 30));
    expect(moment.x[0]).to.equal(Date.UTC(2026, 2, 29, 2, 30, 0, 123));
  });

  it('joins the texts of categories, drawn as bars', () => {
    const points = toPoints(
      result({ type: 'text', sender: 'text', messages: 'integer' }, [
        ['text', 'user', 5],
        ['text', null, 2],
      ]),
    );
    expect(points.labels).to.deep.equal(['text · user', 'text · –']);
    expect(defaultType(points)).to.equal('bars');
  });

  it('has no series without numbers, and no points without rows', () => {
    expect(toPoints(result({ slept: 'boolean' }, [[true]])).series).to.deep.equal([]);
    expect(toPoints(result({ day: 'date', n: 'integer' }, [])).x).to.deep.equal([]);
  });

  it('doesn’t copy a million points', () => {
    const count = 1_000_000;
    const x = Array.from({ length: count }, (_, index) => index);
    const y = x.map((index) => index % 1000);
    const { rows: _, ...head } = result({ x: 'number', y: 'number' }, []);
    const points = toPoints({ ...head, rowCount: count, values: [x, y] });
    expect(points.x).to.equal(x);
    expect(points.series[0]!.values).to.equal(y);
  });

  it('takes a column’s meaning from its role', () => {
    const { columns, ...head } = result(
      { day: 'date', n: 'integer', before: 'integer', rate: 'number', open: 'boolean' },
      [
        ['2026-01-01', 3, 2, 0.5, false],
        ['2026-01-02', 4, 3, 0.6, true],
      ],
    );
    const [day, n, before, rate, open] = columns;
    const points = toPoints({
      ...head,
      columns: [
        day!,
        n!,
        { ...before!, role: 'previous' },
        { ...rate!, role: 'percent' },
        { ...open!, role: 'partial' },
      ],
    });
    expect(points.series.map(({ name }) => name)).to.deep.equal(['n']);
    expect(points.partialFrom).to.equal(1);
  });

  it('reads dates beyond the year 9999 and before Christ', () => {
    const { x } = toPoints(
      result({ day: 'date', n: 'integer' }, [
        ['0044-03-15 BC', 1],
        ['9999-12-31', 2],
        ['20260-01-01', 3],
      ]),
    );
    expect(x.map((time) => new Date(time).getUTCFullYear())).to.deep.equal([-43, 9999, 20260]);
  });
});

describe('points of rows in long form', () => {
  const long = (rows: Value[][]) => toPoints(result({ day: 'date', kind: 'text', n: 'integer' }, rows));

  it('have a series for each text', () => {
    const points = long([
      ['2026-01-02', 'a', 4],
      ['2026-01-01', 'b', 1],
      ['2026-01-01', 'a', 5],
      ['2026-01-03', null, 2],
    ]);
    expect(points.x.map((time) => new Date(time).getUTCDate())).to.deep.equal([1, 2, 3]);
    expect(points.series.map(({ name, values }) => [name, values])).to.deep.equal([
      ['a', [5, 4, null]],
      ['–', [null, null, 2]],
      ['b', [1, null, null]],
    ]);
    expect([rowOf(points, 0, 0), rowOf(points, 1, 0), rowOf(points, 2, 0)]).to.deep.equal([2, 0, -1]);
  });

  it('have a series for each boolean or key where no text tells them apart', () => {
    const rows = (values: Value[]) =>
      ['2026-01-01', '2026-01-02'].flatMap((day) => values.map((value, index) => [day, value, index + 1]));
    const names = (columns: Record<string, ColumnType>, values: Value[]) =>
      toPoints(result(columns, rows(values))).series.map(({ name }) => name);
    expect(names({ day: 'date', active: 'boolean', n: 'integer' }, [true, false])).to.deep.equal(['false', 'true']);
    expect(names({ day: 'date', team_id: 'integer', n: 'integer' }, [7, 9])).to.deep.equal(['9', '7']);
    expect(() => names({ day: 'date', partial: 'boolean', n: 'integer' }, [true, false])).to.throw(/several rows/);
  });

  it('add up the series beyond the maximum', () => {
    const kinds = Array.from({ length: 30 }, (_, index) => index);
    const { series } = long(
      ['2026-01-01', '2026-01-02'].flatMap((day) => kinds.map((kind) => [day, `kind ${kind}`, 100 - kind])),
    );
    expect(series).to.have.length(8);
    expect(series.at(-1)).to.deep.include({ name: OTHERS, title: '23', values: [1886, 1886] });
  });

  it('don’t add up shares, and count those left out', () => {
    const rows = Array.from({ length: 20 }, (_, index) => ['2026-01-01', `kind ${index}`, index]);
    const points = toPoints(result({ day: 'date', kind: 'text', pct: 'number' }, rows));
    expect([points.series.length, points.omitted]).to.deep.equal([8, 12]);
  });

  it('are an error that names the column if equal x have no series', () => {
    const rows = [
      ['2026-01-01', 1],
      ['2026-01-01', 2],
    ];
    expect(() => toPoints(result({ day: 'date', n: 'integer' }, rows))).to.throw(/letz-chart: x="day" .* several rows/);
    expect(() =>
      long([
        ['2026-01-01', 'a', 1],
        ['2026-01-01', 'a', 2],
      ]),
    ).to.throw(/same text/);
  });

  it('are series over a chosen category', () => {
    const rows = [
      ['web', 'a', 1],
      ['web', 'b', 2],
      ['app', 'a', 3],
    ];
    const points = toPoints(result({ source: 'text', kind: 'text', n: 'integer' }, rows), { x: 'source' });
    expect(points.labels).to.deep.equal(['web', 'app']);
    expect(points.series.map(({ name, values }) => [name, values])).to.deep.equal([
      ['a', [1, 3]],
      ['b', [2, null]],
    ]);
  });
});

describe('settings that don’t fit the result', () => {
  const data = result({ day: 'date', signups: 'integer' }, [['2026-01-01', 1]]);

  it('are errors that name the attribute and what is allowed', () => {
    expect(() => toPoints(data, { x: 'nope' })).to.throw(
      'letz-chart: x="nope" is not a column of the result. Allowed: day, signups.',
    );
    expect(() => toPoints(data, { series: ['signup'] })).to.throw(
      'series="signup" is not a numeric column of the result. Allowed: signups.',
    );
  });
});

describe('integers beyond the precision of doubles', () => {
  it('are drawn one beside the other', () => {
    const rows = Array.from({ length: 30 }, (_, index) => [String(100000000000000001n + BigInt(index)), index]);
    const points = toPoints(result({ id: 'integer', n: 'integer' }, rows), { x: 'id' });
    expect([points.kind, points.labels[29], points.x[29]]).to.deep.equal(['category', '100000000000000030', 29]);
  });
});
