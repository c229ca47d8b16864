import { expect } from '@open-wc/testing';
import { moveCursor, panTo, zoomBy } from '../../../widgets/letz-chart/keyboard.ts';

const field = { count: 30, series: [0, 2], vertical: false, start: 28 };
const at = (index: number, series = 0) => ({ index, series });

describe('keyboard cursor', () => {
  it('starts at the latest complete point, with Home and End at the ends', () => {
    expect(moveCursor('ArrowLeft', null, field)).to.deep.equal(at(28));
    expect(moveCursor('Home', null, field)).to.deep.equal(at(0));
    expect(moveCursor('End', null, field)).to.deep.equal(at(29));
  });

  it('moves along the points and stops at the ends', () => {
    expect(moveCursor('ArrowRight', at(28), field)).to.deep.equal(at(29));
    expect(moveCursor('ArrowRight', at(29), field)).to.deep.equal(at(29));
    expect(moveCursor('PageUp', at(2), field)).to.deep.equal(at(0));
    expect(moveCursor('PageDown', at(2), field)).to.deep.equal(at(5));
    expect(moveCursor('Tab', at(2), field)).to.equal(undefined);
  });

  it('moves across the series shown', () => {
    expect(moveCursor('ArrowDown', at(3, 0), field)).to.deep.equal(at(3, 2));
    expect(moveCursor('ArrowDown', at(3, 2), field)).to.deep.equal(at(3, 0));
  });

  it('moves in the visible direction: from right to left, and downward over horizontal bars', () => {
    expect(moveCursor('ArrowLeft', at(3), { ...field, rtl: true })).to.deep.equal(at(4));
    expect(moveCursor('ArrowDown', at(3), { ...field, vertical: true })).to.deep.equal(at(4));
  });

  it('zooms around a point, out again, and back to all points', () => {
    expect(zoomBy('+', null, 30, 29)).to.deep.equal([15, 29]);
    expect(zoomBy('+', [10, 12], 30, 11)).to.deep.equal([10, 12]);
    expect(zoomBy('-', [10, 19], 30, 15)).to.deep.equal([5, 24]);
    expect(zoomBy('-', [5, 24], 30, 15)).to.equal(null);
    expect(zoomBy('0', [5, 24], 30, 15)).to.equal(null);
    expect(zoomBy('Escape', null, 30, 15)).to.equal(undefined);
  });

  it('keeps the cursor in the visible range', () => {
    expect(panTo(9, [10, 19])).to.deep.equal([9, 18]);
    expect(panTo(25, [10, 19])).to.deep.equal([16, 25]);
    expect(panTo(12, [10, 19])).to.deep.equal([10, 19]);
    expect(panTo(12, null)).to.equal(null);
  });
});
