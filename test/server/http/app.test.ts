import { pino } from 'pino';
import { beforeAll, describe, expect, test } from 'vitest';
import { Tokens } from '../../../server/auth/tokens.ts';
import type { Problem } from '../../../server/contract/problem.ts';
import { createApp } from '../../../server/http/app.ts';
import { packageFolders } from '../../../server/shared/package-folders.ts';
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

describe('CORS', () => {
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
  ])('%s may not read answers', async (origin) => {
    for (const [, path, init] of REQUESTS) {
      const response = await gateway.request(path, { ...init, headers: { ...init.headers, Origin: origin } });
      await response.text();
      expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull();
      expect(response.headers.get('Vary')).toContain('Origin');
    }
    const preflight = await gateway.app.request('/api/batch', { method: 'OPTIONS', headers: { Origin: origin } });
    expect([...preflight.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test('a preflight needs no token and is cached for at least 600 s', async () => {
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

  test('pages of any origin may load scripts, cross-origin isolated ones too', async () => {
    for (const path of ['/letz.js', '/widgets/letz-metric.js', '/chunks/some-thing.js']) {
      const response = await gateway.request(path);
      expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
      expect(response.headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin');
    }
  });
});

test('every answer has the security headers', async () => {
  for (const path of ['/api/queries', '/api/nothing', '/livez', '/metrics', '/', '/demo.css', '/nothing']) {
    const { headers } = await gateway.request(path);
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin');
    expect(headers.get('X-Frame-Options')).toBeNull();
    expect(headers.get('Set-Cookie')).toBeNull();
  }
});

test('the demo’s pages allow scripts, styles, data and frames of their own origin only', async () => {
  const { headers } = await gateway.request('/');
  const policy = headers.get('Content-Security-Policy') ?? '';
  expect(policy).toMatch(/^default-src 'none'; script-src 'self'; /);
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).toContain("frame-ancestors 'self';");
  expect(policy).not.toContain('unsafe');
});

describe('patterns and null in ALLOWED_ORIGINS', () => {
  const allowed = async (origin: string, path = '/api/queries/number') => {
    const own = await open({ env: { ALLOWED_ORIGINS: 'https://*.example.org,null' } });
    const { headers } = await own.request(path, { headers: { Origin: origin } });
    return headers.get('Access-Control-Allow-Origin');
  };

  test.each(['https://a.example.org', 'https://long-label_1.example.org', 'null'])(
    '%s may read answers',
    async (origin) => {
      expect(await allowed(origin)).toBe(origin);
    },
  );

  test.each([
    'https://example.org',
    'https://a.b.example.org',
    'https://.example.org',
    'http://a.example.org',
    'https://a.example.org:8443',
    'https://a.example.org.evil.org',
    'https://evil.org/.example.org',
    'https://aexample.org',
  ])('%s may not', async (origin) => {
    expect(await allowed(origin)).toBeNull();
  });
});

describe('below the path of PUBLIC_ORIGIN', () => {
  const PUBLIC_ORIGIN = 'https://x.example.org/letz';
  let below: TestGateway;
  beforeAll(async () => {
    below = await open({ env: { LETZ_SECRET: SECRET, PUBLIC_ORIGIN } });
  });

  test.each([
    '/api/queries/number',
    '/livez',
    '/readyz',
    '/letz.js',
    '/demo.css',
    '/embed/letz-metric?query=number',
    '/',
  ])('%s is answered whether the proxy strips the path or not', async (path) => {
    const [stripped, whole] = [await below.request(path), await below.request(`/letz${path}`)];
    expect([stripped.status, whole.status]).toEqual([200, 200]);
    expect(await whole.text()).toBe(await stripped.text());
  });

  test('the path without trailing slash redirects to the page', async () => {
    const response = await below.request('/letz');
    expect([response.status, response.headers.get('Location')]).toEqual([308, `${PUBLIC_ORIGIN}/`]);
  });

  test.each(['/letzx/livez', '/letz/letz/livez', '/other/livez'])('%s is not found', async (path) => {
    expect((await below.request(path)).status).toBe(404);
  });

  test('links to embed pages use PUBLIC_ORIGIN', async () => {
    const html = await (await below.request('/letz/embed/letz-metric?query=number')).text();
    const [, href = ''] = /oembed" href="([^"]*)"/.exec(html) ?? [];
    const url = `${PUBLIC_ORIGIN}/embed/letz-metric?query=number`;
    expect(href).toBe(`${PUBLIC_ORIGIN}/oembed?url=${encodeURIComponent(url)}`);
    const oembed = await below.json<{ html: string }>(href.slice('https://x.example.org'.length));
    expect(oembed.html).toContain(`src="${url}"`);
    const other = await below.request(`/oembed?url=${encodeURIComponent('https://x.example.org/embed/letz-metric')}`);
    expect(other.status).toBe(404);
  });

  test('methods and CORS are checked as at the root', async () => {
    const response = await below.request('/letz/api/queries', { method: 'DELETE' });
    expect([response.status, response.headers.get('Vary')]).toEqual([405, 'Origin, Authorization, Accept-Encoding']);
  });
});

test('every answer names the version of the contract', async () => {
  for (const path of ['/api/queries', '/api/nothing', '/livez', '/', '/embed/letz-metric', '/letz.js', '/api/batch']) {
    expect((await gateway.request(path)).headers.get('Letz-Contract')).toBe('2');
  }
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
  ])('%s accepts %s; other methods get 405 with Allow', async (path, allow) => {
    const others = ['PUT', 'PATCH', 'DELETE', 'PURGE', 'BREW', allow === 'POST' ? 'GET' : 'POST'];
    for (const method of others) {
      const response = await gateway.request(path, { method });
      expect([method, response.status, response.headers.get('Allow')]).toEqual([method, 405, allow]);
      expect(await code(response)).toBe('method-not-allowed');
    }
  });

  test.each(['/chunks/x.js', '/chunks/x.js.map', '/widgets/letz-nope.js', '/nothing'])(
    'a missing file is not-found, which is not cached: %s',
    async (path) => {
      for (const method of ['GET', 'HEAD']) {
        const response = await gateway.request(path, { method });
        expect([response.status, response.headers.get('Cache-Control')]).toEqual([404, 'no-store']);
      }
      expect(await gateway.json(path)).toMatchObject({ code: 'not-found' });
    },
  );

  test('HEAD is answered as GET, without the body', async () => {
    for (const path of ['/api/queries', '/api/queries/number', '/api/queries/nobody', '/livez', '/readyz']) {
      const [head, get] = [await gateway.request(path, { method: 'HEAD' }), await gateway.request(path)];
      expect([path, head.status, head.headers.get('Content-Type'), await head.text()]).toEqual([
        ...[path, get.status, get.headers.get('Content-Type'), ''],
      ]);
    }
  });
});

test('an unexpected error becomes the problem internal, without its message', async () => {
  const app = createApp({
    gateway: gateway.gateway,
    tokens: new Tokens(SECRET),
    open: { query: () => true, schema: true },
    log: pino({ level: 'silent' }),
    folders: packageFolders(),
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
