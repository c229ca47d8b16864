import { beforeAll, describe, expect, test } from 'vitest';
import type { TestGateway } from '../../support/gateway.ts';
import { useGateways } from '../../support/use-gateways.ts';

const queries = {
  number: `-- A number
-- @param n integer = 1 [0..1000] Which
-- @column n integer The same
select n from params`,
  person: `-- A person
-- @pii
-- @param name text = nobody Who
-- @column name text The same
select name from params`,
  broken: `-- Broken for some
-- @param text text = 1 What
-- @column n integer A number
select text::integer as n from params`,
};

const { open } = useGateways({ queries });
let gateway: TestGateway;

beforeAll(async () => {
  gateway = await open();
});

describe('access log', () => {
  const lines = (gateway: TestGateway) =>
    gateway
      .log()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  test('each request has a generated id in its response and in the log', async () => {
    const response = await gateway.request('/api/queries/number', { headers: { 'X-Request-Id': 'forged' } });
    const id = response.headers.get('X-Request-Id');
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(lines(gateway).find(({ request }) => request === id)).toMatchObject({
      level: 30,
      method: 'GET',
      route: '/api/queries/:name',
      query: 'number',
      status: 200,
      ms: expect.any(Number),
    });
    expect(gateway.log()).not.toContain('forged');
  });

  test('a logged failure has the id of its request', async () => {
    const response = await gateway.request('/api/queries/broken?text=x');
    const id = response.headers.get('X-Request-Id');
    const about = lines(gateway).filter(({ request }) => request === id);
    expect(about).toMatchObject([
      {
        level: 50,
        code: 'internal',
        state: '22P02',
        stack: expect.arrayContaining([expect.stringContaining('session.ts')]),
      },
      { level: 30, status: 500, problem: 'internal', query: 'broken' },
    ]);
  });

  test('log, problems and metrics contain no value, parameter, token or SQL', async () => {
    const quiet = await open();
    const token = await quiet.token({ queries: '*', pii: true });
    const secrets = ['Maria-Aparecida', '5511999990000', token, token.split('.')[2] ?? '', 'select', 'made-up-query'];
    const ask = (path: string, init: RequestInit = {}) =>
      quiet.request(path, { ...init, headers: { Authorization: `Bearer ${token}` } });
    const answers = [
      await ask('/api/queries/person?name=Maria-Aparecida'),
      await ask('/api/queries/person?nome=Maria-Aparecida'),
      await ask('/api/queries/broken?text=5511999990000'),
      await ask('/api/queries/broken?text=5511999990000&_format=csv'),
      await ask('/api/queries/number?n=5511999990000'),
      await ask('/api/queries/made-up-query?x=Maria-Aparecida'),
      await ask('/Maria-Aparecida/5511999990000'),
      await ask('/embed/letz-metric?query=made-up-query&label=Maria-Aparecida'),
      await quiet.batch([{ name: 'broken', params: { text: '5511999990000' } }, { name: 'made-up-query' }]),
    ];
    const problems: string[] = [];
    for (const answer of answers) if (answer.status !== 200) problems.push(await answer.text());
    expect(problems).toHaveLength(6);
    const metrics = await (await quiet.request('/metrics')).text();
    for (const secret of secrets) {
      expect(quiet.log()).not.toContain(secret);
      expect(metrics).not.toContain(secret);
      expect(problems.join()).not.toContain(secret);
    }
  });

  test.each([
    't=x\n    at 5511999990000 Maria',
    '    at 5511999990000 (Maria)',
    '\n    at 5511999990000\n    at Maria\n',
  ])('a value that looks like a place in the code is not taken for one: %j', async (text) => {
    const quiet = await open();
    const search = new URLSearchParams({ text });
    expect((await quiet.request(`/api/queries/broken?${search}`)).status).toBe(500);
    await (await quiet.request(`/api/queries/broken?_format=csv&${search}`)).text();
    await quiet.batch([{ name: 'broken', params: { text } }]);
    const errors = lines(quiet).filter(({ level }) => level === 50);
    expect(errors.length).toBe(3);
    for (const { stack } of errors) expect(JSON.stringify(stack)).toContain('session.ts');
    expect(quiet.log()).not.toMatch(/5511999990000|Maria/);
  });

  test('Server-Timing is sent only for tokens that allow all queries', async () => {
    const narrow = await gateway.token({ queries: ['number'] });
    const as = (token: string, path: string) =>
      gateway.request(path, { headers: { Authorization: `Bearer ${token}` } });
    const wide = await gateway.token({ queries: '*' });
    const path = '/api/queries/number?n=77&as_of=2026-01-01';
    expect((await as(wide, path)).headers.get('Server-Timing')).toMatch(/^database;dur=[\d.]+, total;dur=[\d.]+$/);
    expect((await as(wide, path)).headers.get('Server-Timing')).toMatch(/^total;dur=[\d.]+$/);
    expect((await as(narrow, path)).headers.get('Server-Timing')).toBeNull();
    expect((await gateway.batch([])).headers.get('Server-Timing')).toMatch(/^total;/);
  });
});

describe('health', () => {
  test('/livez is 200 also without the database; /readyz is 503 with the reason', async () => {
    const own = await open();
    expect((await own.request('/readyz')).status).toBe(200);
    await own.gateway.database.close();
    expect(await (await own.request('/livez')).text()).toBe('ok\n');
    const response = await own.request('/readyz');
    expect(response.status).toBe(503);
    expect(response.headers.get('Retry-After')).not.toBeNull();
    expect(await response.json()).toMatchObject({ code: 'database-unavailable', detail: expect.any(String) });
    own.gateway.database.close = async () => {};
  });

  test('concurrent requests for /readyz share one check of the database', async () => {
    const { database } = gateway.gateway;
    const { read } = database;
    let reads = 0;
    database.read = (work) => {
      reads += 1;
      return read(work);
    };
    const answers = await Promise.all(Array.from({ length: 50 }, () => gateway.request('/readyz')));
    database.read = read;
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(reads).toBe(1);
  });
});
