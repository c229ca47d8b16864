import { beforeAll, expect, test } from 'vitest';
import type { Problem } from '../../../server/contract/problem.ts';
import { SECRET, type TestGateway } from '../../support/gateway.ts';
import { useGateways } from '../../support/use-gateways.ts';

const { open } = useGateways();
let gateway: TestGateway;

beforeAll(async () => {
  gateway = await open();
});

const code = async (response: Response) => ((await response.json()) as Problem).code;

const ask = async (gateway: TestGateway, Host: string) =>
  (await gateway.request('/api/queries', { headers: { Host } })).status;

test.each(['localhost', 'localhost:8787', 'LOCALHOST', '127.0.0.1:8787', '[::1]:8787', '10.0.0.7'])(
  'on loopback %s is one of ours',
  async (host) => expect(await ask(gateway, host)).toBe(200),
);

test.each(['evil.example.org', 'evil.example.org:8787', 'localhost.evil.org', '127.0.0.1.evil.org', 'evil', ''])(
  'on loopback %j is not: a stranger’s name that leads here (DNS rebinding)',
  async (host) => expect(await ask(gateway, host)).toBe(403),
);

test('applies to every path, also without a token', async () => {
  for (const path of ['/', '/letz.js', '/livez', '/metrics', '/embed/letz-metric', '/api/queries/number']) {
    const response = await gateway.app.request(path, { headers: { Host: 'evil.example.org' } });
    expect([path, response.status, await code(response)]).toEqual([path, 403, 'forbidden']);
  }
});

test('PUBLIC_ORIGIN adds a host name; an exposed gateway without it accepts any', async () => {
  const secret = { LETZ_SECRET: SECRET };
  const proxied = await open({ env: { ...secret, PUBLIC_ORIGIN: 'https://letz.example.org' } });
  expect(await ask(proxied, 'letz.example.org')).toBe(200);
  expect(await ask(proxied, 'evil.example.org')).toBe(403);
  const wide = await open({ env: { ...secret, HOST: '0.0.0.0', PUBLIC_ORIGIN: 'https://letz.example.org' } });
  expect(await ask(wide, 'evil.example.org')).toBe(403);
  const unnamed = await open({ env: { ...secret, HOST: '0.0.0.0' } });
  expect(await ask(unnamed, 'whatever.example.org')).toBe(200);
});
