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
  expect(await shownDays()).toEqual([30, 30]);
  const range = page.locator('letz-params').getByRole('radio', { name: '7d' });
  await range.check();
  await page.waitForURL(/\?letz-range=7d$/);
  await settled(page);
  expect(await shownDays()).toEqual([7, 7]);
  await page.reload();
  await settled(page);
  expect(await range.isChecked()).toBe(true);
  expect(await shownDays()).toEqual([7, 7]);
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

test('the dashboard has a heading for each widget, three columns on a wide screen and one on a phone', async () => {
  for (const [width, columns] of [
    [1920, 3],
    [390, 1],
  ] as const) {
    const { page } = await openPage(browser, { viewport: { width, height: 900 } });
    await page.goto(`${gateway.origin}/#token=${gateway.token}`);
    await settled(page);
    const lefts = await page
      .locator('.trends > *')
      .evaluateAll((widgets) => widgets.map((widget) => widget.getBoundingClientRect().left));
    expect(new Set(lefts).size).toBe(columns);
    await page.getByRole('heading', { level: 1, name: 'Health bot' }).waitFor();
    for (const name of ['New signups', 'Retention', 'Journey', 'When messages are sent'])
      await page.getByRole('heading', { level: 2, name }).waitFor();
    await page.context().close();
  }
});

test('the dashboard is printed on two pages', async () => {
  const { page } = await openPage(browser);
  await page.goto(`${gateway.origin}/#token=${gateway.token}`);
  await settled(page);
  await page.emulateMedia({ media: 'print' });
  const pdf = await page.pdf({ format: 'A4' });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
  await page.context().close();
});

test('the charts of the dashboard mark the latest release, on a Tuesday of the week before', async () => {
  const response = await fetch(`${gateway.origin}/api/queries/releases`);
  const { rows, asOf } = (await response.json()) as { rows: [string, string][]; asOf: string };
  const [day, release] = rows.at(-1)!;
  expect(new Date(day).getUTCDay()).toBe(2);
  const age = (Date.parse(asOf) - Date.parse(day)) / 86_400_000;
  expect(age).toBeGreaterThanOrEqual(6);
  expect(age).toBeLessThan(13);
  const { page } = await openPage(browser);
  await page.goto(`${gateway.origin}/#token=${gateway.token}`);
  await settled(page);
  for (const query of ['daily-active-users', 'signups-by-day'])
    await page.locator(`letz-chart[query="${query}"]`).getByRole('img', { name: release }).waitFor();
  await page.context().close();
});

test.each(['light', 'dark'] as const)(
  'axe finds nothing on the dashboard with menus, lists and dialogs open: %s',
  async (colorScheme) => {
    const { page, faults } = await openPage(browser, { colorScheme });
    await page.goto(`${gateway.origin}/#token=${gateway.token}`);
    await settled(page);
    const chart = page.locator('letz-chart[query="daily-active-users"]');
    await chart.getByRole('button', { name: 'Actions' }).click();
    await chart.getByRole('menu').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await chart.getByRole('menuitem', { name: 'Why this number?' }).click();
    await chart.getByRole('dialog').getByText('select', { exact: false }).first().waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    const params = page.locator('letz-params');
    await params.getByRole('radio', { name: 'Custom' }).check();
    await params.getByRole('combobox').fill('tok');
    await params.getByRole('option', { name: 'Asia/Tokyo' }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  },
);
