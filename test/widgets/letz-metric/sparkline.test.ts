import { expect } from '@open-wc/testing';
import { changeOf } from '../../../widgets/letz-metric/change.ts';
import { sparkline } from '../../../widgets/letz-metric/sparkline.ts';

describe('sparkline', () => {
  it('fills its box, highest value on top', () => {
    expect(sparkline([0, 5, 10]).line).to.equal('M0 22L50 12L100 2');
  });

  it('breaks where a value is missing', () => {
    expect(sparkline([1, null, 1, 2]).line).to.equal('M0 22M66.67 22L100 2');
  });

  it('draws one value, and values that are all the same', () => {
    expect(sparkline([7]).line).to.equal('M0 22');
    expect(sparkline([7, 7]).line).to.equal('M0 22L100 22');
    expect(sparkline([null, null]).line).to.equal('');
  });
});

describe('changeOf', () => {
  it('measures against the size of the earlier figure, also when that was negative', () => {
    expect(changeOf(-5, -10)).to.deep.equal({ arrow: '↑', ratio: 0.5, tone: '' });
    expect(changeOf(3, 0).ratio).to.equal(null);
  });
});
