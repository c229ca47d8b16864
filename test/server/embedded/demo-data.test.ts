import { afterEach, describe, expect, test, vi } from 'vitest';
import { generateDemoData } from '../../../server/embedded/demo-data/generate.ts';
import { loadTables } from '../../../server/embedded/demo-data/load.ts';
import type { Message, Tables } from '../../../server/embedded/demo-data/tables.ts';
import { createDatabase, databaseNames } from '../../support/databases.ts';

const noon = new Date('2026-11-24T12:00:00Z');
const evening = new Date('2026-11-24T21:30:00Z');
const data = generateDemoData(noon);

const isBlank = (waid: string | null) => waid === null || waid.trim() === '';
const persons = ({ users }: Tables) => new Set(users.map(({ waid }) => waid).filter((waid) => !isBlank(waid)));
const stamps = ({ users, messages, events, user_activities, user_milestones }: Tables) =>
  [
    users.flatMap((row) => [row.created_at, row.onboarding_timestamp]),
    messages.map((row) => row.sent_at),
    events.flatMap((row) => [row.executed_at, row.created_at]),
    user_activities.flatMap((row) => [row.created_at, row.last_activity_at]),
    user_milestones.map((row) => row.created_at),
  ]
    .flat()
    .filter((stamp) => stamp !== null)
    .sort();

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('generated rows', () => {
  test('are the same for the same time, in any time zone of the process', () => {
    vi.stubEnv('TZ', 'Pacific/Kiritimati');
    expect(generateDemoData(new Date(noon))).toEqual(data);
  });

  test('only grow during a day', () => {
    const later = generateDemoData(evening);
    const fixed = ({ status: _, ...rest }: Message) => rest;
    expect(later.messages.slice(0, data.messages.length).map(fixed)).toEqual(data.messages.map(fixed));
    expect(later.users.slice(0, data.users.length).map(({ waid }) => waid)).toEqual(data.users.map(({ waid }) => waid));
    expect(later.events.slice(0, data.events.length)).toEqual(data.events);
    expect(later.messages.length).toBeGreaterThan(data.messages.length + 50);
  });

  test.each(['2026-11-24T12:00:00Z', '2027-03-14T00:00:00Z', '2028-02-29T23:59:59Z'])(
    'is of the promised size, and ends just before %s',
    (text) => {
      const now = new Date(text);
      const tables = generateDemoData(now);
      expect(persons(tables).size).toBeGreaterThan(1850);
      expect(persons(tables).size).toBeLessThan(2150);
      expect(tables.messages.length).toBeGreaterThan(60_000);
      expect(tables.messages.length).toBeLessThan(110_000);
      const sorted = stamps(tables);
      const end = text.replace('T', ' ').replace('Z', '');
      expect((sorted.at(-1) as string) < end).toBe(true);
      expect(Date.parse(`${sorted.at(-1)}Z`)).toBeGreaterThan(now.getTime() - 3_600_000);
      const days = (now.getTime() - Date.parse(`${sorted[0]}Z`)) / 86_400_000;
      expect(days).toBeGreaterThan(270);
      expect(days).toBeLessThan(365);
    },
  );

  test('have WhatsApp IDs of an unassigned country code, and some have none', () => {
    for (const waid of persons(data)) expect(waid).toMatch(/^999\d{10}$/);
    const without = data.users.map(({ waid }) => waid).filter(isBlank);
    expect(new Set(without)).toEqual(new Set([null, '', '  ']));
  });

  test('hold 5 to 8 % duplicate users, some at the same time and some later', () => {
    const rows = new Map<string, string[]>();
    for (const { waid, created_at } of data.users) {
      if (waid !== null && !isBlank(waid)) rows.set(waid, [...(rows.get(waid) ?? []), created_at as string]);
    }
    const repeated = [...rows.values()].filter((created) => created.length > 1);
    const extra = repeated.reduce((sum, created) => sum + created.length - 1, 0);
    expect(extra / data.users.length).toBeGreaterThan(0.05);
    expect(extra / data.users.length).toBeLessThan(0.08);
    const same = repeated.filter(([first, second]) => first === second);
    expect(same.length).toBeGreaterThan(10);
    expect(repeated.length - same.length).toBeGreaterThan(10);
  });

  test('hold messages, days and time zones in every shape', () => {
    const keys = data.messages.map(({ message }) => {
      const parsed: unknown = message === null ? undefined : JSON.parse(message);
      return parsed && typeof parsed === 'object' && !Array.isArray(parsed) ? Object.keys(parsed)[0] : typeof parsed;
    });
    const shapes = 'flows quickReply postback interactive image audio document undefined object string'.split(' ');
    expect(new Set(keys)).toEqual(new Set([...shapes, 'location', 'reaction']));
    const days = data.user_activities.map((row) => (row.days === null ? 'null' : row.days[0]));
    expect(new Set(days)).toEqual(new Set(['[', '{', '"', 'n', 'null']));
    const zones = data.users.map(({ timezone }) => timezone);
    for (const zone of ['America/Sao_Paulo', 'UTC-3', 'GMT+5:30', '-3', '+0530', 'UTC\u22123', 'BRT', '', null]) {
      expect(zones).toContain(zone);
    }
    expect(new Set(data.messages.filter(({ sender }) => sender === 'bot').map(({ status }) => status))).toEqual(
      new Set(['read', 'delivered', 'sent', 'failed', null]),
    );
  });

  test('hold one milestone that no user has reached', () => {
    const begun = new Set(data.user_milestones.map((row) => row.milestone_id));
    expect(data.milestones.filter(({ id }) => !begun.has(id))).toHaveLength(1);
  });
});

