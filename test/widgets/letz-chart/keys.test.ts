import { expect } from '@open-wc/testing';
import { colorOf, dashOf, strengthOf, swatchStyle } from '../../../widgets/letz-chart/keys.ts';

const series = [...Array(30).keys()];
const distinct = (of: (index: number) => unknown) => new Set(series.map(of)).size;

describe('keys of series', () => {
  it('tell 30 series apart, by colour and dashes or strength', () => {
    expect(series.slice(0, 6).map((index) => dashOf(index, false))).to.deep.equal([[], [], [], [], [], []]);
    expect(distinct((index) => `${colorOf(index)} ${dashOf(index, false)}`)).to.equal(30);
    expect(distinct((index) => `${colorOf(index)} ${dashOf(index, true)}`)).to.equal(30);
    expect(distinct((index) => `${colorOf(index)} ${strengthOf(index)}`)).to.equal(30);
  });

  it('tell six apart by dashes alone, where colours may be alike', () => {
    expect(new Set(series.slice(0, 6).map((index) => `${dashOf(index, true)}`)).size).to.equal(6);
  });

  it('look in the legend as in the picture', () => {
    expect(swatchStyle(0)).to.contain('--line: var(--color);');
    expect(swatchStyle(9)).to.contain('--line: repeating-linear-gradient(90deg,var(--color) 0 8px,#0000 0 12px)');
  });
});
