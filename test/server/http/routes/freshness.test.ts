import { beforeEach, expect, test } from 'vitest';
import type { Freshness } from '../../../../server/contract/explanation.ts';
import type { Problem } from '../../../../server/contract/problem.ts';
import type { TestGateway } from '../../../support/gateway.ts';
import { useGateways } from '../../../support/use-gateways.ts';
import { tables } from '../../queries/rows.ts';

const gateways = useGateways({ own: true });
const at = (text: string) => text.replace('T', ' ');

beforeEach(async () => {
  await gateways.database.setRows(
    tables({
      users: [{ created_at: at('2020-01-01T00:00:00') }],
      messages: [{ sent_at: at('2020-02-01T10:00:00') }, { sent_at: at('2020-02-01T10:00:00.5') }, {}],
      events: [
        { executed_at: at('2020-03-01T00:00:00'), created_at: at('2021-01-01T00:00:00') },
        { created_at: at('2020-04-01T00:00:00') },
      ],
    }),
  );
});

const freshness = (gateway: TestGateway, token?: string) =>
  gateway.json<Freshness | Problem>(
    '/api/freshness',
    token === undefined ? {} : { headers: { Authorization: `Bearer ${token}` } },
  );

test('the newest stamp of each table; null for a table without rows', async () => {
  expect(await freshness(await gateways.open())).toEqual({
    users: '2020-01-01T00:00:00Z',
    messages: '2020-02-01T10:00:00.5Z',
    events: '2020-04-01T00:00:00Z',
    user_activities: null,
    user_milestones: null,
  });
});

test('stamps in the future do not count', async () => {
  await gateways.database.query("update messages set sent_at = '2999-01-01' where id = 1");
  expect(await freshness(await gateways.open())).toMatchObject({ messages: '2020-02-01T10:00:00.5Z' });
});

test('only tables that a query of the token reads', async () => {
  const gateway = await gateways.open();
  const allowed = async (queries: string[] | '*', claims = {}) => {
    const answer = await freshness(gateway, await gateway.token({ queries, ...claims }));
    return 'code' in answer ? answer.code : Object.keys(answer).sort();
  };
  expect(await allowed(['total-users'])).toEqual(['users']);
  expect(await allowed(['user-messages'])).toEqual(['messages']);
  expect(await allowed(['events-by-type', 'user-messages'])).toEqual(['events', 'messages', 'users']);
  expect(await allowed(['recent-messages'], { pii: true })).toEqual(['messages', 'users']);
  expect(await allowed(['recent-messages'])).toBe('forbidden');
  expect(await allowed([], { schema: true })).toBe('forbidden');
  // The newest stamp is that of all rows, whatever the token locks.
  expect(await allowed('*', { params: { days: 7 } })).toBe('forbidden');
});

test('without a token: the tables of public queries', async () => {
  const none = await gateways.open({ allow: null });
  expect(await freshness(none)).toMatchObject({ code: 'unauthorized' });
  const some = await gateways.open({ allow: null, env: { PUBLIC_QUERIES: 'user-messages' } });
  expect(await freshness(some)).toEqual({ messages: '2020-02-01T10:00:00.5Z' });
});

test('is read once for equal requests, and again after FRESH_SECONDS', async () => {
  const gateway = await gateways.open({ env: { FRESH_SECONDS: '1' } });
  const [first] = await Promise.all([freshness(gateway), freshness(gateway)]);
  await gateways.database.query("insert into messages (id, sent_at) values (9, '2020-05-01')");
  expect(await freshness(gateway)).toEqual(first);
  await expect.poll(() => freshness(gateway), { timeout: 10_000 }).toMatchObject({ messages: '2020-05-01T00:00:00Z' });
});

test('a table that was dropped meanwhile is left out', async () => {
  const gateway = await gateways.open();
  await gateways.database.query('alter table user_milestones rename to renamed');
  try {
    expect(Object.keys(await freshness(gateway)).sort()).toEqual(['events', 'messages', 'user_activities', 'users']);
  } finally {
    await gateways.database.query('alter table renamed rename to user_milestones');
  }
});

test('results name the tables that they read', async () => {
  const gateway = await gateways.open();
  const sources = async (name: string) => (await gateway.json<{ sources: string[] }>(`/api/queries/${name}`)).sources;
  expect(await sources('total-users')).toEqual(['users']);
  expect(await sources('active-users')).toEqual(['messages', 'users']);
  expect(await sources('milestone-completion')).toEqual(['milestones', 'user_milestones', 'users']);
});
