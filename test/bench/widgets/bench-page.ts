import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { build } from 'vite';
import { findChrome } from '../../support/chrome.js';

const ROUNDS = 11;
const ORIGIN = 'http://bench.test';

/** A browser with what is to be measured, built as for release. */
export interface BenchPage {
  /**
   * Runs the `measure` of a module beside the bench, as it stands, in a page of its own.
   * @param module its file's name
   * @param what its argument
   * @returns what it returned, in milliseconds
   */
  measure(module: string, what: object): Promise<number>;
  close(): Promise<void>;
}

/** @param entry files to build, by the name that the measuring module imports them by */
export async function openBenchPage(entry: Record<string, string>): Promise<BenchPage> {
  const folder = mkdtempSync(join(tmpdir(), 'letz-bench-'));
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      target: 'es2023',
      outDir: folder,
      emptyOutDir: true,
      modulePreload: false,
      lib: { entry, formats: ['es'] },
      // In as few files as a release, for each costs a round trip.
      rolldownOptions: {
        preserveEntrySignatures: 'allow-extension',
        output: {
          minify: true,
          chunkFileNames: '[name]-[hash].js',
          codeSplitting: { groups: [{ name: 'core', test: /core.letz-element/, tags: ['$initial'] }] },
        },
      },
    },
  });
  const { executablePath, args } = await findChrome();
  // What keeps a browser small in a function of the cloud makes it fall with its first page here.
  const own = args.filter((arg) => !/single-process|no-zygote|headless/.test(arg));
  const browser = await chromium.launch({ executablePath, args: own, headless: true });
  return {
    measure: (module, what) => measure(browser, folder, module, what),
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function measure(browser: Browser, folder: string, module: string, what: object): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 700 }, locale: 'en-US' });
  try {
    const page = await context.newPage();
    await page.route('**/*', (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: '<!doctype html><body></body>' });
      const file = pathname === `/${module}` ? new URL(module, import.meta.url) : join(folder, pathname);
      return route.fulfill({ contentType: 'text/javascript', body: readFileSync(file) });
    });
    await page.goto(`${ORIGIN}/`);
    return await page.evaluate(`import('/${module}').then(({ measure }) => measure(${JSON.stringify(what)}))`);
  } finally {
    await context.close();
  }
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/**
 * Lets both take turns, so that whatever else the machine does meets both, and prints what came out.
 * @returns ours in multiples of the floor
 */
export async function compare(
  title: string,
  ours: () => Promise<number>,
  floor: () => Promise<number>,
  floorName: string,
): Promise<number> {
  const times = new Map<() => Promise<number>, number[]>([
    [ours, []],
    [floor, []],
  ]);
  for (let round = 0; round < ROUNDS; round++) {
    for (const run of round % 2 ? [ours, floor] : [floor, ours]) times.get(run)!.push(await run());
  }
  const [own, bare] = [median(times.get(ours)!), median(times.get(floor)!)];
  console.log(`${title}: ${(own / bare).toFixed(2)} (ours ${own.toFixed(1)} ms, ${floorName} ${bare.toFixed(1)} ms)`);
  return own / bare;
}
