import { expect } from '@open-wc/testing';
import { nameInWords } from '../../../widgets/core/format/labels.ts';
import { texts as english } from '../../../widgets/core/visual/texts/en.ts';
import { isolatedPoints } from '../../../widgets/letz-chart/lines.ts';
import type { Points } from '../../../widgets/letz-chart/points.ts';
import { factsOf, sentenceOf } from '../../../widgets/letz-chart/summary.ts';

const points = (series: Record<string, (number | null)[]>, partialFrom?: number): Points => {
  const lists = Object.values(series);
  const count = lists[0]?.length ?? 0;
  return {
    kind: 'date',
    zoned: false,
    x: Array.from({ length: count }, (_, index) => index),
    labels: [],
    series: Object.entries(series).map(([name, values], column) => ({
      column,
      name,
      title: nameInWords(name),
      values,
      gaps: true,
    })),
    omitted: 0,
    xColumn: 0,
    values: lists,
    rows: null,
    partialFrom: partialFrom ?? count,
  };
};
const sentence = (of: Points, notes: { truncation?: string; goal?: string } = {}) => {
  const labels = {
    x: (index: number) => `day ${index + 1}`,
    series: (series: number) => of.series[series]!.title,
    y: (series: number, index: number) => String(of.series[series]!.values[index]),
  };
  return sentenceOf(of, 'Signups', labels, english, notes);
};

describe('sentence of a chart', () => {
  it('has range, latest value, extremes and trend', () => {
    expect(sentence(points({ signups: [1, 2, 3, 4, 5, 9] }))).to.equal(
      'Signups, day 1 – day 6: latest 9 (day 6), highest 9 (day 6), lowest 1 (day 1), rising.',
    );
  });

  it('separates partial points', () => {
    expect(sentence(points({ signups: [5, 5, 5, 1] }, 3))).to.contain(
      'latest 5 (day 3), highest 5 (day 1), lowest 5 (day 1), steady; day 4 is not over yet: 1 so far.',
    );
  });

  it('names several series in partial points', () => {
    expect(sentence(points({ signups: [5, 1], logins: [7, 2] }, 1))).to.contain(
      '; day 2 is not over yet: Signups 1, Logins 2 so far.',
    );
  });

  it('names several series, skips gaps, and notes that there is no value', () => {
    expect(sentence(points({ d1_pct: [null, 2, null], d7_pct: [null, null, null] }))).to.equal(
      'Signups, day 1 – day 3: D1 % latest 2 (day 2), highest 2 (day 2), lowest 2 (day 2).',
    );
    expect(sentence(points({ none: [null] }))).to.equal('Signups, day 1 – day 1: no value.');
    expect(sentence(points({ none: [null, 3] }, 1))).to.equal(
      'Signups, day 1 – day 2: no value; day 2 is not over yet: 3 so far.',
    );
    expect(sentence(points({}))).to.equal('Signups');
  });

  it('claims neither extremes nor a latest value of a truncated result', () => {
    expect(sentence(points({ signups: [1, 2, 3] }), { truncation: 'First 10,000 rows only' })).to.equal(
      'Signups: First 10,000 rows only.',
    );
  });

  it('finds extremes of negative and huge values', () => {
    expect(factsOf([-5, -1, -9], 3)).to.deep.include({ latest: 2, highest: 1, lowest: 2 });
    expect(factsOf([1e300, -1e300, 1e308], 3)).to.deep.include({ highest: 2, lowest: 1 });
    expect(factsOf([null, null], 2)).to.equal(null);
  });
});

describe('lines', () => {
  it('have dots at points without a neighbour', () => {
    expect(isolatedPoints([1, null, 2, 3, null, 4], 6)).to.deep.equal([0, 5]);
    expect(isolatedPoints([7], 1)).to.deep.equal([0]);
    expect(isolatedPoints([null, null], 2)).to.deep.equal([]);
    expect(isolatedPoints([1, 2, 3, 4], 4, new Set([1, 2]))).to.deep.equal([0, 1]);
  });
});
