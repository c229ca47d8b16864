import { expect, test } from 'vitest';
import type { Problem } from '../../../server/contract/problem.ts';
import { SECRET, type TestGateway } from '../../support/gateway.ts';
import { useGateways } from '../../support/use-gateways.ts';

const queries = {
  number: `-- A number
-- @param n integer = 1 [0..1000] Which
-- @column n integer The same
select n from params`,
};

const { open } = useGateways({ queries });
const code = async (response: Response) => ((await response.json()) as Problem).code;

const limited = (env: Record<string, string> = {}) =>
  open({ env: { RATE_LIMIT_PER_MINUTE: '3', PUBLIC_QUERIES: 'number', ...env }, allow: null });
const statuses = async (count: number, ask: () => Response | Promise<Response>) => {
  const all: number[] = [];
  for (let i = 0; i < count; i++) all.push((await ask()).status);
  return all;
};

test('each token has a limit of its own, and the answer has Retry-After', async () => {
  const gateway = await limited();
  const [one, other] = [await gateway.token({ queries: '*' }), await gateway.token({ queries: ['number'] })];
  const ask = (token: string) => gateway.request('/api/queries', { headers: { Authorization: `Bearer ${token}` } });
  expect(await statuses(4, () => ask(one))).toEqual([200, 200, 200, 429]);
  const refused = await ask(one);
  expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(50);
  expect(await code(refused)).toBe('rate-limited');
  expect(await statuses(1, () => ask(other))).toEqual([200]);
});

test('invalid tokens count for their address', async () => {
  const gateway = await limited();
  let tries = 0;
  const ask = () => gateway.request('/api/queries', { headers: { Authorization: `Bearer garbage${tries++}` } });
  expect(await statuses(4, ask)).toEqual([401, 401, 401, 429]);
});

const from = (gateway: TestGateway, forwarded: string) =>
  gateway.app.request(
    '/api/queries',
    { headers: { 'X-Forwarded-For': forwarded } },
    { incoming: { socket: { remoteAddress: '10.0.0.1' } } },
  );

test('X-Forwarded-For is ignored without trusted proxies', async () => {
  const gateway = await limited();
  let n = 0;
  expect(await statuses(4, () => from(gateway, `203.0.113.${n++}`))).toEqual([200, 200, 200, 429]);
});

test('behind proxies the address is the one that the outermost of them added', async () => {
  const gateway = await limited({ TRUSTED_PROXIES: '2' });
  let n = 0;
  const ask = (address: string) => from(gateway, `198.51.100.${n++}, ${address}, 10.0.0.2`);
  expect(await statuses(4, () => ask('203.0.113.1'))).toEqual([200, 200, 200, 429]);
  expect(await statuses(1, () => ask('203.0.113.2'))).toEqual([200]);
  expect(await statuses(4, () => from(gateway, 'nonsense'))).toEqual([200, 200, 200, 429]);
});

test('the default is a limit on public addresses and none on loopback', async () => {
  const exposed = await open({ env: { HOST: '0.0.0.0', LETZ_SECRET: SECRET }, allow: null });
  const all = await statuses(601, () => exposed.request('/api/queries'));
  expect([all.indexOf(429), all.length]).toEqual([600, 601]);
  const loopback = await open();
  expect(await statuses(601, () => loopback.app.request('/api/queries'))).not.toContain(429);
});
