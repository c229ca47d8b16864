import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { formatTicks, offsetOf, timeTicks } from '../../../widgets/letz-chart/time-ticks.ts';

const DAY = 86_400_000;
const iso = (times: number[]) => times.map((time) => new Date(time).toISOString().slice(0, 16));

describe('time ticks', () => {
  it('are at midnights of the time zone, also at clock changes', () => {
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

  it('have one tick in the repeated hour of a clock change', () => {
    // New York, 1 November 2026, 1:00 comes twice.
    const { at } = timeTicks(Date.UTC(2026, 10, 1, 3), Date.UTC(2026, 10, 1, 9), 12, offsetOf('America/New_York'));
    expect(new Set(at).size).to.equal(at.length);
    expect([...at].sort((a, b) => a - b)).to.deep.equal(at);
  });

  it('start weeks on Monday, months and years on their first day', () => {
    const quarter = timeTicks(Date.UTC(2026, 7, 27), Date.UTC(2026, 10, 24), 8);
    expect(iso(quarter.at)[0]).to.equal('2026-08-31T00:00');
    expect(timeTicks(Date.UTC(2026, 7, 27), Date.UTC(2026, 10, 24), 3)).to.deep.equal({
      unit: 'month',
      at: [Date.UTC(2026, 8), Date.UTC(2026, 9), Date.UTC(2026, 10)],
    });
    expect(timeTicks(Date.UTC(2001, 0), Date.UTC(2026, 0), 5).unit).to.equal('year');
  });

  it('have no hours if the data is daily', () => {
    const { at, unit } = timeTicks(Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 3), 6, undefined, DAY);
    expect(unit).to.equal('day');
    expect(iso(at)).to.deep.equal(['2026-01-01T00:00', '2026-01-02T00:00', '2026-01-03T00:00']);
  });

  it('are at least two', () => {
    for (let days = 2; days < 800; days++) {
      for (const most of [2, 3, 5, 8]) {
        const { at } = timeTicks(Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 1 + days), most, undefined, DAY);
        expect(at.length, `${days} days, ${most}`).to.be.within(2, most + 1);
      }
    }
  });

  it('are at most as many as fit', () => {
    for (const days of [0, 1, 2, 30, 89, 365, 3650, 40_000]) {
      for (const most of [2, 3, 7, 12]) {
        const { at } = timeTicks(Date.UTC(2020, 0), Date.UTC(2020, 0, 1 + days), most);
        expect(at.length, `${days} days, ${most}`).to.be.within(0, most + 1);
      }
    }
  });

  it('treat an unknown time zone as UTC', () => {
    expect(offsetOf('Mars/Olympus')(0)).to.equal(0);
    expect(offsetOf('Asia/Kolkata')(0)).to.equal(5.5 * 3_600_000);
  });

  it('count in years of round numbers over thousands of years, at most a few', () => {
    for (const [min, max] of [
      [Date.UTC(2026, 0, 1), Date.UTC(9999, 11, 31)],
      [Date.UTC(2026, 0, 1), Date.UTC(20260, 0, 1)],
      [Date.UTC(-44, 2, 15), Date.UTC(2026, 0, 1)],
      [-8.64e15, 8.64e15],
    ] as const) {
      const { at, unit } = timeTicks(min, max, 6, undefined, DAY);
      expect(unit).to.equal('year');
      expect(at.length).to.be.within(2, 8);
    }
  });

  it('are months for monthly data, however short its range', () => {
    for (let count = 2; count < 30; count++) {
      const { at, unit } = timeTicks(Date.UTC(2026, 0), Date.UTC(2026, count - 1), 8, undefined, 28 * DAY);
      expect(['month', 'year'], `${count}`).to.include(unit);
      for (const time of at) expect(new Date(time).getUTCDate()).to.equal(1);
    }
  });

  it('show seconds and milliseconds', () => {
    const start = Date.UTC(2026, 0, 1, 10);
    const seconds = timeTicks(start, start + 40_000, 5);
    expect(seconds.unit).to.equal('second');
    expect(formatTicks(seconds, 'en', () => 0)[1]).to.match(/^10:00:15\sAM$/);
    const milliseconds = timeTicks(start, start + 40, 5);
    expect(milliseconds.unit).to.equal('millisecond');
    expect(formatTicks(milliseconds, 'en', () => 0)[1]).to.match(/^10:00:00\.010\sAM$/);
  });

  it('are few, ascending and in range for every range, at every magnitude', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -8e15, max: 8e15 }),
        fc.double({ min: 0, max: 15.5, noNaN: true }),
        fc.integer({ min: 2, max: 20 }),
        fc.constantFrom('UTC', 'Europe/Berlin', 'America/Sao_Paulo'),
        (min, magnitude, most, zone) => {
          const max = Math.min(8.6e15, min + Math.floor(10 ** magnitude));
          const { at } = timeTicks(min, max, most, zone === 'UTC' ? undefined : offsetOf(zone));
          expect(at.length).to.be.at.most(most + 2);
          expect(at.every((time, index) => time >= min && time <= max && !(time <= at[index - 1]!))).to.equal(true);
        },
      ),
    );
  });
});
