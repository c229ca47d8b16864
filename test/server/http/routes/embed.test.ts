import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../../../server/contract/problem.ts';
import { EMBED_WIDGETS, SHARED_ATTRIBUTES } from '../../../../server/http/embed-widgets.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../../../support/databases.ts';
import { openTestGateway, SECRET, type TestGateway } from '../../../support/gateway.ts';

const WIDGETS = join(import.meta.dirname, '../../../../widgets');
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
    ALLOWED_ORIGINS: 'https://wiki.example.org,https://admin.example.org',
    PUBLIC_ORIGIN: 'https://letz.example.org',
  });
});
afterAll(async () => {
  await Promise.all([gateway.close(), proxied.close()]);
  await database.drop();
});

/** The widget's element as a page has it. */
async function element(path: string): Promise<string> {
  const response = await gateway.request(path);
  expect(response.status).toBe(200);
  return /<letz-context token-from-hash>(.*)<\/letz-context>/.exec(await response.text())?.[1] ?? '';
}

describe('an embed page', () => {
  test.each([...EMBED_WIDGETS.keys()])('there is one for %s', async (tag) => {
    expect(await element(`/embed/${tag}?query=one`)).toBe(`<${tag} query="one"></${tag}>`);
  });

  test('is made of the widget alone: attributes are its own, everything else its query’s parameters', async () => {
    const search =
      'query=active-users&label=Active&days=30&tz=America/Sao_Paulo&locale=pt-BR&theme=dark&refresh=60' +
      '&trend=daily-active-users&compact=true&sender=user';
    expect(await element(`/embed/letz-metric?${search}`)).toBe(
      '<letz-metric query="active-users" label="Active" tz="America/Sao_Paulo" locale="pt-BR" theme="dark"' +
        ' refresh="60" trend="daily-active-users" compact="true"' +
        ' params="{&quot;days&quot;:&quot;30&quot;,&quot;sender&quot;:&quot;user&quot;}"></letz-metric>',
    );
    expect(await element('/embed/letz-metric?query=one&compact=false')).toBe('<letz-metric query="one"></letz-metric>');
  });

  test('takes parameters as JSON, too: those that are called like an attribute', async () => {
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
  ])('holds no markup but its own: %s', async (path) => {
    const html = await (await gateway.request(`/embed/${path}`)).text();
    const tags = [...html.matchAll(/<([a-z-]+)((?:\s+[a-z-]+(?:="[^"<>]*")?)*)>/g)];
    expect(tags.map(([, tag]) => tag)).toEqual(
      'html head meta meta meta title link link script script body main span letz-context letz-metric'.split(' '),
    );
    expect(html.match(/<\w/g)).toHaveLength(tags.length);
    const names = [...(tags.at(-1)?.[2] ?? '').matchAll(/\s([a-z-]+)="[^"]*"/g)].map(([, name]) => name);
    expect([...SHARED_ATTRIBUTES, 'params']).toEqual(expect.arrayContaining(names));
  });

  test('lets itself be framed by the gateway and ALLOWED_ORIGINS alone, and runs nothing inline', async () => {
    const policyOf = async ({ request }: TestGateway) =>
      (await request('/embed/letz-metric?query=one')).headers.get('Content-Security-Policy') ?? '';
    expect(await policyOf(gateway)).toContain("frame-ancestors 'self';");
    const policy = await policyOf(proxied);
    expect(policy).toContain("frame-ancestors 'self' https://wiki.example.org https://admin.example.org;");
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
  ])('says its colour scheme before the first paint: %s', async (search, scheme) => {
    const html = await (await gateway.request(`/embed/letz-metric?${search}`)).text();
    expect(html).toContain(`<meta name="color-scheme" content="${scheme}">`);
  });

  test.each([
    ['letz-nothing?query=one', 404, 'not-found'],
    ['letz-context', 404, 'not-found'],
    ['script', 404, 'not-found'],
    ['letz-metric%22%3E?query=one', 404, 'not-found'],
    ['letz-metric?query=one&query=two', 400, 'invalid-parameter'],
    ['letz-metric?query=one&token=abc', 400, 'invalid-parameter'],
    ['letz-metric?query=one&gateway=https://evil.example.org', 400, 'invalid-parameter'],
    ['letz-metric?query=one&params=30', 400, 'invalid-parameter'],
    ['letz-metric?query=one&params={"days":[30]}', 400, 'invalid-parameter'],
    ['letz-metric?query=%ff', 400, 'invalid-parameter'],
  ])('is refused: %s', async (path, status, code) => {
    const response = await gateway.request(`/embed/${path}`);
    expect([response.status, ((await response.json()) as Problem).code]).toEqual([status, code]);
  });
});

describe('the list of widgets', () => {
  /** Elements that show no data of their own. */
  const OTHERS = ['letz-context', 'letz-params'];
  const tags = readdirSync(WIDGETS).filter((name) => existsSync(join(WIDGETS, name, `${name}.ts`)));
  const attributesOf = (path: string) => {
    const code = readFileSync(join(WIDGETS, path), 'utf8');
    const [, properties = ''] = /static override properties[^=]* = \{(.*?)\};/s.exec(code) ?? [];
    return [...properties.matchAll(/(\w+): (\{[^}]*\})/g)]
      .filter(([, , options = '']) => !options.includes('attribute: false'))
      .map(([, name, options = '']) => /attribute: '([a-z-]+)'/.exec(options)?.[1] ?? name);
  };

  test('has every widget that shows data', () => {
    expect([...EMBED_WIDGETS.keys(), ...OTHERS]).toEqual(expect.arrayContaining(tags));
  });

  test.each(tags.filter((tag) => EMBED_WIDGETS.has(tag)))('knows the attributes of %s', (tag) => {
    expect(attributesOf(`${tag}/${tag}.ts`).sort()).toEqual([...(EMBED_WIDGETS.get(tag)?.attributes ?? [])].sort());
  });

  test('knows the attributes that all have, and leaves out what an address must not set', () => {
    const shared = attributesOf('core/element/letz-element.ts').filter(
      (name) => !['gateway', 'token', 'params', 'sets'].includes(name ?? ''),
    );
    expect([...SHARED_ATTRIBUTES].sort()).toEqual(shared.sort());
  });
});

describe('oEmbed', () => {
  const describeUrl = (url: string, more = '', on = gateway) =>
    on.request(`/oembed?url=${encodeURIComponent(url)}${more}`);

  test('describes an embed page of this gateway, and the page names its description', async () => {
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

  test('keeps to the size that is asked for', async () => {
    const response = await describeUrl('http://localhost/embed/letz-chart?query=one', '&maxwidth=300&maxheight=9000');
    expect(await response.json()).toMatchObject({
      width: 300,
      height: 400,
      html: expect.stringContaining('width="300"'),
    });
  });

  test('leaves a token where it belongs: out of it', async () => {
    const response = await describeUrl('http://localhost/embed/letz-metric?query=one#token=abc.def.ghi');
    expect(await response.text()).not.toContain('abc.def');
  });

  test('knows the gateway by the name that others use', async () => {
    const url = 'https://letz.example.org/embed/letz-metric?query=one';
    const response = await describeUrl(url, '', proxied);
    expect(await response.json()).toMatchObject({
      provider_url: 'https://letz.example.org',
      html: expect.stringContaining(`src="${url}"`),
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
