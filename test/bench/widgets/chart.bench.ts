import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findChrome } from '../../support/chrome.js';

/** More than this is a mistake; 1.3 is the aim. */
const LIMIT = 2;
const ROUNDS = 11;
const ORIGIN = 'http://bench.test';

type Contender = 'letz-chart' | 'uplot';

let browser: Browser;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'letz-bench-'));
  const entry = { 'letz-chart': 'widgets/letz-chart/letz-chart.ts', uplot: 'node_modules/uplot/dist/uPlot.esm.js' };
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      target: 'es2023',
      outDir: folder,
      emptyOutDir: true,
      modulePreload: false,
      lib: { entry, formats: ['es'] },
      rolldownOptions: { output: { minify: true, chunkFileNames: '[name]-[hash].js' } },
    },
  });
  const { executablePath, args } = await findChrome();
  // What keeps a browser small in a function of the cloud makes it fall with its first page here.
  const own = args.filter((arg) => !/single-process|no-zygote|headless/.test(arg));
  browser = await chromium.launch({ executablePath, args: own, headless: true });
}, 60_000);

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Milliseconds until so many charts are on screen, in a page of their own. */
async function draw(contender: Contender, charts: number, points: number): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 700 }, locale: 'en-US' });
  try {
    const page = await context.newPage();
    await page.route('**/*', (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: '<!doctype html><body></body>' });
      const file = pathname === '/chart-page.js' ? new URL('chart-page.js', import.meta.url) : join(folder, pathname);
      return route.fulfill({ contentType: 'text/javascript', body: readFileSync(file) });
    });
    await page.goto(`${ORIGIN}/`);
    const wanted = JSON.stringify({ contender, charts, points });
    return await page.evaluate(`import('/chart-page.js').then(({ draw }) => draw(${wanted}))`);
  } finally {
    await context.close();
  }
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Lets both take turns, so that whatever else the machine does meets both. @returns ours in multiples of bare uPlot */
async function compare(title: string, charts: number, points: number): Promise<number> {
  const times: Record<Contender, number[]> = { 'letz-chart': [], uplot: [] };
  for (let round = 0; round < ROUNDS; round++) {
    const names: Contender[] = ['letz-chart', 'uplot'];
    for (const name of round % 2 ? names : names.reverse()) times[name].push(await draw(name, charts, points));
  }
  const [ours, bare] = [median(times['letz-chart']), median(times.uplot)];
  console.log(`${title}: ${(ours / bare).toFixed(2)} (ours ${ours.toFixed(0)} ms, bare uPlot ${bare.toFixed(0)} ms)`);
  return ours / bare;
}

test('a chart of 1 M points beside bare uPlot', async () => {
  expect(await compare('1 M points', 1, 1_000_000)).toBeLessThan(LIMIT);
});

test('50 small charts beside bare uPlot', async () => {
  expect(await compare('50 charts of 100 points', 50, 100)).toBeLessThan(LIMIT);
});
