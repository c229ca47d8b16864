import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFaults, openBrowser, openPage, settled } from '../support/browser.ts';
import { serveGateway } from '../support/serve-gateway.js';
import { type HostPage, servePage } from '../support/serve-page.ts';

const WIDGETS = `
  <letz-context params='{"days": 30}' tz="America/Sao_Paulo">
    <letz-metric query="active-users" trend="daily-active-users"></letz-metric>
    <letz-params query="signups-by-day"></letz-params>
    <letz-chart query="signups-by-day"></letz-chart>
    <letz-chart query="user-segments"></letz-chart>
    <letz-heatmap query="message-heatmap"></letz-heatmap>
    <letz-heatmap query="retention"></letz-heatmap>
    <letz-funnel query="journey-funnel"></letz-funnel>
    <letz-query-table query="milestone-completion"></letz-query-table>
    <letz-query-runner query="events-by-type"></letz-query-runner>
    <letz-schema-browser></letz-schema-browser>
  </letz-context>`;

let browser: Browser;
let gateway: Awaited<ReturnType<typeof serveGateway>>;
let host: HostPage;
let stranger: HostPage;

/** Page with the strictest content security policy that allows widgets. */
const strict = () =>
  [
    "default-src 'none'",
    `script-src ${gateway.origin}`,
    `connect-src ${gateway.origin}`,
    `frame-src ${gateway.origin}`,
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');

const page = (content: string) => () =>
  `<!doctype html>
  <html lang="en">
    <head>
      <meta charset="utf-8"><title>Host</title>
      <meta name="viewport" content="width=device-width">
      <meta http-equiv="Content-Security-Policy" content="${strict()}">
      <script type="module" src="${gateway.origin}/letz.js"></script>
    </head>
    <body><main><h1>Host</h1><h2>Widgets</h2>${content}</main></body>
  </html>`;

beforeAll(async () => {
  host = await servePage(page(WIDGETS));
  stranger = await servePage(page('<letz-metric query="total-users"></letz-metric>'));
  [browser, gateway] = await Promise.all([openBrowser(), serveGateway({ ALLOWED_ORIGINS: host.origin })]);
});

afterAll(async () => {
  await Promise.all([browser?.close(), gateway?.stop(), host?.close(), stranger?.close()]);
});

test('every widget works on a page of another origin with a strict policy and Trusted Types, and adds no globals', async () => {
  const { page, faults } = await openPage(browser);
  await page.addInitScript(() => {
    (window as unknown as { before: string[] }).before = Object.getOwnPropertyNames(window);
  });
  await page.goto(host.origin);
  await settled(page);
  expect(faults).toEqual([]);
  expect(await page.locator(':state(error)').count()).toBe(0);
  const globals = await page.evaluate(() => {
    const before = new Set((window as unknown as { before: string[] }).before);
    return Object.getOwnPropertyNames(window).filter((name) => !before.has(name));
  });
  // Globals of Lit, by which it detects several copies on a page.
  expect(globals.filter((name) => !/^(before|lit\w+|reactiveElementVersions)$/.test(name))).toEqual([]);
  expect(await axeFaults(page)).toEqual([]);
  await page.context().close();
});

test('a page of an origin that is not allowed shows what to change', async () => {
  const { page } = await openPage(browser);
  await page.goto(stranger.origin);
  await page.getByRole('alert').first().waitFor();
  await page.locator('summary', { hasText: 'Details' }).first().click();
  await page
    .getByText(/its ALLOWED_ORIGINS must name http/)
    .first()
    .waitFor();
  await page.context().close();
});

test('a sandboxed frame, whose origin is null, shows what to change where null is not allowed', async () => {
  const { page } = await openPage(browser);
  await page.goto(host.origin);
  await page.evaluate((src) => {
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-scripts');
    frame.src = src;
    document.body.append(frame);
  }, `${gateway.origin}/embed/letz-metric?query=total-users`);
  const frame = page.frameLocator('iframe[sandbox]');
  await frame.locator('summary', { hasText: 'Details' }).click();
  await frame.getByText(/its ALLOWED_ORIGINS must name null\./).waitFor();
  await page.context().close();
});

test('all widgets of a page are requested in one batch, with one preflight', async () => {
  const { page } = await openPage(browser);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await page.goto(host.origin);
  await settled(page);
  expect(asked.filter((line) => line === 'POST /api/batch')).toHaveLength(1);
  expect(asked.filter((line) => line === 'GET /api/queries')).toHaveLength(1);
  await page.context().close();
});
