import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { chunks, plugins } from '../../../vite.config.ts';
import { findChrome } from '../../support/chrome.js';

const ROUNDS = 11;
/** Files that run in the page uncompiled. */
const modules = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.js'));
const ORIGIN = 'http://bench.test';

/** Browser with the measured code, built as for release. */
export interface BenchPage {
  /**
   * Runs `measure` of a module in the benchmark's folder, uncompiled, in a new page.
   * @param module file name
   * @param what argument of `measure`
   * @returns the result in milliseconds
   */
  measure(module: string, what: object): Promise<number>;
  /** As `run`. @returns heap size of the page afterwards, in megabytes */
  measureHeap(module: string, what: object): Promise<number>;
  close(): Promise<void>;
}

/** @param entry files to build, by the import name in the measuring module */
export async function openBenchPage(entry: Record<string, string>): Promise<BenchPage> {
  const folder = mkdtempSync(join(tmpdir(), 'letz-bench-'));
  // Vitest's value would put Lit's development build into the files.
  process.env.NODE_ENV = 'production';
  await build({
    configFile: false,
    logLevel: 'warn',
    plugins,
    build: {
      target: 'es2023',
      outDir: folder,
      emptyOutDir: true,
      modulePreload: false,
      lib: { entry, formats: ['es'] },
      // As few files as a release: each costs a round trip.
      rolldownOptions: {
        preserveEntrySignatures: 'allow-extension',
        output: {
          minify: true,
          chunkFileNames: '[name]-[hash].js',
          codeSplitting: { groups: chunks },
        },
      },
    },
  });
  const { executablePath, args } = await findChrome();
  // Without arguments for AWS Lambda, which end the browser with its first page.
  const own = args.filter((arg) => !/single-process|no-zygote|headless/.test(arg));
  const browser = await chromium.launch({ executablePath, args: own, headless: true });
  return {
    measure: (module, what) => measure(browser, folder, module, what, async (_, result) => result),
    measureHeap: (module, what) => measure(browser, folder, module, what, heapOf),
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function measure(
  browser: Browser,
  folder: string,
  module: string,
  what: object,
  then: (page: Page, result: number) => Promise<number>,
): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 700 }, locale: 'en-US' });
  try {
    const page = await context.newPage();
    await page.route('**/*', (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: '<!doctype html><body></body>' });
      const file = modules.includes(pathname.slice(1))
        ? new URL(`.${pathname}`, import.meta.url)
        : join(folder, pathname);
      return route.fulfill({ contentType: 'text/javascript', body: readFileSync(file) });
    });
    await page.goto(`${ORIGIN}/`);
    const run = `import('/${module}').then(({ measure }) => measure(${JSON.stringify(what)}))`;
    return await then(page, await page.evaluate(run));
  } finally {
    await context.close();
  }
}

/** Heap size after garbage collection, in megabytes. */
async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  // The second collection takes finalized objects.
  for (let time = 0; time < 2; time++) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 2 ** 20;
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/**
 * Runs both alternately, so that other load affects both, and prints the results.
 * @returns time of the widget in multiples of the baseline
 */
export async function compare(
  title: string,
  ours: () => Promise<number>,
  floor: () => Promise<number>,
  floorName: string,
  unit = 'ms',
): Promise<number> {
  const times = new Map<() => Promise<number>, number[]>([
    [ours, []],
    [floor, []],
  ]);
  for (let round = 0; round < ROUNDS; round++) {
    for (const run of round % 2 ? [ours, floor] : [floor, ours]) times.get(run)!.push(await run());
  }
  const [own, bare] = [median(times.get(ours)!), median(times.get(floor)!)];
  console.log(
    `${title}: ${(own / bare).toFixed(2)} (ours ${own.toFixed(1)} ${unit}, ${floorName} ${bare.toFixed(1)} ${unit})`,
  );
  return own / bare;
}
