import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PROBLEMS, type Problem, type ProblemCode } from '../../../../server/contract/problem.ts';
import { readWidgets } from '../../../../server/http/widget-manifest.ts';
import { packageFolders } from '../../../../server/shared/package-folders.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../../../support/databases.ts';
import { openTestGateway, SECRET, type TestGateway } from '../../../support/gateway.ts';

const WIDGETS = join(import.meta.dirname, '../../../../widgets');
const widgets = readWidgets(packageFolders().browser);
const one = '-- One\n-- @column one integer One\nselect 1 as one';

let database: TestDatabase;
let gateway: TestGateway;
let proxied: TestGateway;

beforeAll(async () => {
  database = await createDatabase(databaseNames().at(-1) ?? 'packaged', { bare: true });
  const open = (env: Record<string, string>) => openTestGateway(database.url, { queries: { one }, env, allow: null });
  gateway = await open({});
  proxied = await open({
    LETZ_SECRET: SECRET,
    ALLOWED_ORIGINS: 'https://wiki.example.org,https://*.notion.example,null',
    PUBLIC_ORIGIN: 'https://letz.example.org',
  });
});
afterAll(async () => {
  await Promise.all([gateway.close(), proxied.close()]);
  await database.drop();
});

/** The markup inside the context of an embed page. */
async function element(path: string): Promise<string> {
  const response = await gateway.request(path);
  expect(response.status).toBe(200);
  return /<letz-context token-from-hash>(.*)<\/letz-context>/.exec(await response.text())?.[1] ?? '';
}

