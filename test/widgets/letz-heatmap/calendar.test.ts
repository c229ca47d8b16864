import { expect } from '@open-wc/testing';
import { firstDayOfWeek, isPartialPeriod, localTime, usualFirstDay } from '../../../widgets/letz-heatmap/calendar.ts';

describe('calendar', () => {
  it('has the first day of the week, also without getWeekInfo', () => {
    const locales = ['en-US', 'pt-BR', 'de-DE', 'en-GB', 'es', 'ar-EG', 'he', 'fr', 'ja', 'pt'];
    expect(locales.map(usualFirstDay)).to.deep.equal([7, 7, 1, 1, 1, 6, 7, 1, 7, 7]);
    expect(locales.map(firstDayOfWeek)).to.deep.equal(locales.map(usualFirstDay));
  });

  it('has the local time of a timestamp in a time zone', () => {
    expect(localTime('2026-11-24T01:30:00.5Z', 'America/Sao_Paulo')).to.deep.equal({
      date: '2026-11-23',
      weekday: 1,
      hour: 22,
    });
    expect(localTime('2026-03-29T01:30:00Z', 'Europe/Berlin')).to.deep.include({ date: '2026-03-29', hour: 3 });
    expect(localTime('2026-01-04T00:10:00Z')).to.deep.equal({ date: '2026-01-04', weekday: 0, hour: 0 });
  });

  it('has the days, weeks and months that have not ended', () => {
    expect([
      isPartialPeriod('2026-11-24', '2026-11-24', 'day'),
      isPartialPeriod('2026-11-23', '2026-11-24', 'day'),
    ]).to.deep.equal([true, false]);
    expect([
      isPartialPeriod('2026-11-23', '2026-11-29', 'week'),
      isPartialPeriod('2026-11-23', '2026-11-30', 'week'),
    ]).to.deep.equal([true, false]);
    expect([
      isPartialPeriod('2026-11-01', '2026-11-30', 'month'),
      isPartialPeriod('2026-11-01', '2026-12-01', 'month'),
    ]).to.deep.equal([true, false]);
  });
});