describe('statistics of the rows', () => {
  const waids = new Map(data.users.map(({ id, waid }) => [id, waid]));
  const dayOf = (stamp: string | null) => Math.floor(Date.parse(`${stamp?.slice(0, 10)}T00:00:00Z`) / 86_400_000);
  const today = dayOf('2026-11-24');
  const signups = new Map<string, number>();
  for (const { waid, created_at } of data.users) {
    if (waid !== null && !isBlank(waid)) signups.set(waid, Math.min(signups.get(waid) ?? Infinity, dayOf(created_at)));
  }
  const active = new Set(
    data.messages
      .filter(({ sender }) => sender === 'user')
      .map(({ user_id, sent_at }) => `${waids.get(user_id as number)} ${dayOf(sent_at)}`),
  );

  test('retention falls from about a third to about a tenth', () => {
    const [d1, d7, d30] = [1, 7, 30].map((age) => {
      const old = [...signups].filter(([, day]) => day + age < today);
      return old.filter(([waid, day]) => active.has(`${waid} ${day + age}`)).length / old.length;
    }) as [number, number, number];
    expect(d1).toBeGreaterThan(0.25);
    expect(d1).toBeLessThan(0.5);
    expect(d7).toBeLessThan(0.75 * d1);
    expect(d30).toBeLessThan(0.8 * d7);
    expect(d30).toBeGreaterThan(0.05);
  });

  test('signups grow and are fewer on weekends', () => {
    const days = [...signups.values()];
    const within = (from: number, to: number) => days.filter((day) => today - day >= from && today - day < to).length;
    expect(within(1, 61)).toBeGreaterThan(3 * within(241, 301));
    const weekend = days.filter((day) => [0, 6].includes((day + 4) % 7)).length;
    expect(weekend / days.length).toBeLessThan(0.25);
  });

  test('the funnel narrows at each step', () => {
    const steps = ['onboarding_completed', 'complete_activity', 'update_experience'].map((type) => {
      const done = data.events.filter(({ event_type }) => event_type === type);
      return new Set(done.map(({ user_id }) => waids.get(user_id as number)).filter((waid) => !isBlank(waid ?? null)))
        .size;
    });
    const [onboarded, completed, earned] = steps as [number, number, number];
    expect(onboarded).toBeLessThan(0.85 * signups.size);
    expect(completed).toBeLessThan(0.7 * onboarded);
    expect(earned).toBeLessThan(completed);
    expect(earned).toBeGreaterThan(0.25 * signups.size);
  });
});

describe.each(databaseNames())('on %s', (name) => {
  test('is loaded with all constraints, and only once', async () => {
    const database = await createDatabase(name, { bare: true });
    await loadTables(database.query, data);
    for (const [table, rows] of Object.entries(data)) {
      const [counted] = await database.query<{ n: number }>(`select count(*)::int as n from ${table}`);
      expect(counted).toEqual({ n: rows.length });
    }
    const { message, sent_at } = data.messages.at(-1) as Message;
    const arrived = 'select message = $1::jsonb as message, sent_at = $2::timestamp as sent_at from messages';
    const last = await database.query(`${arrived} order by id desc limit 1`, [message, sent_at]);
    expect(last).toEqual([{ message: true, sent_at: true }]);
    await expect(loadTables(database.query, data)).rejects.toMatchObject({ code: '42P07' });
    await database.drop();
  });
});
