import { readdirSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFaults, openBrowser, openPage, settled } from '../support/browser.ts';
import { serveGateway } from '../support/serve-gateway.js';

const PAGES = readdirSync('demo')
  .filter((name) => name.endsWith('.html'))
  .map((name) => `/${name}`);
const VIEWS = [
  { width: 1440, colorScheme: 'light' },
  { width: 1440, colorScheme: 'dark' },
  { width: 320, colorScheme: 'light' },
] as const;

let browser: Browser;
let gateway: Awaited<ReturnType<typeof serveGateway>>;

beforeAll(async () => {
  [browser, gateway] = await Promise.all([openBrowser(), serveGateway()]);
});

afterAll(async () => {
  await Promise.all([browser?.close(), gateway?.stop()]);
});

describe.each(VIEWS)('at $width px, $colorScheme', ({ width, colorScheme }) => {
  test.each(PAGES)('%s is clean: console, network, axe, nothing wider than the page', async (path) => {
    const { page, faults } = await openPage(browser, { viewport: { width, height: 900 }, colorScheme });
    await page.goto(`${gateway.origin}${path}#token=${gateway.token}`);
    await settled(page);
    expect(faults).toEqual([]);
    expect(await axeFaults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(await page.evaluate(() => document.querySelectorAll('letz-metric:state(error)').length)).toBe(0);
    await page.context().close();
  });
});

test('the dashboard shows the numbers of the gateway, all with one as_of', async () => {
  const { page } = await openPage(browser);
  await page.goto(`${gateway.origin}/#token=${gateway.token}`);
  await settled(page);
  const shown = await page.evaluate(() =>
    [...document.querySelectorAll('letz-metric')].map(
      (metric) => (metric as Element & { result?: { asOf: string } }).result?.asOf,
    ),
  );
  expect(shown.length).toBeGreaterThan(1);
  expect(new Set(shown).size).toBe(1);
  const response = await fetch(`${gateway.origin}/api/queries/total-users?as_of=${shown[0]}`, {
    headers: { authorization: `Bearer ${gateway.token}` },
  });
  const { rows } = (await response.json()) as { rows: number[][] };
  await page
    .getByRole('group', { name: 'Users', exact: true })
    .getByText(rows[0]![0]!.toLocaleString('en-US'), { exact: true })
    .waitFor();
  await page.context().close();
});

test('the token is removed from the URL, and kept for the tab', async () => {
  const { page } = await openPage(browser);
  await page.goto(`${gateway.origin}/admin.html#token=${gateway.token}`);
  await settled(page);
  expect(new URL(page.url()).hash).toBe('');
  await page.reload();
  await settled(page);
  expect(await page.locator('letz-query-table:state(error)').count()).toBe(0);
  await page.context().close();
});

test('the dashboard keeps its time window in the URL, which shows the same when opened', async () => {
  const { page, faults } = await openPage(browser);
  const shownDays = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('letz-chart[query="signups-by-day"], letz-metric[query="new-signups"]')].map(
        (widget) => (widget as Element & { result?: { params: { days: number } } }).result?.params.days,
      ),
    );
  await page.goto(`${gateway.origin}/#token=${gateway.token}`);
  await settled(page);
  expect(await shownDays()).toEqual([7, 60]);
  const days = page.locator('letz-context letz-params').first().getByRole('spinbutton', { name: 'Days' });
  await days.fill('14');
  await days.press('Tab');
  await page.waitForURL(/\?letz-days=14$/);
  await settled(page);
  expect(await shownDays()).toEqual([7, 14]);
  await page.reload();
  await settled(page);
  expect(await days.inputValue()).toBe('14');
  expect(await shownDays()).toEqual([7, 14]);
  expect(faults).toEqual([]);
  await page.context().close();
});

test('on the admin page selecting a message filters the directory, and selecting it again removes the filter', async () => {
  const { page, faults } = await openPage(browser);
  await page.goto(`${gateway.origin}/admin.html#token=${gateway.token}`);
  await settled(page);
  const directory = page.locator('letz-query-table[query="user-directory"]');
  const rowCount = () =>
    directory.evaluate((table) => (table as HTMLElement & { result: { rowCount: number } }).result.rowCount);
  const everyone = await rowCount();
  const waids = await page
    .locator('letz-query-table[query="recent-messages"]')
    .evaluate((table) =>
      (table as HTMLElement & { result: { rows: (string | null)[][] } }).result.rows.map((row) => row[2]),
    );
  const messages = page.locator('letz-query-table[query="recent-messages"]').getByRole('grid');
  const waid = waids.slice(0, 5).find(Boolean)!;
  const cell = messages.getByRole('gridcell', { name: waid, exact: true }).first();
  await cell.click();
  await page.waitForURL((url) => url.searchParams.get('letz-search') === waid);
  await directory.getByRole('gridcell', { name: waid, exact: true }).waitFor();
  await settled(page);
  expect(await rowCount()).toBe(1);
  await cell.click();
  await page.waitForURL((url) => !url.searchParams.has('letz-search'));
  await settled(page);
  expect(await rowCount()).toBe(everyone);
  expect(faults).toEqual([]);
  await page.context().close();
});

test('a page of a widget shows the code for a framework, remembers it and copies it', async () => {
  const { page, faults } = await openPage(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.goto(`${gateway.origin}/letz-chart.html`);
  const code = page.getByRole('group', { name: 'Code: Area, with a goal' });
  await code.getByRole('button', { name: 'React' }).click();
  await page.goto(`${gateway.origin}/letz-chart.html`);
  await code.getByText('goal={10}').filter({ visible: true }).waitFor();
  await code.getByRole('button', { name: 'Copy' }).click();
  await code.getByRole('button', { name: 'Copied' }).waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    /^import 'letz-widgets\/letz-chart\.js';\n/,
  );
  expect(faults).toEqual([]);
  await page.context().close();
});

test.each(PAGES.filter((path) => /^\/letz-(?!context)/.test(path)))(
  '%s shows the widget in each state',
  async (path) => {
    const { page, faults } = await openPage(browser);
    await page.goto(`${gateway.origin}${path}`);
    await settled(page);
    for (const state of ['loading', 'empty', 'error', 'expired']) {
      await page.getByRole('group', { name: 'States' }).getByRole('button', { name: state }).click();
      await page.locator(`#state > :state(${state})`).waitFor({ state: 'attached' });
    }
    expect(faults).toEqual([]);
    await page.context().close();
  },
);
