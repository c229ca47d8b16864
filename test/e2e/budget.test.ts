import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

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
