import { beforeAll, describe, expect, test } from 'vitest';
import type { NewToken } from '../../../server/auth/tokens.ts';
import type { BatchResponse } from '../../../server/contract/batch.ts';
import type { TestGateway } from '../../support/gateway.ts';
import { useGateways } from '../../support/use-gateways.ts';

const queries = {
  days: '-- Days\n-- @param days integer = 7 [1..100] How many\n-- @column days integer The same\nselect days from params',
  zone: '-- Zone\n-- @param tz timezone = UTC Which\n-- @param days integer = 3 How many\n-- @column tz text The same\nselect tz || days as tz from params',
  plain: '-- Plain\n-- @column one integer One\nselect 1 as one',
};

const { open } = useGateways({ queries });
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await open();
});

async function post(body: unknown, claims: Partial<NewToken> = { queries: '*' }) {
  const Authorization = `Bearer ${await gateway.token(claims)}`;
  const response = await gateway.app.request('/api/batch', {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { Authorization },
  });
  return { status: response.status, body: (await response.json()) as BatchResponse };
}
const entries = [{ name: 'days' }, { name: 'zone' }, { name: 'plain' }];
const rows = ({ body }: Awaited<ReturnType<typeof post>>) =>
  body.results.map((entry) => ('rows' in entry ? entry.rows[0]?.[0] : 'code' in entry && entry.code));

describe('shared params', () => {
  test('apply to each query that has such a parameter', async () => {
    const answer = await post({ queries: entries, params: { days: 30, tz: '-03:00' } });
    expect(rows(answer)).toEqual([30, '<-03:00>+03:0030', 1]);
    expect(answer.body.results[2]).toMatchObject({ params: { as_of: expect.any(String) } });
  });

  test('are overridden by an entry’s parameters', async () => {
    const own = [
      { name: 'days', params: { days: 5 } },
      { name: 'zone', params: { days: 6 } },
    ];
    expect(rows(await post({ queries: own, params: { days: 30 } }))).toEqual([5, 'UTC6']);
  });

  test('are ignored if the token locks another value; an entry’s parameter is forbidden', async () => {
    const claims = { queries: ['days', 'zone'], params: { days: 9 } };
    const answer = await post(
      { queries: [{ name: 'days' }, { name: 'days', params: { days: 30 } }], params: { days: 30 } },
      claims,
    );
    expect(rows(answer)).toEqual([9, 'forbidden']);
    expect(rows(await post({ queries: [{ name: 'days' }], params: { days: 'nonsense' } }, claims))).toEqual([9]);
  });

  test('with an invalid value are a problem of that entry only', async () => {
    const answer = await post({ queries: entries, params: { days: 101 } });
    expect(rows(answer)).toEqual(['invalid-parameter', 'UTC101', 1]);
    expect(answer.body.results[0]).toMatchObject({ param: 'days', query: 'days', queryTitle: 'Days' });
  });

  test.each(['dayz', '__proto__', 'constructor', ''])('that no query has are rejected by name: %j', async (name) => {
    const body = `{"queries":${JSON.stringify(entries)},"params":{${JSON.stringify(name)}:1}}`;
    const response = await gateway.request('/api/batch', { method: 'POST', body });
    expect([response.status, await response.json()]).toMatchObject([400, { code: 'invalid-parameter', param: name }]);
  });

  test('do not hide the problem unknown-query', async () => {
    expect(rows(await post({ queries: [{ name: 'nobody' }], params: { days: 1 } }))).toEqual(['unknown-query']);
  });

  test('may set as_of; an entry may override it', async () => {
    const own = [...entries, { name: 'plain', params: { as_of: '2025-05-05' } }];
    const { body } = await post({ queries: own, params: { as_of: '2026-01-01' } });
    expect(body.asOf).toBe('2026-01-01T00:00:00Z');
    expect(body.results.map((entry) => 'asOf' in entry && entry.asOf)).toEqual([
      ...Array(3).fill('2026-01-01T00:00:00Z'),
      '2025-05-05T00:00:00Z',
    ]);
  });

  test.each([{ as_of: 'today' }, { days: [1] }, { days: {} }])(
    'with invalid values are rejected: %j',
    async (params) => {
      const answer = await post({ queries: entries, params });
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-parameter', param: Object.keys(params)[0] } });
    },
  );
});

describe('the body', () => {
  test.each([
    [{ queries: entries, params: [] }, 'params'],
    [{ queries: entries, params: null }, 'params'],
    [{ queries: entries, locale: 7 }, 'locale'],
    [{ queries: entries, parms: {} }, 'parms'],
    [{ queries: {} }, 'queries'],
    [[], 'queries'],
    [null, 'queries'],
  ])('%j is refused, with what to change', async (body, param) => {
    expect(await post(body)).toMatchObject({ status: 400, body: { code: 'invalid-parameter', param } });
  });

  test('may name a locale', async () => {
    expect((await post({ queries: entries, locale: 'pt' })).status).toBe(200);
  });
});
