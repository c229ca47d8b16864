// Embed pages in frames of other origins, as a wiki has them.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFaults, openBrowser, openPage, settled } from '../support/browser.ts';
import { serveGateway } from '../support/serve-gateway.js';
import { type HostPage, servePage } from '../support/serve-page.ts';

let browser: Browser;
let gateway: Awaited<ReturnType<typeof serveGateway>>;
let wiki: HostPage;
let isolated: HostPage;
let stranger: HostPage;

const page = (path: string) => () =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Wiki</title>
  <script>
    heights = [];
    addEventListener('message', ({ data }) => { if (data.type === 'letz-height') heights.push(data.height); });
  </script>
  <h1>Wiki</h1><iframe title="Widget" width="600" height="700" src="${gateway.origin}/embed/${path}"></iframe>`;

const METRIC = 'letz-metric?query=active-users&days=30&trend=daily-active-users';
let shown = METRIC;

beforeAll(async () => {
  const host = () => page(shown)();
  wiki = await servePage(host);
  isolated = await servePage(host, {
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Opener-Policy': 'same-origin',
  });
  stranger = await servePage(host);
  [browser, gateway] = await Promise.all([
    openBrowser(),
    serveGateway({
      ALLOWED_ORIGINS: `${wiki.origin},${isolated.origin}`,
      PUBLIC_QUERIES: 'active-users,daily-active-users',
    }),
  ]);
});
afterAll(async () => {
  await Promise.all([browser?.close(), gateway?.stop(), wiki?.close(), isolated?.close(), stranger?.close()]);
});

test.each([
  'letz-metric?query=active-users&days=30&trend=daily-active-users',
  'letz-chart?query=daily-active-users&label=Daily',
  'letz-heatmap?query=message-heatmap',
  'letz-funnel?query=journey-funnel',
  'letz-query-table?query=user-directory&limit=20',
  'letz-query-runner?query=events-by-type',
  'letz-schema-browser',
])('%s works as a page of its own, under its own policy, with the token of its fragment', async (path) => {
  const { page, faults } = await openPage(browser);
  await page.goto(`${gateway.origin}/embed/${path}#token=${gateway.token}`);
  await settled(page);
  expect(faults).toEqual([]);
  expect(await axeFaults(page)).toEqual([]);
  expect(await page.locator(':state(error)').count()).toBe(0);
  expect(
    await page
      .locator('main > letz-context > *')
      .first()
      .evaluate((element) => element.shadowRoot !== null),
  ).toBe(true);
  await page.context().close();
});

describe('in a frame', () => {
  test.each(['an allowed page', 'an allowed page that isolates itself'])('of %s it is shown', async (which) => {
    shown = METRIC;
    const { page, faults } = await openPage(browser);
    await page.goto((which === 'an allowed page' ? wiki : isolated).origin);
    const frame = page.frameLocator('iframe');
    await frame
      .getByText(/^\d[\d,.]*$/)
      .first()
      .waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('of a page that is not allowed it is not', async () => {
    shown = METRIC;
    const { page, faults } = await openPage(browser);
    await page.goto(stranger.origin);
    await page.waitForLoadState('networkidle');
    expect(faults.join()).toMatch(/frame-ancestors/);
    await page.context().close();
  });

  test('it tells the page around how high it is, and again when it shrinks', async () => {
    shown = METRIC;
    const { page } = await openPage(browser);
    await page.goto(wiki.origin);
    await page
      .frameLocator('iframe')
      .getByText(/^\d[\d,.]*$/)
      .first()
      .waitFor();
    const last = () => page.evaluate(() => (window as unknown as { heights: number[] }).heights.at(-1) ?? 0);
    const [, frame] = page.frames();
    const inside = () => frame!.evaluate(() => document.body.getBoundingClientRect().height);
    const SLOW = { timeout: 20_000 };
    await expect.poll(async () => (await last()) - Math.ceil(await inside()), SLOW).toBe(0);
    const first = await last();
    // The frame's own height has no part in it.
    expect(first).toBeGreaterThan(60);
    expect(first).toBeLessThan(500);
    const label = (text: string) =>
      frame!.evaluate((text) => document.querySelector('letz-metric')?.setAttribute('label', text), text);
    await label('words that take several lines '.repeat(20));
    await expect.poll(last, SLOW).toBeGreaterThan(first);
    await label('one line');
    await expect.poll(last, SLOW).toBe(first);
    await page.context().close();
  });
});
