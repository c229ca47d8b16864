import { expect } from '@open-wc/testing';
import { colorIndex, colorScale, colorStops, STEPS, stepFor } from '../../../widgets/letz-heatmap/color-scale.ts';

describe('colour scale', () => {
  it('has round steps from zero to the highest value', () => {
    expect(stepFor(1185, STEPS, true)).to.equal(200);
    expect(stepFor(85.7, STEPS, false)).to.equal(15);
    expect(stepFor(3, STEPS, true)).to.equal(1);
    expect(stepFor(0, STEPS, true)).to.equal(1);
    for (const highest of [1, 5, 6, 7, 59, 60, 61, 1e6, 1e15]) {
      expect(stepFor(highest, STEPS, true) * STEPS, String(highest)).to.be.at.least(highest);
    }
  });

  it('diverges from zero if there are negative values', () => {
    for (const [lowest, highest] of [
      [-1, 1],
      [-0.3, 2.9],
      [-58, 139],
      [-1e15, 7],
      [-7, 1e15],
      [-8, -2],
    ] as const) {
      const scale = colorScale(lowest, highest, false);
      const stops = colorStops(scale);
      expect(stops[0]!.value, `${lowest}`).to.be.at.most(lowest);
      expect(stops.at(-1)!.value, `${highest}`).to.be.at.least(highest);
      expect(stops.map(({ color }) => color)).to.deep.equal([-6, -4, -2, 0, 2, 4, 6]);
      expect(colorIndex(lowest, scale)).to.be.below(0);
      expect(colorIndex(-lowest, scale)).to.equal(-colorIndex(lowest, scale));
    }
  });

  it('ends at the ceiling of its values, unless one exceeds it', () => {
    for (const highest of [90.1, 97, 100]) {
      expect(colorStops(colorScale(0, highest, false, 100)).at(-1)!.value, `${highest}`).to.be.closeTo(100, 1e-9);
    }
    expect(colorStops(colorScale(0, 30, false, 100)).at(-1)!.value).to.equal(30);
    expect(colorStops(colorScale(0, 140, false, 100)).at(-1)!.value).to.be.at.least(140);
  });

  it('has a colour of its own for zero', () => {
    const scale = { step: 200, diverging: false };
    expect([0, 1, 200, 201, 1200, 5000].map((value) => colorIndex(value, scale))).to.deep.equal([0, 1, 1, 2, 6, 6]);
  });
});
