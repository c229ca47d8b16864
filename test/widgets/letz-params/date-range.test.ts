import { expect } from '@open-wc/testing';
import { collapseRange, datesOf, expandRange, midnight, rangeParam } from '../../../widgets/letz-params/date-range.ts';
import type { FormParam } from '../../../widgets/letz-params/merge-params.ts';

const days: FormParam = {
  name: 'days',
  type: 'integer',
  default: 90,
  required: false,
  min: 1,
  max: 730,
  values: null,
  description: '',
};
const now = Date.parse('2026-11-20T12:00:00Z');

describe('date range', () => {
  it('of days sets days alone', () => {
    expect(expandRange({ range: '30d', tz: 'UTC' }, 'UTC', now)).to.eql({ tz: 'UTC', days: 30, since: null });
    expect(expandRange({ tz: 'UTC' }, 'UTC', now)).to.eql({ tz: 'UTC' });
    expect(expandRange({ range: null }, 'UTC', now)).to.eql({ days: null, since: null });
  });

  it('of this month starts at its local midnight and ends now', () => {
    const range = { range: 'this-month' };
    expect(expandRange(range, 'America/Sao_Paulo', now)).to.eql({ days: 20, since: '2026-11-01T03:00:00Z' });
    expect(expandRange(range, 'UTC-3', now)).to.eql({ days: 20, since: '2026-11-01T03:00:00Z' });
    expect(expandRange(range, 'UTC', now)).to.eql({ days: 20, since: '2026-11-01T00:00:00Z' });
    // In Auckland the month is December.
    expect(expandRange(range, 'Pacific/Auckland', Date.parse('2026-11-30T12:00:00Z'))).to.eql({
      days: 1,
      since: '2026-11-30T11:00:00Z',
    });
  });

  it('of last month ends at the local midnight after it', () => {
    expect(expandRange({ range: 'last-month' }, 'Europe/Berlin', now)).to.eql({
      days: 31,
      since: '2026-09-30T22:00:00Z',
      as_of: '2026-10-31T23:00:00Z',
    });
    const january = Date.parse('2027-01-15T00:00:00Z');
    expect(datesOf('last-month', 'UTC', january)).to.eql({ from: '2026-12-01', to: '2026-12-31', days: 31 });
  });

  it('of two dates includes both, and ends now if the last is today or later', () => {
    expect(expandRange({ range: '2026-11-03..2026-11-09' }, 'UTC', now)).to.eql({
      days: 7,
      since: '2026-11-03T00:00:00Z',
      as_of: '2026-11-10T00:00:00Z',
    });
    for (const end of ['2026-11-20', '2027-01-01']) {
      expect(expandRange({ range: `2026-11-19..${end}` }, 'UTC', now)).to.eql({
        days: 2,
        since: '2026-11-19T00:00:00Z',
      });
    }
  });

  it('keeps to the bounds of days and rejects what is no range', () => {
    const parse = rangeParam(days).parse!;
    for (const good of ['1d', '730d', 'this-month', 'last-month', '2026-11-01..2026-11-01', '2024-11-22..2026-11-21']) {
      expect(parse(good), good).to.eql({ value: good });
    }
    for (const bad of [
      '731d',
      '0d',
      '2024-11-21..2026-11-21',
      '2026-11-02..2026-11-01',
      '2026-02-30..2026-03-01',
      'x',
      '..',
    ]) {
      expect(parse(bad), bad).to.have.property('error');
    }
  });

  it('is read back from parameters', () => {
    expect(collapseRange({ days: 30, tz: 'UTC' }, 'UTC')).to.eql({ range: '30d', tz: 'UTC' });
    expect(collapseRange({ tz: 'UTC' }, 'UTC')).to.eql({ tz: 'UTC' });
    const range = { range: '2026-11-03..2026-11-09' };
    for (const zone of ['UTC', 'America/Sao_Paulo', 'Asia/Kolkata']) {
      expect(collapseRange(expandRange(range, zone, now), zone)).to.eql(range);
    }
  });

  it('starts a day whose midnight is missing or occurs twice at its first instant', () => {
    const at = (date: string, zone: string) => new Date(midnight(date, zone)).toISOString();
    // Clocks went forward at midnight: the day began at 1:00.
    expect(at('2018-11-04', 'America/Sao_Paulo')).to.equal('2018-11-04T03:00:00.000Z');
    // Clocks went back at midnight: the evening before had an hour twice.
    expect(at('2018-02-18', 'America/Sao_Paulo')).to.equal('2018-02-18T03:00:00.000Z');
    // Clocks went back at 1:00 to midnight: the day has two.
    expect(at('2025-11-02', 'America/Havana')).to.equal('2025-11-02T04:00:00.000Z');
    expect(at('2026-03-29', 'Europe/Berlin')).to.equal('2026-03-28T23:00:00.000Z');
  });
});
