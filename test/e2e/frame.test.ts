// Embed pages in frames on pages of other origins.
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
  <h1>Wiki</h1><iframe ${frameAttributes} title="Widget" width="600" height="700" src="${gateway.origin}/embed/${path}"></iframe>`;

const METRIC = 'letz-metric?query=active-users&days=30&trend=daily-active-users';
let shown = METRIC;
/** Further attributes of the frame. */
let frameAttributes = '';

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
      ALLOWED_ORIGINS: `${wiki.origin},${isolated.origin},null`,
      PUBLIC_QUERIES: 'active-users,daily-active-users',
    }),
  ]);
});
afterAll(async () => {
  await Promise.all([browser?.close(), gateway?.stop(), wiki?.close(), isolated?.close(), stranger?.close()]);
});

test.each([
  ['letz-heatmap?query=message-heatmap', 'td'],
  ['letz-query-table?query=user-directory&limit=100', '[role="gridcell"]'],
])('%s shows data in a frame of 300 x 150, and fills one of 600 x 600', async (path, cell) => {
  const { page, faults } = await openPage(browser, { viewport: { width: 300, height: 150 } });
  await page.goto(`${gateway.origin}/embed/${path}#token=${gateway.token}`);
  await settled(page);
  const cells = page.locator(`letz-context > * ${cell}`);
  /** Lower edge of the last cell whose middle is painted, in pixels. */
  const lowest = () =>
    cells.evaluateAll((found) => {
      const edges = found.flatMap((each) => {
        const { left, top, width, height, bottom } = each.getBoundingClientRect();
        const painted = (each.getRootNode() as ShadowRoot).elementFromPoint(left + width / 2, top + height / 2);
        return painted && (each === painted || each.contains(painted)) ? [bottom] : [];
      });
      return Math.max(0, ...edges);
    });
  expect(await lowest()).toBeGreaterThan(60);
  await page.setViewportSize({ width: 600, height: 600 });
  await expect.poll(lowest).toBeGreaterThan(480);
  expect(faults).toEqual([]);
  await page.context().close();
});

test.each([
  'letz-metric?query=active-users&days=30&trend=daily-active-users',
  'letz-chart?query=daily-active-users&label=Daily',
  'letz-heatmap?query=message-heatmap',
  'letz-funnel?query=journey-funnel',
  'letz-query-table?query=user-directory&limit=20',
  'letz-query-runner?query=events-by-type',
  'letz-schema-browser',
  'letz-params?query=signups-by-day&only=days',
  'page?w=letz-params:days&w=letz-metric:new-signups&w=letz-chart:signups-by-day&days=30',
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

  test('on a page that is not allowed it is blocked', async () => {
    shown = METRIC;
    const { page, faults } = await openPage(browser);
    await page.goto(stranger.origin);
    await page.waitForLoadState('networkidle');
    expect(faults.join()).toMatch(/frame-ancestors/);
    await page.context().close();
  });

  test('in a sandboxed frame, whose origin is null, it is shown', async () => {
    shown = METRIC;
    const { page, faults } = await openPage(browser);
    frameAttributes = 'sandbox="allow-scripts"';
    await page.goto(wiki.origin);
    frameAttributes = '';
    await page
      .frameLocator('iframe')
      .getByText(/^\d[\d,.]*$/)
      .first()
      .waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('it accepts a token from the embedding page only', async () => {
    shown = 'letz-query-table?query=user-directory&limit=5';
    const { page } = await openPage(browser);
    await page.goto(wiki.origin);
    const widget = page.frameLocator('iframe').locator('letz-query-table');
    await widget.and(page.frameLocator('iframe').locator(':state(error)')).waitFor();
    const [, frame] = page.frames();
    const token = () =>
      frame!.evaluate(() => (document.querySelector('letz-context') as (Element & { token?: string }) | null)?.token);
    await frame!.evaluate(() => {
      window.postMessage({ type: 'letz-token', token: 'from.the.frame' }, '*');
      return new Promise((resolve) => setTimeout(resolve));
    });
    expect(await token()).toBeUndefined();
    await page.evaluate((token) => {
      document.querySelector('iframe')?.contentWindow?.postMessage({ type: 'letz-token', token }, '*');
    }, gateway.token);
    await widget.getByRole('gridcell').first().waitFor();
    expect(await token()).toBe(gateway.token);
    await page.context().close();
  });

  test('a chart fills the frame, and its natural height stays the same', async () => {
    shown = 'letz-chart?query=daily-active-users';
    const { page } = await openPage(browser);
    await page.goto(wiki.origin);
    const [, frame] = page.frames();
    const resize = (height: number) =>
      page.evaluate((height) => document.querySelector('iframe')?.setAttribute('height', String(height)), height);
    const heights = () => page.evaluate(() => (window as unknown as { heights: number[] }).heights);
    const filled = () =>
      frame!.evaluate(() => document.querySelector('letz-chart')?.getBoundingClientRect().height ?? 0);
    await page.frameLocator('iframe').locator('letz-chart canvas').first().waitFor();
    await expect.poll(filled).toBe(700);
    await expect.poll(async () => (await heights()).length).toBeGreaterThan(0);
    const natural = (await heights()).at(-1);
    expect(natural).toBeLessThan(600);
    for (const height of [320, 900]) {
      await resize(height);
      await expect.poll(filled).toBe(height);
    }
    expect((await heights()).at(-1)).toBe(natural);
    await page.context().close();
  });

  test('it posts its height to the embedding page, and again when it shrinks', async () => {
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
    // Natural height, without filling the frame.
    const inside = () =>
      frame!.evaluate(() => {
        document.documentElement.classList.remove('fill');
        const { height } = document.body.getBoundingClientRect();
        document.documentElement.classList.add('fill');
        return height;
      });
    const SLOW = { timeout: 20_000 };
    await expect.poll(async () => (await last()) - Math.ceil(await inside()), SLOW).toBe(0);
    const first = await last();
    // Independent of the frame's height.
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
