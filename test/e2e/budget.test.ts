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

test('the whole library is at most 30 KB, before a chart is there to draw', () => {
  expect(download(loadedWith('dist/letz.js'))).toBeLessThanOrEqual(30);
});

test('with what draws charts it is at most 45 KB', () => {
  const plot = readdirSync('dist/chunks').filter((name) => /^plot-[\w-]+\.js$/.test(name));
  const [newest] = plot.filter((name) => readFileSync('dist/letz.js', 'utf8').includes(name));
  const files = new Set([...loadedWith('dist/letz.js'), ...loadedWith(join('dist/chunks', newest!))]);
  expect(download(files)).toBeLessThanOrEqual(45);
});

test('a metric alone is at most 12 KB, Lit included', () => {
  expect(download(loadedWith('dist/widgets/letz-metric.js'))).toBeLessThanOrEqual(12);
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
