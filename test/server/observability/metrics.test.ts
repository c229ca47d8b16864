import { describe, expect, test } from 'vitest';
import { docSample } from '../../support/doc-samples.ts';
import { SECRET, type TestGateway, type TestGatewayOptions } from '../../support/gateway.ts';
import { useGateways } from '../../support/use-gateways.ts';

const queries = {
  number: '-- A number\n-- @param n integer = 1 [0..9] Which\n-- @column n integer The same\nselect n from params',
  person: "-- A person\n-- @pii\n-- @column name text A name\nselect 'Maria Aparecida' as name",
};

const { open } = useGateways({ queries });

/** The samples of Prometheus' text format by name and labels. */
async function samples(gateway: TestGateway): Promise<Record<string, number>> {
  const response = await gateway.request('/metrics');
  expect(response.headers.get('Content-Type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const lines = (await response.text()).split('\n').filter((line) => line && !line.startsWith('#'));
  return Object.fromEntries(
    lines.map((line): [string, number] => {
      const [, name = '', labels = '', value = ''] = /^(\w+)(?:\{(.*)\})? (\S+)/.exec(line) ?? [];
      return [`${name} ${labels.replaceAll('"', '')}`.trim(), Number(value)];
    }),
  );
}

test('counts requests by route, answers by query and source, problems by code', async () => {
  const gateway = await open();
  const path = '/api/queries/number?as_of=2026-01-01';
  await gateway.request(path);
  await gateway.request(path);
  await (await gateway.request(`${path}&_format=csv`)).text();
  await gateway.request('/api/queries/number?n=11');
  await gateway.batch([{ name: 'number', params: { n: 5 } }, { name: 'nobody' }, { name: 'nobody' }]);
  expect(await samples(gateway)).toMatchObject({
    'letz_query_duration_seconds_count query=number,source=database': 2,
    'letz_query_duration_seconds_count query=number,source=cache': 1,
    'letz_query_duration_seconds_count query=number,source=export': 1,
    'letz_request_duration_seconds_count route=/api/queries/:name,status=200': 3,
    'letz_request_duration_seconds_count route=/api/queries/:name,status=400': 1,
    'letz_problems_total code=invalid-parameter': 1,
    'letz_problems_total code=unknown-query': 2,
  });
});

test('has an alert rule in docs/operating.md for each metric', async () => {
  const gateway = await open();
  const text = await (await gateway.request('/metrics')).text();
  const metrics = [...text.matchAll(/^# TYPE (letz_\w+)/gm)].map(([, name]) => name);
  const rules = docSample('operating.md', 'yaml', 'groups:');
  expect(metrics.length).toBeGreaterThan(8);
  expect(metrics.filter((name) => !rules.includes(`${name}`))).toEqual([]);
});

test('shows the pool, the cache and the process', async () => {
  const gateway = await open();
  await gateway.request('/api/queries/number');
  const found = await samples(gateway);
  expect(found).toMatchObject({
    'letz_pool_connections state=waiting': 0,
    'letz_cache what=entries': 1,
    'letz_cache what=running': 0,
  });
  expect(found['letz_pool_connections state=total']).toBeGreaterThan(0);
  expect(found['letz_pool_connections state=idle']).toBeGreaterThanOrEqual(0);
  expect(found['letz_cache what=size']).toBeGreaterThan(100);
  expect(found.process_resident_memory_bytes).toBeGreaterThan(1e7);
});

test('requests cannot add series, and no personal data is included', async () => {
  const gateway = await open();
  const strange = async (n: number) => {
    await gateway.request(`/api/queries/made-up-${n}`);
    await gateway.request(`/made/up/${n}`);
    await gateway.request(`/embed/made-up-${n}`);
    await gateway.request('/api/queries', { method: `MADEUP${n}` });
    await gateway.batch([{ name: `made-up-${n}` }]);
    await gateway.request(`/api/queries/number?made-up-${n}=1`);
  };
  await gateway.request('/api/queries/person');
  await strange(0);
  await samples(gateway);
  const before = Object.keys(await samples(gateway));
  for (let n = 1; n < 20; n++) await strange(n);
  expect(Object.keys(await samples(gateway))).toEqual(before);
  const text = await (await gateway.request('/metrics')).text();
  expect(text).toContain('query="person"');
  expect(text).not.toMatch(/made|Maria/i);
});

describe('access to metrics', () => {
  const env = { LETZ_SECRET: SECRET };
  const status = async (options: TestGatewayOptions) => (await (await open(options)).request('/metrics')).status;

  test('needs no token on loopback', async () => {
    expect(await status({ allow: null })).toBe(200);
  });

  test.each([{ HOST: '0.0.0.0' }, { PUBLIC_ORIGIN: 'https://letz.example.org' }])(
    'a token for all queries, where others reach the gateway: %j',
    async (exposed) => {
      const as = (allow: TestGatewayOptions['allow']) => status({ env: { ...env, ...exposed }, allow: allow ?? null });
      expect(await as(null)).toBe(401);
      expect(await as({ queries: ['number'], pii: true, schema: true })).toBe(403);
      expect(await as({ queries: '*' })).toBe(200);
    },
  );
});
