import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { openBrowser, openPage } from '../support/browser.ts';
import { serveGateway } from '../support/serve-gateway.js';

/** A script and all that it imports at once, as the browser would load them. */
function loadedWith(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const code = readFileSync(file, 'utf8');
  for (const [, path] of code.matchAll(
    /(?:^|[;}])(?:import|export)\s*(?:[\w$*{][^;'"`]*?from\s*)?["'](\.{1,2}\/[^"']+)["']/g,
  )) {
    loadedWith(join(dirname(file), path!), seen);
  }
  return seen;
}

/** KB (1024 bytes) on the wire. */
const download = (files: Iterable<string>) =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0) / 1024;

test('the whole library is one file of at most 20 KB, before there is a widget to show', () => {
  const files = loadedWith('dist/letz.js');
  expect([...files]).toEqual(['dist/letz.js']);
  expect(download(files)).toBeLessThanOrEqual(20);
});

test('a metric alone is at most 12 KB, Lit included', () => {
  expect(download(loadedWith('dist/widgets/letz-metric.js'))).toBeLessThanOrEqual(12);
});

test('uPlot is in none of them: it comes with the first chart', () => {
  const code = [...loadedWith('dist/letz.js')].map((file) => readFileSync(file, 'utf8')).join('');
  expect(code).not.toMatch(/u-legend|u-hz/);
});

test('a page with a chart loads at most 60 KB in all, uPlot included', async () => {
  const [browser, gateway] = await Promise.all([openBrowser(), serveGateway()]);
  try {
    const { page } = await openPage(browser);
    const scripts: string[] = [];
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') scripts.push(`dist${new URL(response.url()).pathname}`);
    });
    await page.goto(`${gateway.origin}/letz-chart.html#token=${gateway.token}`);
    // The table is the last to come.
    await page.locator('letz-chart table').first().waitFor({ state: 'attached' });
    expect(scripts).toContain('dist/letz.js');
    expect(scripts.some((file) => file.includes('chart-body'))).toBe(true);
    expect(download(scripts)).toBeLessThanOrEqual(60);
  } finally {
    await Promise.all([browser.close(), gateway.stop()]);
  }
});

test('what shows data comes in one round: it imports nothing but what is asked for at the same time', () => {
  // What is loaded when a reader asks for it may bring more along.
  const later = /^(texts|extras|reading|diagram|rows-view)\b/;
  const code = readFileSync('dist/letz.js', 'utf8');
  const shown = [...code.matchAll(/import\([`"']\.\/(chunks\/[^`"']+)/g)].map(([, file]) => `dist/${file}`);
  const first = shown.filter((file) => !later.test(basename(file)));
  expect(first.length).toBeGreaterThan(7);
  const imported = first.flatMap((file) => [...loadedWith(file)].slice(1));
  expect(imported.filter((file) => !/^(letz|upkeep|pictures)\b/.test(basename(file)))).toEqual([]);
});

test('what the package exports is there', () => {
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as { exports: Record<string, unknown> };
  const widgets = readdirSync('widgets').filter((name) => name.startsWith('letz-'));
  const paths = JSON.stringify(exports).match(/\.\/dist\/[^"]+/g)!;
  const files = paths.flatMap((path) =>
    path.includes('*') ? widgets.map((name) => path.replaceAll('*', name)) : path,
  );
  expect(files.length).toBeGreaterThan(18);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
});
