import { expect } from '@open-wc/testing';
import { moveCell } from '../../../widgets/letz-heatmap/keyboard.ts';

describe('keyboard cursor', () => {
  const size = { rows: 7, columns: 24, rtl: false };

  it('moves by rows and columns, and stops at the edges', () => {
    expect(moveCell('ArrowRight', { row: 0, column: 23 }, size)).to.deep.equal({ row: 0, column: 23 });
    expect(moveCell('ArrowDown', { row: 2, column: 5 }, size)).to.deep.equal({ row: 3, column: 5 });
    expect(moveCell('End', { row: 2, column: 5 }, size)).to.deep.equal({ row: 2, column: 23 });
    expect(moveCell('PageUp', { row: 2, column: 5 }, size)).to.deep.equal({ row: 0, column: 5 });
    expect(moveCell('ArrowLeft', { row: 2, column: 5 }, { ...size, rtl: true })).to.deep.equal({ row: 2, column: 6 });
    expect(moveCell('Enter', { row: 2, column: 5 }, size)).to.equal(undefined);
  });
});
