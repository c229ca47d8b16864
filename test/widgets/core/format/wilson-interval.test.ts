import { expect } from '@open-wc/testing';
import { Formats } from '../../../../widgets/core/format/formats.ts';
import { formatInterval, shownInterval, totalOf } from '../../../../widgets/core/format/share-interval.ts';
import { isClearChange, isWide, wilsonInterval } from '../../../../widgets/core/format/wilson-interval.ts';

/** Pseudo-random numbers in [0, 1): the same in each run (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

describe('Wilson interval', () => {
  for (const total of [5, 7, 12, 30, 100, 400]) {
    it(`covers the true share of 94 to 96 % of 10,000 simulated cohorts of ${total}`, () => {
      const random = generator(total);
      let covered = 0;
      for (let cohort = 0; cohort < 10_000; cohort++) {
        const truth = random();
        let part = 0;
        for (let member = 0; member < total; member++) if (random() < truth) part++;
        // As queries print it, with one decimal.
        const percent = Math.round((1000 * part) / total) / 10;
        const { low, high } = wilsonInterval({ percent, total })!;
        if (low <= 100 * truth && 100 * truth <= high) covered++;
      }
      expect(covered / 10_000).to.be.within(0.94, 0.96);
    });
  }

  it('agrees with published values', () => {
    // 81 of 263, Newcombe (1998), table I.
    const { low, high } = wilsonInterval({ percent: 30.8, total: 263 })!;
    expect(low).to.be.closeTo(25.53, 0.01);
    expect(high).to.be.closeTo(36.62, 0.01);
  });

  it('stays within 0 and 100 %, and includes the share', () => {
    for (const [percent, total] of [
      [0, 1],
      [100, 1],
      [0, 1e6],
      [100, 3],
    ] as const) {
      const { low, high } = wilsonInterval({ percent, total })!;
      expect(low).to.be.at.least(0);
      expect(high).to.be.at.most(100);
      expect(percent).to.be.within(low, high);
    }
  });

  it('does not exist for what is no share of a total', () => {
    for (const share of [
      { percent: 50, total: 0 },
      { percent: 101, total: 10 },
      { percent: -1, total: 10 },
      { percent: Number.NaN, total: 10 },
      { percent: 50, total: Number.NaN },
    ]) {
      expect(wilsonInterval(share)).to.equal(null);
    }
  });

  it('is shown if it is wider than ± 2 points', () => {
    expect(isWide(wilsonInterval({ percent: 50, total: 10_000 }))).to.equal(false);
    expect(isWide(wilsonInterval({ percent: 50, total: 1000 }))).to.equal(true);
    expect(shownInterval(14.3, 21)).to.not.equal(null);
    expect(shownInterval(14.3, 1e6)).to.equal(null);
    expect(shownInterval(null, 21)).to.equal(null);
    expect(shownInterval(14.3, '12345678901234567890')).to.equal(null);
  });

  it('is printed in whole per cent', () => {
    expect(formatInterval(Formats.for('en'), wilsonInterval({ percent: 14.3, total: 7 })!)).to.equal('3–51');
  });

  it('needs a column that declares its total', () => {
    const columns = [
      { name: 'size', type: 'integer' },
      { name: 'pct', type: 'number', role: 'percent', of: 'size' },
      { name: 'size_pct', type: 'number' },
    ] as const;
    expect(columns.map((column) => totalOf(columns, column))).to.deep.equal([-1, 0, -1]);
  });
});

describe('change of a share', () => {
  it('is clear if the interval of the difference leaves out zero', () => {
    expect(isClearChange({ percent: 50, total: 1000 }, { percent: 40, total: 1000 })).to.equal(true);
    expect(isClearChange({ percent: 40, total: 1000 }, { percent: 50, total: 1000 })).to.equal(true);
    expect(isClearChange({ percent: 50, total: 20 }, { percent: 40, total: 20 })).to.equal(false);
    expect(isClearChange({ percent: 40, total: 20 }, { percent: 50, total: 20 })).to.equal(false);
    expect(isClearChange({ percent: 50, total: 20 }, { percent: 50, total: 20 })).to.equal(false);
  });

  it('is rarely called clear where nothing has changed', () => {
    const random = generator(1);
    let clear = 0;
    for (let round = 0; round < 4000; round++) {
      const truth = random();
      const shares = [30, 60].map((total) => {
        let part = 0;
        for (let member = 0; member < total; member++) if (random() < truth) part++;
        return { percent: (100 * part) / total, total };
      });
      if (isClearChange(shares[0]!, shares[1]!)) clear++;
    }
    expect(clear / 4000).to.be.below(0.07);
  });
});
