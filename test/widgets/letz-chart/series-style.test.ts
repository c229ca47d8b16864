import { expect } from '@open-wc/testing';
import { colorOf, dashOf, strengthOf, swatchStyle } from '../../../widgets/letz-chart/series-style.ts';

const series = [...Array(30).keys()];
const distinct = (of: (index: number) => unknown) => new Set(series.map(of)).size;

describe('series style', () => {
  it('distinguishes 30 series by colour and dashes or strength', () => {
    expect(series.slice(0, 6).map((index) => dashOf(index, false))).to.deep.equal([[], [], [], [], [], []]);
    expect(distinct((index) => `${colorOf(index)} ${dashOf(index, false)}`)).to.equal(30);
    expect(distinct((index) => `${colorOf(index)} ${dashOf(index, true)}`)).to.equal(30);
    expect(distinct((index) => `${colorOf(index)} ${strengthOf(index)}`)).to.equal(30);
  });

  it('distinguishes six series by dashes alone, for forced colours', () => {
    expect(new Set(series.slice(0, 6).map((index) => `${dashOf(index, true)}`)).size).to.equal(6);
  });

  it('is the same in legend and picture', () => {
    expect(swatchStyle(0)).to.contain('--line: var(--color);');
    expect(swatchStyle(9)).to.contain('--line: repeating-linear-gradient(90deg,var(--color) 0 8px,#0000 0 12px)');
  });
});
