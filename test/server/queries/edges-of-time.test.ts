import { expect, test } from 'vitest';
import { onEveryDatabase, type Question } from './fixture.ts';
import { groups, naive } from './naive/all.ts';
import { type Sketch, tables } from './rows.ts';

// Time zones, days and times: decisions on ambiguous cases.
const NOW = '2026-11-24T12:00:00Z';
const people = (...waids: (string | null)[]) => waids.map((waid) => ({ waid, created_at: '2026-11-20 10:00:00' }));

/** Queries in which days or hours appear. */
const ZONED = new Set(Object.keys(groups.overTime));

onEveryDatabase((fixture) => {
  const set = (sketch: Sketch) => fixture().setRows(tables(sketch));
  const ask = (query: string, asked: Question['asked'] = {}) => fixture().rows(query, { as_of: NOW, ...asked });

  test.each([
    ['CET', '2026-07-01 10:30:00', '2026-07-01T12:30:00', 120],
    ['MET', '2026-07-01 10:30:00', '2026-07-01T12:30:00', 120],
    ['EET', '2026-07-01 10:30:00', '2026-07-01T13:30:00', 180],
    ['WET', '2026-07-01 10:30:00', '2026-07-01T11:30:00', 60],
    ['CET', '2026-12-01 10:30:00', '2026-12-01T11:30:00', 60],
  ])('%s is a zone, not an abbreviation: %s is %s', async (timezone, sent_at, local, offset) => {
    await set({ users: [{ waid: 'a', timezone }], messages: [{ user_id: 1, sent_at }] });
    const as_of = `${sent_at.replace(' ', 'T').slice(0, 19)}.000001Z`;
    expect((await ask('recent-messages', { as_of }))[0]?.[1]).toBe(local);
    expect(await ask('timezone-coverage', { as_of })).toEqual([[timezone, timezone, offset, 1]]);
    const byUser = (await ask('message-heatmap', { as_of, clock: 'user' })).filter((row) => row[2] !== 0);
    expect(byUser.map((row) => row[1])).toEqual([Number(local.slice(11, 13))]);
    const byReport = await ask('message-heatmap', { as_of, tz: timezone });
    expect(byReport.filter((row) => row[2] !== 0)).toEqual(byUser);
  });

  test('a day with a repeated midnight includes both hours', async () => {
    // Havana, 2024-11-03: 00:00 to 00:59 in summer time, and again in winter time.
    const sent = ['03:59:59.999999', '04:00:00', '04:59:59.999999', '05:00:00', '05:59:59.999999'];
    await set({
      users: people('a', 'b', 'c', 'd', 'e').map((user) => ({ ...user, created_at: null })),
      messages: sent.map((time, i) => ({ user_id: i + 1, sent_at: `2024-11-03 ${time}` })),
    });
    const asked = { tz: 'America/Havana', as_of: '2024-11-04T05:00:00Z' };
    expect(await ask('daily-active-users', { ...asked, days: 2 })).toEqual([
      ['2024-11-02', 1, false],
      ['2024-11-03', 4, false],
    ]);
    const heat = (await ask('message-heatmap', asked)).filter((row) => row[2] !== 0);
    expect(heat).toEqual([
      [0, 0, 4],
      [6, 23, 1],
    ]);
  });

  test('a day that is re-entered when clocks are put back has not ended at the first midnight', async () => {
    // Newfoundland, 2010-11-07: at 00:01 it was 23:01 of the day before once more.
    await set({ users: [{ waid: 'a' }], messages: [{ user_id: 1, sent_at: '2010-11-07 02:31:00' }] });
    const asked = { tz: 'America/St_Johns', days: 1 };
    const back = await ask('daily-active-users', { ...asked, as_of: '2010-11-07T02:31:00Z' });
    expect(back).toEqual([['2010-11-06', 0, true]]);
    const heat = await ask('message-heatmap', { tz: 'America/St_Johns', as_of: '2010-11-08T00:00:00Z' });
    expect(heat.filter((row) => row[2] !== 0)).toEqual([[6, 23, 1]]);
  });

  test('cohorts without signups are left out, and the oldest holds only the requested days', async () => {
    // 2026-11-24 is a Tuesday; two days hold Monday and Tuesday, three hold a Sunday of the week before.
    const days = ['2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24'];
    await set({
      users: days.map((day, i) => ({ waid: `${i}`, created_at: `${day} 10:00:00` })),
      events: [
        { user_id: 2, event_type: 'onboarding_completed', executed_at: '2020-01-01 00:00:00' },
        { user_id: 3, event_type: 'onboarding_completed' },
      ],
    });
    expect(await ask('onboarding-cohorts', { granularity: 'week', days: 3 })).toEqual([
      ['2026-11-23', 2, 1, 50],
      ['2026-11-16', 1, 1, 100],
    ]);
    expect(await ask('onboarding-cohorts', { granularity: 'month', days: 30 })).toEqual([['2026-11-01', 4, 2, 50]]);
    expect((await ask('retention', { days: 3650 })).map((row) => row[0])).toEqual(days.toReversed());
  });

  test('as_of may be in the future; the default is now', async () => {
    await set({ users: [{ waid: 'a', created_at: '2030-01-01 00:00:00' }] });
    expect(await fixture().rows('total-users')).toEqual([[0]]);
    expect(await fixture().rows('total-users', { as_of: '2030-01-01T00:00:00Z' })).toEqual([[0]]);
    expect(await fixture().rows('total-users', { as_of: '2030-01-01T00:00:00.000001Z' })).toEqual([[1]]);
    expect(await fixture().rows('new-signups', { as_of: '9999-12-31T23:59:59.999999Z' })).toEqual([[0, 0]]);
  });

  test('stamps outside the range of the calendar break no query', async () => {
    const stamps = ['-infinity', 'infinity', '4000-01-01 00:00:00 BC', '0001-01-01 00:00:00', '20000-01-01 00:00:00'];
    await set({
      users: stamps.map((created_at) => ({ waid: 'a', created_at, timezone: 'UTC-3' })),
      messages: stamps.map((sent_at, i) => ({ user_id: i + 1, sent_at })),
      events: stamps.map((executed_at, i) => ({ user_id: i + 1, executed_at, event_type: 'onboarding_completed' })),
    });
    for (const as_of of ['0001-01-01T00:00:00Z', NOW, '9999-12-31T23:59:59.999999Z']) {
      const results = await fixture().results(
        Object.keys(naive).map((query) => ({ name: query, asked: { as_of, ...(ZONED.has(query) && { tz: '+14' }) } })),
      );
      for (const result of results) expect(result).toHaveProperty('rows');
    }
    expect((await ask('duplicate-users'))[0]).toEqual(['a', 3, '-infinity', '0001-01-01T00:00:00Z']);
  });
});
