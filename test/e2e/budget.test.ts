// Size of responses as received by a browser.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage, settled } from '../support/browser.ts';
import { serveGateway } from '../support/serve-gateway.js';
import { getModules, type WireResponse } from '../support/wire.ts';

/** Limits in KB. The budget is of Brotli, which browsers receive over HTTPS; gzip is the fallback. */
const LIMITS = [
  ['br', 25],
  ['gzip', 27],
] as const;

let browser: Browser;
let gateway: Awaited<ReturnType<typeof serveGateway>>;

beforeAll(async () => {
  [browser, gateway] = await Promise.all([openBrowser(), serveGateway()]);
});
afterAll(async () => {
  await Promise.all([browser?.close(), gateway?.stop()]);
});

/** Sum of the responses' bodies in KB (1024 bytes). */
const kilobytes = (responses: Iterable<WireResponse>) => [...responses].reduce((sum, { size }) => sum + size, 0) / 1024;

test.each(LIMITS)('letz.js and all that it imports, as %s, are at most %i KB', async (coding, limit) => {
  const modules = await getModules(`${gateway.origin}/letz.js`, { 'Accept-Encoding': coding });
  expect(modules.size).toBeGreaterThan(2);
  expect(kilobytes(modules.values())).toBeLessThanOrEqual(limit);
});

test('uPlot is not included: it is loaded with the first chart', async () => {
  const modules = await getModules(`${gateway.origin}/letz.js`, {});
  expect([...modules.values()].map(({ text }) => text).join('')).not.toMatch(/u-legend|u-hz/);
});

/** Loads a page with one script and one widget. @returns the URLs and the size of all scripts, in KB as served */
const loadPage = (script: string, widget: string) => measure('/bare', ['script'], script, widget);

/** Loads a page. @returns the URLs and the size of the responses of some types, in KB as served */
async function measure(
  path: string,
  types: readonly string[],
  script = '',
  widget = '',
): Promise<{ urls: string[]; size: number }> {
  const { page, faults } = await openPage(browser);
  await page.route('**/bare', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Page</title><link rel="icon" href="/icon.svg">
        <script type="module" src="${script}"></script>${widget}</html>`,
    }),
  );
  const scripts: { url: string; size: Promise<number> }[] = [];
  page.on('requestfinished', (request) => {
    if (!types.includes(request.resourceType())) return;
    scripts.push({ url: request.url(), size: request.sizes().then(({ responseBodySize }) => responseBodySize) });
  });
  await page.goto(`${gateway.origin}${path}`);
  await settled(page);
  await page.waitForLoadState('networkidle');
  const sizes = await Promise.all(scripts.map(({ size }) => size));
  expect(faults).toEqual([]);
  await page.context().close();
  return { urls: scripts.map(({ url }) => url), size: sizes.reduce((sum, size) => sum + size, 0) / 1024 };
}

test('a metric alone is at most 20 KB, Lit included', async () => {
  const { urls, size } = await loadPage('/widgets/letz-metric.js', '<letz-metric query="total-users"></letz-metric>');
  expect(urls).toContain(`${gateway.origin}/widgets/letz-metric.js`);
  expect(size).toBeGreaterThan(5);
  expect(size).toBeLessThanOrEqual(20);
});

test('a page with a chart is at most 60 KB, uPlot included', async () => {
  const { urls, size } = await loadPage('/letz.js', '<letz-chart query="daily-active-users"></letz-chart>');
  expect(urls).toContain(`${gateway.origin}/letz.js`);
  expect(size).toBeGreaterThan(25);
  expect(size).toBeLessThanOrEqual(60);
});

test('the dashboard is at most 130 KB: page, style sheet and scripts', async () => {
  const { urls, size } = await measure(`/#token=${gateway.token}`, ['document', 'stylesheet', 'script']);
  expect(urls).toContain(`${gateway.origin}/demo.css`);
  expect(size).toBeGreaterThan(60);
  expect(size).toBeLessThanOrEqual(130);
});
