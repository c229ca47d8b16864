import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage, settled } from '../support/browser.ts';
import { serveGateway } from '../support/serve-gateway.js';

/** A page that loads only the query runner's file. */
const BARE = `<!doctype html>
  <html lang="en">
    <meta charset="utf-8"><title>Runner</title><link rel="icon" href="/icon.svg">
    <script type="module" src="/widgets/letz-query-runner.js"></script>
    <main><h1>Runner</h1><letz-query-runner query="user-segments"></letz-query-runner></main>
  </html>`;

let browser: Browser;
let gateway: Awaited<ReturnType<typeof serveGateway>>;

beforeAll(async () => {
  [browser, gateway] = await Promise.all([openBrowser(), serveGateway()]);
});

afterAll(async () => {
  await Promise.all([browser?.close(), gateway?.stop()]);
});

async function openRunner() {
  const { page, faults } = await openPage(browser, { viewport: { width: 1200, height: 900 } });
  await page.route('**/bare', (route) => route.fulfill({ contentType: 'text/html', body: BARE }));
  await page.goto(`${gateway.origin}/bare`);
  await settled(page);
  return { page, faults };
}

const rows = (page: Page, widget: string) =>
  page
    .locator(`letz-query-runner ${widget}`)
    .evaluate((element) => (element as HTMLElement & { result: { rows: unknown[][] } }).result.rows);

test('the query runner works with its own file alone', async () => {
  const { page, faults } = await openRunner();
  const runner = page.locator('letz-query-runner');

  await page.locator('letz-chart canvas').waitFor();
  const byPillar = await rows(page, 'letz-chart');
  await runner.getByRole('combobox', { name: 'By' }).selectOption('gender');
  await runner.getByRole('button', { name: 'Run' }).click();
  await page.waitForFunction(() => {
    const runner = document.querySelector('letz-query-runner') as HTMLElement & { result?: { params: { by: string } } };
    return runner.result?.params.by === 'gender';
  });
  await settled(page);
  const byGender = await rows(page, 'letz-chart');
  expect(byGender).not.toEqual(byPillar);

  await runner.getByRole('tab', { name: 'Table' }).click();
  const grid = runner.getByRole('grid');
  // Values are shown by their labels: Female for female.
  await grid.getByRole('gridcell', { name: new RegExp(`^${byGender[0]![0]}$`, 'i') }).waitFor();

  const download = page.waitForEvent('download');
  await runner.getByRole('button', { name: 'Export as CSV' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('user-segments.csv');
  const lines = readFileSync(await file.path(), 'utf8')
    .trimEnd()
    .split('\r\n');
  // CSV has the digits of PostgreSQL: 2.0 where JSON has 2.
  expect(lines.map((line) => line.replace(/\.0$/, ''))).toEqual([
    '\ufeffsegment,users,pct',
    ...byGender.map((row) => row.join(',')),
  ]);

  await runner.getByText('Embed', { exact: true }).click();
  const html = runner.getByRole('textbox', { name: 'HTML for a page with scripts' });
  await expect.poll(() => html.inputValue()).toContain('integrity=');
  const code = await html.inputValue();
  const [script, tag] = code.split('\n');
  expect(script).toMatch(
    /^<script type="module" src="[^"]+\/letz@[\w.+-]+\.js" integrity="sha\d+-[^"]+" crossorigin><\/script>$/,
  );
  expect(tag).toBe(`<letz-query-table query="user-segments" params='{"by":"gender"}'></letz-query-table>`);
  expect(faults).toEqual([]);
  await page.context().close();
});

test('embed code and URL show the same result as the query runner', async () => {
  const { page } = await openRunner();
  const runner = page.locator('letz-query-runner');
  const shown = await rows(page, 'letz-chart');
  await runner.getByText('Embed', { exact: true }).click();
  const html = runner.getByRole('textbox', { name: 'HTML for a page with scripts' });
  await expect.poll(() => html.inputValue()).toContain('integrity=');
  const code = await html.inputValue();
  const address = await runner.getByRole('textbox', { name: 'URL for a frame' }).inputValue();

  const { page: other, faults } = await openPage(browser);
  await other.route('**/pasted', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><html lang="en"><title>Pasted</title><link rel="icon" href="/icon.svg">${code}</html>`,
    }),
  );
  for (const url of [`${gateway.origin}/pasted`, address]) {
    await other.goto(url);
    await settled(other);
    const result = await other
      .locator('letz-chart')
      .evaluate((element) => (element as HTMLElement & { result: { rows: unknown[][] } }).result.rows);
    expect(result).toEqual(shown);
  }
  expect(faults).toEqual([]);
  await Promise.all([page.context().close(), other.context().close()]);
});

test('its file has all views: metric, heatmap, funnel and table', async () => {
  const { page, faults } = await openRunner();
  const runner = page.locator('letz-query-runner');
  for (const [words, widget] of [
    ['Total users', 'letz-metric'],
    ['Message heatmap', 'letz-heatmap'],
    ['Journey funnel', 'letz-funnel'],
    ['Milestones', 'letz-query-table'],
  ] as const) {
    const search = runner.getByRole('combobox', { name: 'Search queries' });
    await search.fill(words);
    await search.press('Enter');
    await runner.locator(`[part="result"] ${widget}`).waitFor();
    await settled(page);
    expect(await rows(page, `[part="result"] ${widget}`)).not.toHaveLength(0);
  }
  expect(faults).toEqual([]);
  await page.context().close();
});
