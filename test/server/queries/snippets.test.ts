import { expect, test } from 'vitest';
import { onEveryDatabase, type Question } from './fixture.ts';
import { type Sketch, tables } from './rows.ts';

// Errors of the SQL snippets that the queries replace.
const NOW = '2026-11-24T12:00:00Z';
const people = (...waids: (string | null)[]) => waids.map((waid) => ({ waid, created_at: '2026-11-20 10:00:00' }));

onEveryDatabase((fixture) => {
  const set = (sketch: Sketch) => fixture().setRows(tables(sketch));
  const ask = (query: string, asked: Question['asked'] = {}) => fixture().rows(query, { as_of: NOW, ...asked });

  test('a person with several rows signs up once, and messages of all rows count', async () => {
    await set({
      users: ['10', '11', '12'].map((day) => ({ waid: 'a', created_at: `2026-11-${day} 10:00:00` })),
      messages: [{ user_id: 3, sent_at: '2026-11-11 09:00:00' }],
    });
    expect(await ask('onboarding-cohorts')).toEqual([['2026-11-10', 1, 0, 0]]);
    expect(await ask('retention')).toEqual([['2026-11-10', 1, 1, 0, null, 100, 0, null]]);
  });

  test('retention is null for a day that has not ended', async () => {
    await set({ users: [{ waid: 'a', created_at: '2026-11-24 10:00:00' }] });
    const d1 = async (as_of: string) => (await ask('retention', { as_of }))[0]?.[2];
    expect(await d1('2026-11-25T23:59:59.999999Z')).toBeNull();
    expect(await d1('2026-11-26T00:00:00Z')).toBe(0);
  });

  test('a person is in one segment, and shares are of persons with a segment', async () => {
    await set({
      users: [
        ...['old', 'new'].map((pillar, i) => ({ waid: 'a', pillar, created_at: `2026-01-0${i + 1} 00:00:00` })),
        { waid: 'b', pillar: 'old' },
        { waid: 'c', pillar: ' ' },
      ],
    });
    expect(await ask('user-segments')).toEqual([
      ['new', 1, 50],
      ['old', 1, 50],
    ]);
  });

  test('the funnel and daily active users count persons', async () => {
    const user_ids = [1, 2, 3, 9, null];
    await set({
      users: people('a', 'a', null),
      messages: user_ids.map((user_id) => ({ user_id, sent_at: '2026-11-24 01:00:00' })),
      events: user_ids.map((user_id) => ({ user_id, event_type: 'onboarding_completed' })),
    });
    expect((await ask('journey-funnel')).map((row) => row[1])).toEqual([1, 1, 0, 0]);
    expect(await ask('daily-active-users', { days: 1 })).toEqual([['2026-11-24', 1, true]]);
    expect(await ask('user-messages')).toEqual([[5, 0]]);
  });

  test('UTC-3 is three hours behind', async () => {
    const zones = ['UTC-3', 'GMT+5:30', '-3'];
    await set({
      users: zones.map((timezone, i) => ({ waid: `${i}`, timezone })),
      messages: zones.map((_, i) => ({ user_id: i + 1, sent_at: '2026-11-24 10:00:00' })),
    });
    const local = (await ask('recent-messages')).map((row) => row[1]).reverse();
    expect(local).toEqual(['2026-11-24T07:00:00', '2026-11-24T15:30:00', '2026-11-24T07:00:00']);
  });
});
