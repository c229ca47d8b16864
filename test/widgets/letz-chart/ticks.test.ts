import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { categoryTicks, numberTicks, valueTicks } from '../../../widgets/letz-chart/ticks.ts';
import { valueRange } from '../../../widgets/letz-chart/value-range.ts';

/** Values of every magnitude and spans down to the precision of doubles. */
const range = fc
  .tuple(
    fc.double({ min: -300, max: 300, noNaN: true }),
    fc.double({ min: -20, max: 20, noNaN: true }),
    fc.boolean(),
    fc.integer({ min: 1, max: 30 }),
  )
  .map(([magnitude, span, negative, most]) => {
    const min = (negative ? -1 : 1) * 10 ** magnitude;
    return { min, max: Math.min(Number.MAX_VALUE, min + Math.abs(min) * 10 ** span), most };
  });

describe('ticks and value range', () => {
  it('leaves out labels of categories that don’t fit', () => {
    expect(categoryTicks(5, 10)).to.deep.equal([0, 1, 2, 3, 4]);
    expect(categoryTicks(24, 8)).to.deep.equal([0, 3, 6, 9, 12, 15, 18, 21]);
    expect(categoryTicks(0, 8)).to.deep.equal([]);
  });

  it('has ticks at round numbers', () => {
    expect(numberTicks(0, 100, 5)).to.deep.equal([0, 20, 40, 60, 80, 100]);
    expect(numberTicks(-0.5, 23.5, 3)).to.deep.equal([0, 10, 20]);
    expect(numberTicks(-7, 7, 4)).to.deep.equal([-5, 0, 5]);
    expect(numberTicks(0, 1e15, 3)).to.deep.equal([0, 5e14, 1e15]);
  });

  it('has no rounding errors in ticks', () => {
    expect(numberTicks(0, 1, 5)).to.deep.equal([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(numberTicks(0, 0.7, 7)).to.deep.equal([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]);
  });

  it('treats a range below the precision of its magnitude as flat', () => {
    for (const [min, max] of [
      [7, 7.000000000000001],
      [1.9999999999999998, 2],
      [2.70000006, 2.7000000600002],
      [1e17, 1e17 + 32],
      [-1e17, -1e17 + 64],
    ] as const) {
      expect(numberTicks(min, max, 5)).to.deep.equal([min]);
      const [low, high] = valueRange(min, max, { fromZero: false });
      expect([low < min, high > max]).to.deep.equal([true, true]);
      expect(valueTicks(low, high, 5).length, `${min}`).to.be.within(2, 7);
    }
  });

  it('has few ticks for every range, at every magnitude', () => {
    fc.assert(
      fc.property(range, ({ min, max, most }) => {
        const ticks = numberTicks(min, max, most);
        expect(ticks.length).to.be.at.most(most + 1);
        expect(ticks.every(Number.isFinite)).to.equal(true);
      }),
    );
  });

  it('has a finite range around the values, for every range, at every magnitude', () => {
    fc.assert(
      fc.property(range, fc.boolean(), fc.boolean(), ({ min, max, most }, fromZero, whole) => {
        const [low, high] = valueRange(min, max, { fromZero, most, whole });
        expect(low < high && Number.isFinite(high - low)).to.equal(true);
        if (Math.abs(min) < 1e300 && Math.abs(max) < 1e300) expect(low <= min && high >= max).to.equal(true);
        if (fromZero) expect(low <= 0 && high >= 0).to.equal(true);
        expect(valueTicks(low, high, most, whole).length).to.be.at.most(most + 2);
      }),
    );
  });

  it('starts at zero with fromZero', () => {
    for (const min of [0, 10, 99, 115, 1e6]) expect(valueRange(min, 1.2 * min + 1, { fromZero: true })[0]).to.equal(0);
    expect(valueRange(150, 200, { fromZero: false })[0]).to.be.within(140, 150);
    expect(valueRange(-50, -20, { fromZero: true })[1]).to.equal(0);
    const [low, high] = valueRange(-50, 20, { fromZero: true });
    expect([low < -50, high > 20]).to.deep.equal([true, true]);
  });

  it('has its top tick above the highest value', () => {
    for (let max = 1; max < 1300; max = Math.ceil(max * 1.07)) {
      for (const most of [2, 3, 5, 8]) {
        const [low, high] = valueRange(0, max, { fromZero: true, most, whole: true });
        const ticks = valueTicks(low, high, most, true);
        expect(ticks.at(-1), `${max}, ${most}`).to.be.above(max);
        expect(high).to.equal(ticks.at(-1));
      }
    }
  });

  it('ends at the ceiling of the values', () => {
    expect(valueRange(0, 97, { fromZero: true, ceiling: 100 })).to.deep.equal([0, 100]);
    expect(valueRange(0, 100, { fromZero: true, ceiling: 100 })).to.deep.equal([0, 100]);
    expect(valueRange(0, 140, { fromZero: true, ceiling: 100 })[1]).to.be.above(140);
  });

  it('has a range for one value, for none and for huge ones', () => {
    const [low, high] = valueRange(7, 7, { fromZero: false });
    expect([low <= 7, high > 7]).to.deep.equal([true, true]);
    expect(valueRange(0, 0, { fromZero: true })[1]).to.be.above(0);
    expect(valueRange(null as never, null as never, { fromZero: true })).to.deep.equal([0, 1]);
    expect(valueRange(1e300, 2e300, { fromZero: true }).every(Number.isFinite)).to.equal(true);
  });
});
