import { pino } from 'pino';
import { beforeAll, describe, expect, test } from 'vitest';
import { Tokens } from '../../../server/auth/tokens.ts';
import type { Problem } from '../../../server/contract/problem.ts';
import { createApp } from '../../../server/http/app.ts';
import { ProblemError } from '../../../server/shared/problems.ts';
import { SECRET, type TestGateway } from '../../support/gateway.ts';
import { useGateways } from '../../support/use-gateways.ts';

const queries = {
  number: `-- A number
-- @param n integer = 1 [0..1000] Which
-- @column n integer The same
select n from params`,
  broken: `-- Broken for some
-- @param text text = 1 What
-- @column n integer A number
select text::integer as n from params`,
};

const ORIGIN = 'https://admin.example.org';

const { open } = useGateways({ queries });
let gateway: TestGateway;

beforeAll(async () => {
  gateway = await open({ env: { ALLOWED_ORIGINS: ORIGIN } });
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

  test.each(['/chunks/x.js', '/chunks/x.js.map', '/widgets/letz-nope.js', '/nothing'])(
    'a file that there is not is not-found, and nobody keeps that: %s',
    async (path) => {
      for (const method of ['GET', 'HEAD']) {
        const response = await gateway.request(path, { method });
        expect([response.status, response.headers.get('Cache-Control')]).toEqual([404, 'no-store']);
      }
      expect(await gateway.json(path)).toMatchObject({ code: 'not-found' });
    },
  );

  test('HEAD answers like GET, without the body', async () => {
    for (const path of ['/api/queries', '/api/queries/number', '/api/queries/nobody', '/livez', '/readyz']) {
      const [head, get] = [await gateway.request(path, { method: 'HEAD' }), await gateway.request(path)];
      expect([path, head.status, head.headers.get('Content-Type'), await head.text()]).toEqual([
        ...[path, get.status, get.headers.get('Content-Type'), ''],
      ]);
    }
  });
});

test('what nobody foresaw is internal, and says nothing', async () => {
  const app = createApp({
    gateway: gateway.gateway,
    tokens: new Tokens(SECRET),
    open: { query: () => true, schema: true },
    log: pino({ level: 'silent' }),
    folders: { dist: import.meta.dirname, demo: import.meta.dirname },
  });
  app.get('/fails', () => {
    throw new TypeError('cannot read the secret of undefined');
  });
  const response = await app.request('/fails');
  expect([response.status, await response.json()]).toEqual([
    500,
    new ProblemError('internal', 'The gateway failed to answer. Its log has the reason.').toJSON(),
  ]);
});
