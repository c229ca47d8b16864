import { expect } from '@open-wc/testing';
import { gapsBefore, nearestIndex, usualStep } from '../../../widgets/letz-chart/spacing.ts';

const DAY = 86_400_000;

describe('spacing of x values', () => {
  const days = (...numbers: number[]) => numbers.map((number) => number * DAY);
  const months = Array.from({ length: 14 }, (_, month) => Date.UTC(2025, month));

  it('measures the usual step, which a stray point or a gap doesn’t change', () => {
    expect(usualStep(days(0, 7, 14, 14.01, 21, 28), 1)).to.be.closeTo(7 * DAY, DAY / 10);
    expect(usualStep(days(0, 1, 2, 3, 90), 1)).to.equal(DAY);
    expect(usualStep([5], 99)).to.equal(99);
    expect(usualStep([], 99)).to.equal(99);
  });

  it('finds gaps at multiples of the usual step', () => {
    const x = days(0, 1, 2, 4, 5, 8, 9, 10);
    expect([...gapsBefore(x, usualStep(x, 1))]).to.deep.equal([3, 5]);
    expect([...gapsBefore(months, usualStep(months, 1))]).to.deep.equal([]);
    const missing = months.toSpliced(1, 1).toSpliced(8, 1);
    expect([...gapsBefore(missing, usualStep(missing, 1))]).to.deep.equal([1, 8]);
  });

  it('finds no gaps in an irregular series', () => {
    const x = days(0, 0.1, 3, 3.2, 9, 11, 30, 31.5);
    expect(gapsBefore(x, usualStep(x, 1)).size).to.equal(0);
  });

  it('finds the nearest point to a time within a step', () => {
    const x = days(0, 1, 2, 5);
    expect([0.2, 1, 1.6, 2.4, 4.9].map((time) => nearestIndex(x, time * DAY))).to.deep.equal([0, 1, 2, 2, 3]);
    expect([-2, 3.5, 7].map((time) => nearestIndex(x, time * DAY))).to.deep.equal([-1, -1, -1]);
    expect(nearestIndex([], 0)).to.equal(-1);
  });
});
