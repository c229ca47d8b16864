import { expect } from '@open-wc/testing';
import { changeOf } from '../../../widgets/letz-metric/change.ts';
import { sparkline } from '../../../widgets/letz-metric/sparkline.ts';

describe('sparkline', () => {
  it('fills its box, greatest value on top', () => {
    expect(sparkline([0, 5, 10])).to.equal('M0 22L50 12L100 2');
  });

  it('has a gap where a value is missing', () => {
    expect(sparkline([1, null, 1, 2])).to.equal('M0 22M66.67 22L100 2');
  });

  it('draws one value, and equal values', () => {
    expect(sparkline([7])).to.equal('M0 22');
    expect(sparkline([7, 7])).to.equal('M0 22L100 22');
    expect(sparkline([null, null])).to.equal('');
  });

  it('is flat for differences below the precision of doubles', () => {
    expect(sparkline([7, 7.000000000000001, 7])).to.equal('M0 22L50 22L100 22');
    expect(sparkline([1e17 + 16, 1e17, 1e17 + 32])).to.equal('M0 22L50 22L100 22');
    expect(sparkline([0, 1e-300])).to.equal('M0 22L100 2');
  });

  it('takes more values than a call can have arguments', () => {
    const values = Array.from({ length: 200_000 }, (_, index) => index % 10);
    expect(sparkline(values).startsWith('M0 22L')).to.equal(true);
  });
});

describe('changeOf', () => {
  it('is relative to the absolute earlier value', () => {
    expect(changeOf(-5, -10)).to.deep.equal({ arrow: '↑', difference: 5, ratio: 0.5, tone: '' });
    expect(changeOf(3, 0).ratio).to.equal(null);
  });
});
