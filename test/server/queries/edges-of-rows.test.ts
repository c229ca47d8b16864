import { expect, test } from 'vitest';
import { onEveryDatabase, type Question } from './fixture.ts';
import { type Sketch, tables } from './rows.ts';
import { NO_WHITE_SPACE, WHITE_SPACE } from './sample-values.ts';

// Unusual row contents: decisions on ambiguous cases.
const NOW = '2026-11-24T12:00:00Z';
const people = (...waids: (string | null)[]) => waids.map((waid) => ({ waid, created_at: '2026-11-20 10:00:00' }));

onEveryDatabase((fixture) => {
  const set = (sketch: Sketch) => fixture().setRows(tables(sketch));
  const ask = (query: string, asked: Question['asked'] = {}) => fixture().rows(query, { as_of: NOW, ...asked });

  test('a media key counts in an object only', async () => {
    const shapes = ['["image"]', '"image"', '{"image":null}', '{"audio":1}', '{"document":{}}', '{"Image":1}', 'null'];
    await set({ messages: shapes.map((message) => ({ message })) });
    const texts = (await ask('recent-messages')).map((row) => row[6]).reverse();
    expect(texts).toEqual([null, null, '[image]', '[audio]', '[document]', null, null]);
  });

  test('sender=any includes a null sender', async () => {
    await set({
      messages: ['user', 'bot', 'system', null].map((sender) => ({ sender, sent_at: '2026-11-24 11:00:00' })),
    });
    expect((await ask('recent-messages')).map((row) => row[4])).toEqual([null, 'system', 'bot', 'user']);
    const sum = async (sender: 'any' | 'user') =>
      (await ask('message-heatmap', { sender })).reduce((total, row) => total + Number(row[2]), 0);
    expect([await sum('any'), await sum('user')]).toEqual([4, 1]);
  });

  test('a row’s own time zone is used, even without waid; a row created after as_of is ignored', async () => {
    const later = '2026-11-24 12:00:00';
    await set({
      users: [
        { waid: null, full_name: 'Nobody', timezone: '+1' },
        { waid: 'a', full_name: 'Old', timezone: '+2', created_at: '2026-01-01 00:00:00' },
        { waid: 'a', full_name: 'New', timezone: '+3', created_at: '2026-01-02 00:00:00' },
        { waid: 'a', full_name: 'Later', timezone: '+4', created_at: later },
      ],
      messages: [1, 2, 3, 4].map((user_id) => ({ user_id, sent_at: '2026-11-24 10:00:00' })),
      events: [4].map((user_id) => ({ user_id, event_type: 'onboarding_completed' })),
    });
    const shown = (await ask('recent-messages')).map(([, local, waid, full_name]) => [local, waid, full_name]);
    expect(shown).toEqual([
      [null, null, null],
      ['2026-11-24T13:00:00', 'a', 'New'],
      ['2026-11-24T12:00:00', 'a', 'New'],
      ['2026-11-24T11:00:00', null, null],
    ]);
    const hours = (await ask('message-heatmap', { clock: 'user' })).filter((row) => row[2] !== 0);
    expect(hours.map((row) => row[1])).toEqual([11, 12, 13]);
    expect((await ask('journey-funnel'))[1]).toEqual(['onboarding_completed', 0, 0, 0]);
  });

  test('weekdays are the keys of an object, the texts of an array, or a text; Mon is not a weekday', async () => {
    const days = [
      '{"monday ":null,"TUESDAY":false}',
      '["\\tWednesday\\u00a0",1,null]',
      '"thursday"',
      '["Mon"]',
      'null',
    ];
    await set({
      users: people('a', 'b', 'c', 'd', 'e'),
      user_activities: days.map((text, i) => ({ user_id: i + 1, days: text })),
    });
    expect((await ask('activity-weekdays')).map((row) => row[1])).toEqual([1, 1, 1, 1, 0, 0, 0]);
  });

  test('search matches the profile’s name and the waid, literally and case-insensitively', async () => {
    await set({
      users: [
        { waid: '5511', full_name: 'Old name', created_at: '2026-01-01 00:00:00' },
        { waid: '5511', full_name: 'João 100%', created_at: '2026-01-02 00:00:00' },
        { waid: 'AB_c', full_name: null },
        { waid: 'x\\y', full_name: '(a|b)*' },
      ],
    });
    const found = async (search: string) => (await ask('user-directory', { search })).map(([waid]) => waid);
    expect(await found('Old')).toEqual([]);
    expect(await found('jOÃO')).toEqual(['5511']);
    expect(await found('b_C')).toEqual(['AB_c']);
    expect(await found('0%')).toEqual(['5511']);
    expect(await found('_')).toEqual(['AB_c']);
    expect(await found('\\')).toEqual(['x\\y']);
    expect(await found('(A|B)*')).toEqual(['x\\y']);
    for (const none of ['.', 'a.b', '^', 'a|b|', '(?i)a', '***=a', '\\\\', 'x\\\\y', '%%', ' 5511']) {
      expect(await found(none)).toEqual([]);
    }
    expect(await found('(a|b)*'.repeat(33))).toEqual([]);
  });

  test('the filter active excludes null; first and last creation ignore null', async () => {
    await set({
      users: [
        ...[true, false, null].map((is_active, i) => ({ waid: `${i}`, is_active })),
        { waid: '2', created_at: '2026-01-01 00:00:00.5' },
        { waid: '1' },
      ],
    });
    const waids = async (active: boolean) => (await ask('user-directory', { active })).map(([waid]) => waid);
    expect([await waids(true), await waids(false)]).toEqual([['0'], []]);
    expect(await ask('duplicate-users')).toEqual([
      ['1', 2, null, null],
      ['2', 2, '2026-01-01T00:00:00.5Z', '2026-01-01T00:00:00.5Z'],
    ]);
  });

  test('blank means Unicode white space; similar characters are content', async () => {
    await set({ users: people(...WHITE_SPACE, WHITE_SPACE.join(''), '', null, ...NO_WHITE_SPACE) });
    expect(await ask('total-users')).toEqual([[NO_WHITE_SPACE.length]]);
    await set({
      users: people('a'),
      user_activities: [...WHITE_SPACE, ...NO_WHITE_SPACE].map((char) => ({ user_id: 1, activity: char })),
    });
    expect((await ask('activity-progress')).length).toBe(NO_WHITE_SPACE.length);
  });
});
