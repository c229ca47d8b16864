import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../server/app.ts';
import type { Problem } from '../../server/contract.ts';
import { listen } from '../../server/listen.ts';
import { ProblemError } from '../../server/problems.ts';
import { Tokens } from '../../server/tokens.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../support/databases.ts';
import { openTestGateway, SECRET, type TestGateway, type TestGatewayOptions } from '../support/gateway.ts';

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

const ORIGIN = 'https://admin.example.org';

let database: TestDatabase;
let gateway: TestGateway;
const opened: TestGateway[] = [];

/** One more gateway on the same database. */
async function open(options: TestGatewayOptions = {}): Promise<TestGateway> {
  const gateway = await openTestGateway(database.url, { queries, ...options });
  opened.push(gateway);
  return gateway;
}

beforeAll(async () => {
  database = await createDatabase(databaseNames().at(-1) ?? 'packaged');
  gateway = await open({ env: { ALLOWED_ORIGINS: ORIGIN } });
});
afterAll(async () => {
  for (const gateway of opened) await gateway.close();
  await database.drop();
});

const code = async (response: Response) => ((await response.json()) as Problem).code;

describe('across origins', () => {
  const REQUESTS: [string, string, RequestInit][] = [
    ['an answer', '/api/queries/number', {}],
    ['an answer not modified', '/api/queries/number?as_of=2026-01-01', { headers: { 'If-None-Match': '*' } }],
    ['an export', '/api/queries/number?_format=csv', {}],
    ['the catalogue', '/api/queries', {}],
    ['a batch', '/api/batch', { method: 'POST', body: '{"queries":[]}' }],
    ['400', '/api/queries/number?n=x', {}],
    ['401', '/api/queries/number', { headers: { Authorization: 'Bearer garbage' } }],
    ['404, no query', '/api/queries/nobody', {}],
    ['404, no address', '/api/nothing', {}],
    ['405', '/api/queries', { method: 'DELETE' }],
    ['413', '/api/batch', { method: 'POST', body: 'x'.repeat(1_000_001) }],
    ['500', '/api/queries/broken?text=x', {}],
  ];

  test.each(REQUESTS)('an allowed origin may read %s', async (_, path, init) => {
    const response = await gateway.request(path, { ...init, headers: { ...init.headers, Origin: ORIGIN } });
    await response.text();
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe(ORIGIN);
    expect(response.headers.get('Access-Control-Expose-Headers')).toMatch(/ETag.*Retry-After.*X-Request-Id/);
    expect(response.headers.get('Access-Control-Allow-Credentials')).toBeNull();
    expect(response.headers.get('Vary')).toContain('Origin');
  });

  test.each([
    'https://evil.example.org',
    'http://admin.example.org',
    'https://admin.example.org.evil.com',
    'https://admin.example.org:8443',
    'null',
    '*',
  ])('%s may not', async (origin) => {
    for (const [, path, init] of REQUESTS) {
      const response = await gateway.request(path, { ...init, headers: { ...init.headers, Origin: origin } });
      await response.text();
      expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull();
      expect(response.headers.get('Vary')).toContain('Origin');
    }
    const preflight = await gateway.app.request('/api/batch', { method: 'OPTIONS', headers: { Origin: origin } });
    expect([...preflight.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test('a preflight is answered for long, and needs no token', async () => {
    for (const path of ['/api/batch', '/api/queries/number', '/api/nothing']) {
      const response = await gateway.app.request(path, {
        method: 'OPTIONS',
        headers: {
          Origin: ORIGIN,
          'Access-Control-Request-Method': 'POST',
          'Access-Control-Request-Headers': 'authorization,content-type',
        },
      });
      expect(response.status).toBe(204);
      expect(response.headers.get('Access-Control-Allow-Headers')).toMatch(/Authorization.*Content-Type/);
      expect(response.headers.get('Access-Control-Allow-Methods')).toBe('GET, POST');
      expect(Number(response.headers.get('Access-Control-Max-Age'))).toBeGreaterThanOrEqual(600);
    }
  });

  test('scripts are for pages of any origin, isolated ones too', async () => {
    for (const path of ['/letz.js', '/widgets/letz-metric.js', '/chunks/some-thing.js']) {
      const response = await gateway.request(path);
      expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
      expect(response.headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin');
    }
  });
});

test('every answer has the headers that keep browsers from guessing, telling and lending', async () => {
  for (const path of ['/api/queries', '/api/nothing', '/livez', '/metrics', '/', '/demo.css', '/nothing']) {
    const { headers } = await gateway.request(path);
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin');
    expect(headers.get('X-Frame-Options')).toBeNull();
    expect(headers.get('Set-Cookie')).toBeNull();
  }
});

test('the demo’s pages allow themselves nothing but their own scripts, sheet, data and frames', async () => {
  const { headers } = await gateway.request('/');
  const policy = headers.get('Content-Security-Policy') ?? '';
  expect(policy).toMatch(/^default-src 'none'; script-src 'self'; /);
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).toContain("frame-ancestors 'self';");
  expect(policy).not.toContain('unsafe');
});

describe('methods', () => {
  test.each([
    ['/api/queries', 'GET, HEAD'],
    ['/api/queries/number', 'GET, HEAD'],
    ['/api/schema', 'GET, HEAD'],
    ['/api/openapi.json', 'GET, HEAD'],
    ['/api/batch', 'POST'],
    ['/livez', 'GET, HEAD'],
    ['/metrics', 'GET, HEAD'],
    ['/embed/letz-metric', 'GET, HEAD'],
    ['/oembed', 'GET, HEAD'],
    ['/letz.js', 'GET, HEAD'],
  ])('%s answers %s, and says so to the others', async (path, allow) => {
    const others = ['PUT', 'PATCH', 'DELETE', 'PURGE', 'BREW', allow === 'POST' ? 'GET' : 'POST'];
    for (const method of others) {
      const response = await gateway.request(path, { method });
      expect([method, response.status, response.headers.get('Allow')]).toEqual([method, 405, allow]);
      expect(await code(response)).toBe('method-not-allowed');
    }
  });

  test('HEAD answers like GET, without the body', async () => {
    for (const path of ['/api/queries', '/api/queries/number', '/api/queries/nobody', '/livez', '/readyz']) {
      const [head, get] = [await gateway.request(path, { method: 'HEAD' }), await gateway.request(path)];
      expect([path, head.status, head.headers.get('Content-Type'), await head.text()]).toEqual([
        ...[path, get.status, get.headers.get('Content-Type'), ''],
      ]);
    }
  });
});

describe('names', () => {
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

  test('whatever is asked, also without a token', async () => {
    for (const path of ['/', '/letz.js', '/livez', '/metrics', '/embed/letz-metric', '/api/queries/number']) {
      const response = await gateway.app.request(path, { headers: { Host: 'evil.example.org' } });
      expect([path, response.status, await code(response)]).toEqual([path, 403, 'forbidden']);
    }
  });

  test('PUBLIC_ORIGIN gives it one more; where others reach it and it has none, any is right', async () => {
    const secret = { LETZ_SECRET: SECRET };
    const proxied = await open({ env: { ...secret, PUBLIC_ORIGIN: 'https://letz.example.org' } });
    expect(await ask(proxied, 'letz.example.org')).toBe(200);
    expect(await ask(proxied, 'evil.example.org')).toBe(403);
    const wide = await open({ env: { ...secret, HOST: '0.0.0.0', PUBLIC_ORIGIN: 'https://letz.example.org' } });
    expect(await ask(wide, 'evil.example.org')).toBe(403);
    const unnamed = await open({ env: { ...secret, HOST: '0.0.0.0' } });
    expect(await ask(unnamed, 'whatever.example.org')).toBe(200);
  });
});

describe('the rate limit', () => {
  const limited = (env: Record<string, string> = {}) =>
    open({ env: { RATE_LIMIT_PER_MINUTE: '3', PUBLIC_QUERIES: 'number', ...env }, allow: null });
  const statuses = async (count: number, ask: () => Response | Promise<Response>) => {
    const all: number[] = [];
    for (let i = 0; i < count; i++) all.push((await ask()).status);
    return all;
  };

  test('counts a token by itself, and says when to come back', async () => {
    const gateway = await limited();
    const [one, other] = [await gateway.token({ queries: '*' }), await gateway.token({ queries: ['number'] })];
    const ask = (token: string) => gateway.request('/api/queries', { headers: { Authorization: `Bearer ${token}` } });
    expect(await statuses(4, () => ask(one))).toEqual([200, 200, 200, 429]);
    const refused = await ask(one);
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThan(50);
    expect(await code(refused)).toBe('rate-limited');
    expect(await statuses(1, () => ask(other))).toEqual([200]);
  });

  test('counts made-up tokens by their address, all together', async () => {
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

  test('reads no X-Forwarded-For, since anybody can send one', async () => {
    const gateway = await limited();
    let n = 0;
    expect(await statuses(4, () => from(gateway, `203.0.113.${n++}`))).toEqual([200, 200, 200, 429]);
  });

  test('behind proxies it counts what the outermost of them saw, whatever the caller wrote before', async () => {
    const gateway = await limited({ TRUSTED_PROXIES: '2' });
    let n = 0;
    const ask = (address: string) => from(gateway, `198.51.100.${n++}, ${address}, 10.0.0.2`);
    expect(await statuses(4, () => ask('203.0.113.1'))).toEqual([200, 200, 200, 429]);
    expect(await statuses(1, () => ask('203.0.113.2'))).toEqual([200]);
    expect(await statuses(4, () => from(gateway, 'nonsense'))).toEqual([200, 200, 200, 429]);
  });

  test('is there by default where others reach the gateway, and not on loopback', async () => {
    const exposed = await open({ env: { HOST: '0.0.0.0', LETZ_SECRET: SECRET }, allow: null });
    const all = await statuses(601, () => exposed.request('/api/queries'));
    expect([all.indexOf(429), all.length]).toEqual([600, 601]);
    expect(await statuses(601, () => gateway.app.request('/api/queries'))).not.toContain(429);
  });
});

describe('what is seen of it', () => {
  const lines = (gateway: TestGateway) =>
    gateway
      .log()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  test('each request has an id of ours, in its answer and in the log', async () => {
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

  test('a failure says which request it was', async () => {
    const response = await gateway.request('/api/queries/broken?text=x');
    const id = response.headers.get('X-Request-Id');
    const about = lines(gateway).filter(({ request }) => request === id);
    expect(about).toMatchObject([
      { level: 50, code: 'internal', state: '22P02' },
      { level: 30, status: 500, problem: 'internal', query: 'broken' },
    ]);
  });

  test('neither log nor problem nor metrics hold a value, a parameter, a token or SQL', async () => {
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

  test('what took how long is for tokens that open everything', async () => {
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
  test('alive whatever the database does; ready only when it answers, with the reason', async () => {
    const own = await openTestGateway(database.url, { queries });
    expect((await own.request('/readyz')).status).toBe(200);
    await own.gateway.database.close();
    expect(await (await own.request('/livez')).text()).toBe('ok\n');
    const response = await own.request('/readyz');
    expect(response.status).toBe(503);
    expect(response.headers.get('Retry-After')).not.toBeNull();
    expect(await response.json()).toMatchObject({ code: 'database-unavailable', detail: expect.any(String) });
    own.gateway.database.close = async () => {};
    await own.close();
  });

  test('however many ask whether it is ready, the database is asked once', async () => {
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

test('what nobody foresaw is internal, and says nothing', async () => {
  const app = createApp({
    gateway: gateway.gateway,
    tokens: new Tokens(SECRET),
    open: { query: () => true, schema: true },
    log: (await import('pino')).pino({ level: 'silent' }),
    folders: { dist: import.meta.dirname, demo: import.meta.dirname },
  });
  app.get('/fails', () => {
    throw new TypeError('cannot read the secret of undefined');
  });
  const response = await app.request('/fails');
  expect([response.status, await response.json()]).toEqual([
    500,
    new ProblemError('internal', 'The gateway could not answer; its log says why.').toJSON(),
  ]);
});

describe('over a socket', () => {
  let port: number;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    const server = await listen(gateway.app, '127.0.0.1', 0);
    port = server.port;
    stop = () => server.stop(0);
  });
  afterAll(() => stop());

  const raw = (text: string) =>
    new Promise<string>((resolve, reject) => {
      let answer = '';
      const socket = connect(port, '127.0.0.1', () => socket.end(text));
      socket.on('data', (data) => {
        answer += data;
      });
      socket.on('close', () => resolve(answer)).on('error', reject);
    });

  test.each([
    [
      'an address that is too long',
      `GET /api/queries?${'a'.repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`,
      431,
      'too-large',
    ],
    [
      'headers that are too long',
      `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`,
      431,
      'too-large',
    ],
    ['a method that there is not', 'FETCH /api/queries HTTP/1.1\r\nHost: localhost\r\n\r\n', 405, 'method-not-allowed'],
    ['TRACE', 'TRACE /api/queries HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', 405, 'method-not-allowed'],
    ['what is not HTTP', 'GET / SPDY/3\r\n\r\n', 400, 'invalid-parameter'],
  ])('%s gets a problem', async (_, text, status, problem) => {
    const answer = await raw(text);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer.toLowerCase()).toContain('\r\ncontent-type: application/problem+json');
    expect(JSON.parse(answer.slice(answer.indexOf('{')))).toMatchObject({ status, code: problem });
  });

  test('the name that counts is the one in the Host header', async () => {
    const status = await new Promise((resolve) => {
      const headers = { Host: 'evil.example.org' };
      httpRequest({ port, host: '127.0.0.1', path: '/livez', headers }, ({ statusCode }) => resolve(statusCode)).end();
    });
    expect(status).toBe(403);
  });

  test('a port that is taken is said so, by name', async () => {
    await expect(listen(gateway.app, '127.0.0.1', port)).rejects.toThrow(`PORT ${port} is taken on 127.0.0.1`);
  });
});
