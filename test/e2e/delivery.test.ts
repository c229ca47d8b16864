// Delivery of the built files: compression, caching, versions.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, openPage, settled } from '../support/browser.ts';
import { serveGateway } from '../support/serve-gateway.js';
import { servePage } from '../support/serve-page.ts';
import { getModules, getRaw } from '../support/wire.ts';

let gateway: Awaited<ReturnType<typeof serveGateway>>;
let library: string;
let versioned: string;

beforeAll(async () => {
  gateway = await serveGateway();
  library = `${gateway.origin}/letz.js`;
  const other = await getRaw(`${gateway.origin}/letz@0.0.1.js`);
  versioned = gateway.origin + (/\/letz@[\w.-]+\.js/.exec(other.text)?.[0] ?? '');
});
afterAll(() => gateway?.stop());

describe('compression', () => {
  test.each([
    ['br, gzip', 'br'],
    ['gzip, deflate', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['identity', undefined],
    ['', undefined],
  ])('Accept-Encoding: %s is answered with %s', async (accept, coding) => {
    const headers: Record<string, string> = accept ? { 'Accept-Encoding': accept } : {};
    const plain = await getModules(library, {});
    for (const [url, response] of await getModules(library, headers)) {
      if (response.text.length < 1000) continue;
      expect(response.headers['content-encoding']).toBe(coding);
      expect(response.headers.vary).toMatch(/accept-encoding/i);
      expect(response.text).toBe(plain.get(url)?.text);
      if (coding) expect(response.size).toBeLessThan(response.text.length / 2);
    }
  });
});

describe('caching', () => {
  test('letz.js is revalidated: 304 for its ETag, compared weakly', async () => {
    const { headers } = await getRaw(library, { 'Accept-Encoding': 'br' });
    expect(headers['cache-control']).toBe('public, no-cache');
    const etag = headers.etag ?? '';
    for (const known of [etag, etag.replace('W/', ''), `"other", ${etag}`, '*']) {
      const response = await getRaw(library, { 'If-None-Match': known });
      expect([known, response.status, response.size, response.headers.etag]).toEqual([known, 304, 0, etag]);
    }
    expect((await getRaw(library, { 'If-None-Match': '"other"' })).status).toBe(200);
  });

  test('chunks are immutable, their names change with their content', async () => {
    const chunks = [...(await getModules(library, {}))].filter(([url]) => url.includes('/chunks/'));
    expect(chunks.length).toBeGreaterThan(0);
    for (const [url, { headers }] of chunks) {
      expect(url).toMatch(/-[\w-]{6,}\.js$/);
      expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    }
  });

  test('pages and other scripts have an ETag, too', async () => {
    for (const path of ['/', '/demo.css', '/widgets/letz-metric.js', '/embed/frame.js']) {
      const { headers } = await getRaw(gateway.origin + path);
      expect(headers.etag).toMatch(/^W\/"/);
      expect((await getRaw(gateway.origin + path, { 'If-None-Match': headers.etag ?? '' })).status).toBe(304);
    }
  });
});

describe('the versioned library', () => {
  test('is immutable, for any origin, and named by a hash of the content outside a release', async () => {
    expect(versioned).toMatch(/\/letz@\d+\.\d+\.\d+-[0-9a-f]{8}\.js$/);
    const response = await getRaw(versioned);
    expect(response.status).toBe(200);
    expect(response.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(response.headers['access-control-allow-origin']).toBe('*');
    expect(response.text).toBe((await getRaw(library)).text);
    const hash = createHash('sha384').update(response.text).digest('hex');
    expect(versioned).toContain(hash.slice(0, 8));
  });

  test.each(['/letz@0.0.1.js', '/letz@latest.js', '/letz@.js'])('%s is 404 and names the current one', async (path) => {
    const { status, text, headers } = await getRaw(gateway.origin + path);
    expect(status).toBe(404);
    if (path !== '/letz@.js') expect(JSON.parse(text).detail).toContain(new URL(versioned).pathname);
    expect(headers['access-control-allow-origin']).toBe('*');
    expect(headers['cache-control']).toBe('no-store');
  });

  test('is the same module as letz.js: both on one page define the elements once', async () => {
    const browser = await openBrowser();
    try {
      const { page, faults } = await openPage(browser);
      await page.route('**/both', (route) =>
        route.fulfill({
          contentType: 'text/html',
          body: `<!doctype html><html lang="en"><title>Both</title><link rel="icon" href="/icon.svg">
            <script type="module" src="/letz.js"></script><script type="module" src="${versioned}"></script>
            <letz-metric query="total-users"></letz-metric></html>`,
        }),
      );
      const loaded: string[] = [];
      page.on('request', (request) => {
        if (request.resourceType() === 'script') loaded.push(request.url());
      });
      await page.goto(`${gateway.origin}/both`);
      await settled(page);
      expect(new Set(loaded).size).toBe(loaded.length);
      expect(loaded).toEqual(expect.arrayContaining([library, versioned]));
      // As text: the test runner would rewrite import().
      const same = await page.evaluate(
        `Promise.all(['${library}', '${versioned}'].map((url) => import(url))).then((modules) =>
          modules.map(({ LetzMetric }) => LetzMetric === customElements.get('letz-metric')))`,
      );
      expect(same).toEqual([true, true]);
      expect(faults).toEqual([]);
    } finally {
      await browser.close();
    }
  });

  test('shares its modules with the files of single widgets, in any order', async () => {
    const browser = await openBrowser();
    try {
      for (const files of [
        ['/letz.js', '/widgets/letz-metric.js'],
        ['/widgets/letz-metric.js', '/letz.js'],
        ['/widgets/letz-metric.js', '/widgets/letz-chart.js'],
      ]) {
        const { page, faults } = await openPage(browser);
        await page.route('**/beside', (route) =>
          route.fulfill({
            contentType: 'text/html',
            body: `<!doctype html><html lang="en"><title>Beside</title><link rel="icon" href="/icon.svg">
              ${files.map((file) => `<script type="module" src="${file}"></script>`).join('')}
              <letz-metric query="total-users"></letz-metric><letz-chart query="signups-by-day"></letz-chart></html>`,
          }),
        );
        const loaded: string[] = [];
        page.on('request', (request) => {
          if (request.resourceType() === 'script') loaded.push(request.url());
        });
        await page.goto(`${gateway.origin}/beside`);
        await settled(page);
        expect(await page.locator(':state(error)').count()).toBe(0);
        expect(faults).toEqual([]);
        // Lit's own list of its copies on the page.
        expect(await page.evaluate('globalThis.litElementVersions.length')).toBe(1);
        expect(new Set(loaded).size).toBe(loaded.length);
        await page.context().close();
      }
    } finally {
      await browser.close();
    }
  });

  test('loads with its integrity, on pages of other origins, too, and is blocked with another one', async () => {
    const { version, integrity } = (await (await fetch(`${gateway.origin}/api/build`)).json()) as Record<
      string,
      string
    >;
    expect(versioned).toContain(`/letz@${version}.js`);
    const browser = await openBrowser();
    try {
      const wrong = `sha384-${createHash('sha384').update('another script').digest('base64')}`;
      for (const [value, isLoaded] of [
        [integrity, true],
        [wrong, false],
      ] as const) {
        const host = await servePage(
          () => `<!doctype html><html lang="en"><title>Pinned</title><link rel="icon" href="data:,">
            <script type="module" src="${versioned}" integrity="${value}"></script></html>`,
        );
        const { page, faults } = await openPage(browser);
        await page.goto(host.origin);
        expect(await page.evaluate("Boolean(customElements.get('letz-metric'))")).toBe(isLoaded);
        expect(faults.join().includes('integrity')).toBe(!isLoaded);
        await page.context().close();
        await host.close();
      }
    } finally {
      await browser.close();
    }
  });

  test('beside another version the first one defines the elements, the second one warns', async () => {
    const browser = await openBrowser();
    try {
      const { page, faults } = await openPage(browser);
      await page.route('**/two', (route) =>
        route.fulfill({
          contentType: 'text/html',
          body: `<!doctype html><html lang="en"><title>Two</title><link rel="icon" href="/icon.svg">
            <script type="module" src="/letz.js"></script>
            <script type="module" src="${gateway.origin}/other/letz.js"></script>
            <letz-metric query="total-users"></letz-metric></html>`,
        }),
      );
      // The same files at other addresses are another copy.
      await page.route('**/other/**', async (route) => {
        const response = await route.fetch({ url: route.request().url().replace('/other/', '/') });
        await route.fulfill({ response });
      });
      await page.goto(`${gateway.origin}/two`);
      await settled(page);
      expect(await page.locator('letz-metric:state(error)').count()).toBe(0);
      expect(faults).toEqual([expect.stringMatching(/^warning: letz-widgets is loaded twice/)]);
    } finally {
      await browser.close();
    }
  });
});
