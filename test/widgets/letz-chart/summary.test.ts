import { expect } from '@open-wc/testing';
import { texts as english } from '../../../widgets/core/visual/texts/en.ts';
import { isolated, smallestStep } from '../../../widgets/letz-chart/marks.ts';
import type { Points } from '../../../widgets/letz-chart/series.ts';
import { factsOf, sentenceOf } from '../../../widgets/letz-chart/summary.ts';

const points = (series: Record<string, (number | null)[]>, partialFrom?: number): Points => {
  const lists = Object.values(series);
  const count = lists[0]?.length ?? 0;
  return {
    kind: 'date',
    zoned: false,
    x: Array.from({ length: count }, (_, index) => index),
    labels: [],
    series: Object.entries(series).map(([name, values], column) => ({ column, name, values, gaps: true })),
    xColumn: 0,
    values: lists,
    rows: null,
    partialFrom: partialFrom ?? count,
  };
};
const say = (of: Points) => {
  const labels = {
    x: (index: number) => `day ${index + 1}`,
    y: (series: number, index: number) => String(of.series[series]!.values[index]),
  };
  return sentenceOf(of, 'Signups', labels, english);
};

describe('the sentence of a chart', () => {
  it('says from when to when, the latest, the extremes and the trend', () => {
    expect(say(points({ signups: [1, 2, 3, 4, 5, 9] }))).to.equal(
      'Signups, day 1 – day 6: latest 9 (day 6), highest 9 (day 6), lowest 1 (day 1), rising.',
    );
  });

  it('keeps what is not over apart', () => {
    expect(say(points({ signups: [5, 5, 5, 1] }, 3))).to.contain(
      'latest 5 (day 3), highest 5 (day 1), lowest 5 (day 1), steady; day 4 is not over yet: 1 so far.',
    );
  });

  it('names several series also in what is not over', () => {
    expect(say(points({ signups: [5, 1], logins: [7, 2] }, 1))).to.contain(
      '; day 2 is not over yet: Signups 1, Logins 2 so far.',
    );
  });

  it('names several series, passes over gaps, and says where there is no value at all', () => {
    expect(say(points({ d1_pct: [null, 2, null], d7_pct: [null, null, null] }))).to.equal(
      'Signups, day 1 – day 3: D1 % latest 2 (day 2), highest 2 (day 2), lowest 2 (day 2).',
    );
    expect(say(points({ none: [null] }))).to.equal('Signups, day 1 – day 1: no value.');
    expect(say(points({ none: [null, 3] }, 1))).to.equal(
      'Signups, day 1 – day 2: no value; day 2 is not over yet: 3 so far.',
    );
    expect(say(points({}))).to.equal('Signups');
  });

  it('finds facts among negative and huge values', () => {
    expect(factsOf([-5, -1, -9], 3)).to.deep.include({ latest: 2, highest: 1, lowest: 2 });
    expect(factsOf([1e300, -1e300, 1e308], 3)).to.deep.include({ highest: 2, lowest: 1 });
    expect(factsOf([null, null], 2)).to.equal(null);
  });
});

describe('marks', () => {
  it('finds points that no line reaches', () => {
    expect(isolated([1, null, 2, 3, null, 4], 6)).to.deep.equal([0, 5]);
    expect(isolated([7], 1)).to.deep.equal([0]);
    expect(isolated([null, null], 2)).to.deep.equal([]);
  });

  it('measures the smallest step, and takes the usual one for a single point', () => {
    expect(smallestStep([0, 7, 8, 20], 99)).to.equal(1);
    expect(smallestStep([5], 99)).to.equal(99);
    expect(smallestStep([], 99)).to.equal(99);
  });
});
