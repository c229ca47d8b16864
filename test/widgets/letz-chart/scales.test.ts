import { expect } from '@open-wc/testing';
import { categoryTicks, numberTicks, offsetOf, timeTicks, valueRange } from '../../../widgets/letz-chart/scales.ts';

const iso = (times: number[]) => times.map((time) => new Date(time).toISOString().slice(0, 16));

describe('scales', () => {
  it('ticks on midnights of the zone, also where the clock changes', () => {
    // Berlin, 29 March 2026: the day has 23 hours.
    const { at, unit } = timeTicks(Date.UTC(2026, 2, 27), Date.UTC(2026, 3, 1), 6, offsetOf('Europe/Berlin'));
    expect(unit).to.equal('day');
    expect(iso(at)).to.deep.equal([
      '2026-03-27T23:00',
      '2026-03-28T23:00',
      '2026-03-29T22:00',
      '2026-03-30T22:00',
      '2026-03-31T22:00',
    ]);
  });

  it('ticks once in the hour that comes twice', () => {
    // New York, 1 November 2026, 1:00 comes twice.
    const { at } = timeTicks(Date.UTC(2026, 10, 1, 3), Date.UTC(2026, 10, 1, 9), 12, offsetOf('America/New_York'));
    expect(new Set(at).size).to.equal(at.length);
    expect([...at].sort((a, b) => a - b)).to.deep.equal(at);
  });

  it('begins weeks on Monday, months and years on their first day', () => {
    const quarter = timeTicks(Date.UTC(2026, 7, 27), Date.UTC(2026, 10, 24), 8);
    expect(iso(quarter.at)[0]).to.equal('2026-08-31T00:00');
    expect(timeTicks(Date.UTC(2026, 7, 27), Date.UTC(2026, 10, 24), 3)).to.deep.equal({
      unit: 'month',
      at: [Date.UTC(2026, 8), Date.UTC(2026, 9), Date.UTC(2026, 10)],
    });
    expect(timeTicks(Date.UTC(2001, 0), Date.UTC(2026, 0), 5).unit).to.equal('year');
  });

  it('has no hours between days', () => {
    const { at, unit } = timeTicks(Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 3), 6, undefined, 'day');
    expect(unit).to.equal('day');
    expect(iso(at)).to.deep.equal(['2026-01-01T00:00', '2026-01-02T00:00', '2026-01-03T00:00']);
  });

  it('has two ticks at least, so that there is a scale, where there is room for them', () => {
    for (let days = 2; days < 800; days++) {
      for (const most of [2, 3, 5, 8]) {
        const { at } = timeTicks(Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 1 + days), most, undefined, 'day');
        expect(at.length, `${days} days, ${most}`).to.be.within(2, most + 1);
      }
    }
  });

  it('never has more ticks than there is room for', () => {
    for (const days of [0, 1, 2, 30, 89, 365, 3650, 40_000]) {
      for (const most of [2, 3, 7, 12]) {
        const { at } = timeTicks(Date.UTC(2020, 0), Date.UTC(2020, 0, 1 + days), most);
        expect(at.length, `${days} days, ${most}`).to.be.within(0, most + 1);
      }
    }
  });

  it('thins labels of categories out', () => {
    expect(categoryTicks(5, 10)).to.deep.equal([0, 1, 2, 3, 4]);
    expect(categoryTicks(24, 8)).to.deep.equal([0, 3, 6, 9, 12, 15, 18, 21]);
    expect(categoryTicks(0, 8)).to.deep.equal([]);
  });

  it('ticks on round numbers', () => {
    expect(numberTicks(0, 100, 5)).to.deep.equal([0, 20, 40, 60, 80, 100]);
    expect(numberTicks(-0.5, 23.5, 3)).to.deep.equal([0, 10, 20]);
    expect(numberTicks(-7, 7, 4)).to.deep.equal([-5, 0, 5]);
    expect(numberTicks(0, 1e15, 3)).to.deep.equal([0, 5e14, 1e15]);
  });

  it('counts from zero where values are counted from there', () => {
    expect(valueRange(10, 100, true)[0]).to.equal(0);
    expect(valueRange(10, 100, false)[0]).to.equal(0);
    expect(valueRange(150, 200, false)[0]).to.be.within(140, 150);
    const [low, high] = valueRange(-50, 20, true);
    expect([low < -50, high > 20]).to.deep.equal([true, true]);
    expect(valueRange(-50, -20, true)[1]).to.equal(0);
  });

  it('has room for one value, for none and for huge ones', () => {
    const [low, high] = valueRange(7, 7, false);
    expect([low <= 7, high > 7]).to.deep.equal([true, true]);
    expect(valueRange(0, 0, true)[1]).to.be.above(0);
    expect(valueRange(null as never, null as never, true)).to.deep.equal([0, 1]);
    expect(valueRange(1e300, 2e300, true).every(Number.isFinite)).to.equal(true);
  });

  it('counts a zone that nobody knows as UTC', () => {
    expect(offsetOf('Mars/Olympus')(0)).to.equal(0);
    expect(offsetOf('Asia/Kolkata')(0)).to.equal(5.5 * 3_600_000);
  });
});
