import { expect, test } from 'vitest';
import { onEveryDatabase, type Question } from './fixture.ts';
import { type Sketch, tables } from './rows.ts';

// Shares, means, funnel steps and groups: decisions on ambiguous cases.
const NOW = '2026-11-24T12:00:00Z';
const people = (...waids: (string | null)[]) => waids.map((waid) => ({ waid, created_at: '2026-11-20 10:00:00' }));

onEveryDatabase((fixture) => {
  const set = (sketch: Sketch) => fixture().setRows(tables(sketch));
  const ask = (query: string, asked: Question['asked'] = {}) => fixture().rows(query, { as_of: NOW, ...asked });

  test('average_progress is over all rows of persons, and rounds halves away from zero', async () => {
    await set({
      users: people('a', 'a', null),
      user_activities: [
        ...[0.01, 0].map((progress, i) => ({ user_id: i + 1, activity: 'up', progress })),
        ...['-0.01', 0].map((progress) => ({ user_id: 1, activity: 'down', progress })),
        ...[3, null, null].map((progress) => ({ user_id: 2, activity: 'some', progress, completed: progress === 3 })),
        { user_id: 2, activity: 'none' },
        ...[3, 9, null].map((user_id) => ({ user_id, activity: 'of nobodies', progress: 100, completed: true })),
        ...[null, '', ' ', '\u00A0'].map((activity) => ({ user_id: 1, activity, progress: 100 })),
      ],
    });
    expect(await ask('activity-progress')).toEqual([
      ['down', 1, 0, 0, -0.01],
      ['none', 1, 0, 0, null],
      ['some', 1, 1, 100, 3],
      ['up', 1, 0, 0, 0.01],
    ]);
  });

  test('shares have one decimal, halves away from zero', async () => {
    // 1/16 is 6.25 %.
    const users = Array.from({ length: 16 }, (_, i) => ({
      ...{ waid: `${i}`, created_at: '2026-10-01 10:00:00', pillar: i === 0 ? 'a' : 'b' },
    }));
    const ids = users.map((_, i) => i + 1);
    await set({
      users,
      messages: ['02', '08', '31'].map((day) => ({ user_id: 1, sent_at: `2026-10-${day} 10:00:00` })),
      events: [{ user_id: 1, event_type: 'onboarding_completed' }],
      user_activities: ids.map((user_id) => ({ user_id, activity: 'walk', completed: user_id === 1 })),
      milestones: [{ milestone: 'first' }],
      user_milestones: ids.map((user_id) => ({ user_id, milestone_id: 1, completed: user_id === 1 })),
    });
    expect(await ask('onboarding-cohorts')).toEqual([['2026-10-01', 16, 1, 6.3]]);
    expect(await ask('retention')).toEqual([['2026-10-01', 16, 1, 1, 1, 6.3, 6.3, 6.3]]);
    expect((await ask('user-segments')).map((row) => row[2])).toEqual([93.8, 6.3]);
    expect(await ask('activity-progress')).toEqual([['walk', 16, 1, 6.3, null]]);
    expect(await ask('milestone-completion')).toEqual([['first', null, 1, 16, 6.3]]);
    expect((await ask('journey-funnel'))[1]).toEqual(['onboarding_completed', 1, 6.3, 6.3]);
  });

  test('ordered steps of the journey: each at or after the earliest of the previous step', async () => {
    const [first, second, third] = ['onboarding_completed', 'complete_activity', 'update_experience'];
    const lives: [string | undefined, string | null][][] = [
      // All at the same time; between two activities; before the first; without a stamp; onboarded a second time at the end.
      [first, second, third].map((step) => [step, '01']),
      [
        [first, '01'],
        [second, '02'],
        [third, '03'],
        [second, '04'],
      ],
      [
        [first, '01'],
        [third, '02'],
        [second, '03'],
      ],
      [
        [first, null],
        [second, '02'],
        [third, '03'],
      ],
      [
        [first, '01'],
        [second, '02'],
        [first, '03'],
        [third, '03'],
      ],
      [
        [second, '01'],
        [third, '02'],
        [first, '03'],
      ],
    ];
    await set({
      users: people(...lives.map((_, i) => `${i}`)),
      events: lives.flatMap((life, i) =>
        life.map(([event_type = '', day]) => ({
          ...{ user_id: i + 1, event_type, executed_at: day && `2026-10-${day} 00:00:00` },
        })),
      ),
    });
    const steps = async (ordered: boolean) => (await ask('journey-funnel', { ordered })).map((row) => row[1]);
    expect(await steps(true)).toEqual([6, 5, 4, 3]);
    expect(await steps(false)).toEqual([6, 6, 6, 6]);
  });

  test('null and empty groups are kept, with 0 users if no person belongs to them', async () => {
    const at = '2026-11-24 11:00:00';
    await set({
      users: people('a', ' '),
      events: [null, '', 'x'].map((event_type, i) => ({
        event_type,
        created_at: at,
        user_id: [2, null, 1][i] ?? null,
      })),
      messages: [null, '', 'x'].flatMap((text) => ({ type: text, sender: 'bot', status: text, sent_at: at })),
    });
    expect(await ask('events-by-type')).toEqual([
      ['', 1, 0],
      ['x', 1, 1],
      [null, 1, 0],
    ]);
    expect((await ask('message-types')).map((row) => row[0])).toEqual(['', 'x', null]);
    expect((await ask('delivery-status')).map((row) => row[0])).toEqual(['', 'x', null]);
  });
});