describe('an embed page', () => {
  test.each([...widgets.keys()])('exists for %s', async (tag) => {
    expect(await element(`/embed/${tag}?query=one`)).toBe(`<${tag} query="one"></${tag}>`);
  });

  test('takes the widget’s attributes from the URL; all other names are parameters of the query', async () => {
    const search =
      'query=active-users&label=Active&days=30&tz=America/Sao_Paulo&locale=pt-BR&theme=dark&refresh=60' +
      '&trend=daily-active-users&compact=true&sender=user';
    expect(await element(`/embed/letz-metric?${search}`)).toBe(
      '<letz-metric query="active-users" label="Active" tz="America/Sao_Paulo" locale="pt-BR" theme="dark"' +
        ' refresh="60" trend="daily-active-users" compact="true"' +
        ' params="{&quot;days&quot;:&quot;30&quot;,&quot;sender&quot;:&quot;user&quot;}"></letz-metric>',
    );
    expect(await element('/embed/letz-metric?query=one&compact=false')).toBe('<letz-metric query="one"></letz-metric>');
    expect(await element('/embed/letz-metric?query=one&label=false')).toBe(
      '<letz-metric query="one" label="false"></letz-metric>',
    );
  });

  test('takes parameters as JSON, too, for those with the name of an attribute', async () => {
    expect(await element(`/embed/letz-metric?query=one&params=${encodeURIComponent('{"label":1,"x":null}')}&y=2`)).toBe(
      '<letz-metric query="one" params="{&quot;label&quot;:&quot;1&quot;,&quot;x&quot;:null,&quot;y&quot;:&quot;2&quot;}"></letz-metric>',
    );
  });

  test.each([
    ['letz-metric?label=%3Cscript%3Ealert(1)%3C/script%3E'],
    ['letz-metric?label=%22%20onmouseover=%22alert(1)'],
    ["letz-metric?query=one'%20onclick='alert(1)"],
    ['letz-metric?locale=%22%3E%3Cscript%3Ealert(1)%3C/script%3E'],
    ['letz-metric?theme=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E'],
    ['letz-metric?x=%22%3E%3Csvg/onload=alert(1)%3E'],
    ['letz-metric?%22%3E%3Csvg/onload=alert(1)%3E=1'],
    ['letz-metric?onclick=alert(1)&style=color:red&is=x'],
    ['letz-metric?params=%7B%22a%22:%22%3C/letz-metric%3E%3Cscript%3E%22%7D'],
  ])('escapes everything from the URL: %s', async (path) => {
    const html = await (await gateway.request(`/embed/${path}`)).text();
    const tags = [...html.matchAll(/<([a-z-]+)((?:\s+[a-z-]+(?:="[^"<>]*")?)*)>/g)];
    expect(tags.map(([, tag]) => tag)).toEqual(
      'html head meta meta meta meta title link link script script body main span letz-context letz-metric'.split(' '),
    );
    expect(html.match(/<\w/g)).toHaveLength(tags.length);
    const names = [...(tags.at(-1)?.[2] ?? '').matchAll(/\s([a-z-]+)="[^"]*"/g)].map(([, name]) => name);
    expect([...(widgets.get('letz-metric')?.attributes.keys() ?? []), 'params']).toEqual(expect.arrayContaining(names));
  });

  test('may be framed by the gateway and ALLOWED_ORIGINS only, and runs no inline script', async () => {
    const policyOf = async ({ request }: TestGateway) =>
      (await request('/embed/letz-metric?query=one')).headers.get('Content-Security-Policy') ?? '';
    expect(await policyOf(gateway)).toContain("frame-ancestors 'self';");
    const policy = await policyOf(proxied);
    expect(policy).toContain("frame-ancestors 'self' https://wiki.example.org https://*.notion.example;");
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; .*connect-src 'self'; /);
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toContain('unsafe');
    const { headers } = await gateway.request('/embed/letz-metric');
    expect(headers.get('X-Frame-Options')).toBeNull();
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('cross-origin');
    expect(headers.get('Cross-Origin-Embedder-Policy')).toBe('require-corp');
    expect(headers.get('Referrer-Policy')).toBe('no-referrer');
  });

  test.each([
    ['', 'light dark'],
    ['theme=light', 'light'],
    ['theme=dark', 'dark'],
    ['theme=paper', 'light dark'],
  ])('declares its colour scheme before the first paint: %s', async (search, scheme) => {
    const html = await (await gateway.request(`/embed/letz-metric?${search}`)).text();
    expect(html).toContain(`<meta name="color-scheme" content="${scheme}">`);
  });

  test.each([
    ['letz-nothing?query=one', 404, 'not-found'],
    ['letz-context', 404, 'not-found'],
    ['script', 404, 'not-found'],
    ['', 404, 'not-found'],
    ['letz-metric/x', 404, 'not-found'],
    ['letz-metric%22%3E?query=one', 404, 'not-found'],
    ['letz-metric?query=one&query=two', 400, 'invalid-parameter'],
    ['letz-metric?query=one&token=abc', 400, 'invalid-parameter'],
    ['letz-metric?query=one&gateway=https://evil.example.org', 400, 'invalid-parameter'],
    ['letz-metric?query=one&params=30', 400, 'invalid-parameter'],
    ['letz-metric?query=one&params={"days":[30]}', 400, 'invalid-parameter'],
    ['letz-metric?query=%ff', 400, 'invalid-parameter'],
    ['page', 400, 'invalid-parameter'],
    ['page?w=letz-nothing:one', 404, 'not-found'],
    ['page?w=letz-context:one', 404, 'not-found'],
    ['page?w=letz-params:days', 400, 'invalid-parameter'],
    ['page?w=letz-metric:one&token=abc', 400, 'invalid-parameter'],
    [`page?${'w=letz-metric:one&'.repeat(21)}`, 400, 'invalid-parameter'],
  ])('states a mistake as a page, which people look at: %s', async (path, status, code) => {
    const response = await gateway.request(`/embed/${path}`);
    const html = await response.text();
    expect([response.status, response.headers.get('Content-Type')]).toEqual([status, 'text/html; charset=UTF-8']);
    expect(html).toContain(`<h1>${PROBLEMS[code as ProblemCode].title}</h1>`);
    expect(html).not.toMatch(/evil|abc|<script/);
    expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    expect(response.headers.get('Cache-Control')).toBe('no-store');
  });

  test('links relatively, so that it works below a path', async () => {
    const html = await (await gateway.request('/embed/letz-metric?query=one')).text();
    const links = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, link]) => link);
    expect(links).toEqual(['../icon.svg', expect.stringMatching(/^http:.*oembed/), '../letz.js', 'frame.js']);
  });

  test('names the origins that may send a token, never null', async () => {
    const html = await (await proxied.request('/embed/letz-metric?query=one')).text();
    expect(html).toContain(
      '<meta name="letz-parent-origins" content="https://wiki.example.org https://*.notion.example">',
    );
  });
});

describe('a page of several widgets', () => {
  test('shares parameters by its context; letz-params takes names of parameters', async () => {
    const search =
      'w=letz-params:days,tz&w=letz-metric:new-signups&w=letz-chart:signups-by-day&w=letz-schema-browser' +
      '&days=30&theme=dark&label=Signups';
    const html = await (await gateway.request(`/embed/page?${search}`)).text();
    expect(html).toContain(
      '<letz-context token-from-hash theme="dark" params="{&quot;days&quot;:&quot;30&quot;}">' +
        '<letz-params query="new-signups signups-by-day" only="days tz"></letz-params>' +
        '<letz-metric query="new-signups"></letz-metric><letz-chart query="signups-by-day"></letz-chart>' +
        '<letz-schema-browser></letz-schema-browser></letz-context>',
    );
    expect(html).toContain('<title>Signups</title>');
  });

  test.each(['w=letz-metric:%22%3E%3Cscript%3E', 'w=letz-metric:one&%22%3E%3Csvg/onload=alert(1)%3E=1'])(
    'escapes everything from the URL: %s',
    async (search) => {
      const html = await (await gateway.request(`/embed/page?${search}`)).text();
      expect(html.match(/<script/g)).toHaveLength(2);
      expect(html).not.toContain('<svg');
    },
  );
});

test('every element of the library can be embedded, but for the context', () => {
  const tags = readdirSync(WIDGETS).filter((name) => existsSync(join(WIDGETS, name, `${name}.ts`)));
  expect([...widgets.keys(), 'letz-context'].sort()).toEqual(tags.sort());
  for (const { attributes } of widgets.values()) {
    expect([...attributes.keys()]).toEqual(expect.arrayContaining(['query', 'label', 'locale', 'tz', 'theme']));
    expect([...attributes.keys()]).not.toEqual(expect.arrayContaining(['token']));
    expect([...attributes.keys()]).not.toEqual(expect.arrayContaining(['gateway']));
  }
});

describe('oEmbed', () => {
  const describeUrl = (url: string, more = '', on = gateway) =>
    on.request(`/oembed?url=${encodeURIComponent(url)}${more}`);

  test('describes an embed page, and the page links to its description', async () => {
    const path = '/embed/letz-chart?query=signups-by-day&label=A %26 "B"';
    const page = await (await gateway.request(path)).text();
    const href = /<link rel="alternate" type="application\/json\+oembed" href="([^"]*)">/.exec(page)?.[1] ?? '';
    const response = await gateway.request(href.replaceAll('&amp;', '&'));
    expect(await response.json()).toEqual({
      version: '1.0',
      type: 'rich',
      title: 'A & "B"',
      provider_name: 'letz-widgets',
      provider_url: 'http://localhost',
      cache_age: 86_400,
      html: expect.stringMatching(
        /^<iframe src="http:\/\/localhost\/embed\/letz-chart\?query=signups-by-day&amp;label=A%20%26%20%22B%22" title="A &amp; &quot;B&quot;" width="640" height="400"><\/iframe>$/,
      ),
      width: 640,
      height: 400,
    });
  });

  test('respects the maximum size', async () => {
    const response = await describeUrl('http://localhost/embed/letz-chart?query=one', '&maxwidth=300&maxheight=9000');
    expect(await response.json()).toMatchObject({
      width: 300,
      height: 400,
      html: expect.stringContaining('width="300"'),
    });
  });

  test('never holds a token', async () => {
    const response = await describeUrl('http://localhost/embed/letz-metric?query=one#token=abc.def.ghi');
    expect(await response.text()).not.toContain('abc.def');
  });

  test('uses the gateway’s public origin', async () => {
    const url = 'https://letz.example.org/embed/letz-metric?query=one';
    const response = await describeUrl(url, '', proxied);
    expect(await response.json()).toMatchObject({
      provider_url: 'https://letz.example.org',
      html: expect.stringContaining(`src="${url}"`),
    });
  });

  test('gives each widget a height of its own, and a page the sum', async () => {
    const heights = new Map<string, number>();
    for (const tag of widgets.keys()) {
      const response = await describeUrl(`http://localhost/embed/${tag}?query=one`);
      heights.set(tag, ((await response.json()) as { height: number }).height);
    }
    expect(new Set(heights.values()).size).toBe(heights.size);
    const page = await describeUrl('http://localhost/embed/page?w=letz-metric:one&w=letz-chart:one');
    expect(await page.json()).toMatchObject({ height: heights.get('letz-metric')! + heights.get('letz-chart')! });
  });

  test('without PUBLIC_ORIGIN the gateway may be mounted below a path', async () => {
    const response = await describeUrl('http://localhost/letz/embed/letz-metric?query=one');
    expect(await response.json()).toMatchObject({
      html: expect.stringContaining('src="http://localhost/letz/embed/letz-metric?query=one"'),
    });
  });

  test.each([
    ['', 400, 'invalid-parameter'],
    ['?url=nonsense', 400, 'invalid-parameter'],
    ['?url=https://evil.example.org/embed/letz-metric', 404, 'not-found'],
    ['?url=http://localhost.evil.org/embed/letz-metric', 404, 'not-found'],
    ['?url=http://localhost@evil.org/embed/letz-metric', 404, 'not-found'],
    ['?url=javascript://localhost/embed/letz-metric', 404, 'not-found'],
    ['?url=http://localhost/embed/letz-nothing', 404, 'not-found'],
    ['?url=http://localhost/api/queries', 404, 'not-found'],
    ['?url=http://localhost/embed/letz-metric&maxwidth=wide', 400, 'invalid-parameter'],
    ['?url=http://localhost/embed/letz-metric&format=xml', 400, 'invalid-parameter'],
  ])('refuses %s', async (search, status, code) => {
    const response = await gateway.request(`/oembed${search}`);
    expect([response.status, ((await response.json()) as Problem).code]).toEqual([status, code]);
  });
});
