// The packed widgets in projects of React, Vue, Svelte and plain TypeScript: types, build, rendering on a server, browser.
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { EXAMPLES } from '../../../docs/generate/examples.js';
import { attributeTypes, codeFor } from '../../../docs/generate/framework-code.js';
import { openBrowser, openPage, settled } from '../../support/browser.ts';
import { installTarball, linkPackages } from '../../support/pack-packages.ts';
import { serveGateway } from '../../support/serve-gateway.js';
import { type HostPage, serveFolder } from '../../support/serve-page.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../../..');
const MODULES = join(ROOT, 'node_modules');
const TYPESCRIPT_6 = ['--require', join(ROOT, 'test/support/typescript-6.cjs')];

interface Project {
  name: string;
  packages: string[];
  /** Type check: arguments of Node. */
  check: string[];
  /** Source file with type errors, which the check must report. */
  mistakes: string;
  /** Part of each error's message, in order. */
  errors: string[];
  /** Framework whose code the demo's pages show, with the extension of its files. */
  examples?: ['React' | 'Vue' | 'Svelte', string];
  /** Module that renders the page's content on a server, and part of that. */
  server?: { module: string; html: string };
}

const PROJECTS: Project[] = [
  {
    name: 'plain',
    packages: ['vite'],
    check: [join(MODULES, 'typescript/bin/tsc'), '-p', '.'],
    mistakes: 'src/mistakes.ts',
    errors: ['qeury', "'number'", 'row', 'query'],
  },
  {
    name: 'react',
    packages: ['vite', 'react', 'react-dom', '@types/react', '@types/react-dom'],
    check: [join(MODULES, 'typescript/bin/tsc'), '-p', '.'],
    mistakes: 'src/Mistakes.tsx',
    examples: ['React', 'tsx'],
    errors: ['qeury', "'number'", 'row', 'letz-metrics'],
    server: { module: 'src/server.tsx', html: '<p>Loading</p>' },
  },
  {
    name: 'vue',
    packages: ['vite', 'vue', '@vitejs/plugin-vue'],
    check: [...TYPESCRIPT_6, join(MODULES, 'vue-tsc/bin/vue-tsc.js'), '-p', '.'],
    mistakes: 'src/Mistakes.vue',
    examples: ['Vue', 'vue'],
    errors: ['qeury', "'number'", 'row', 'letz-metrics'],
    server: { module: 'src/server.ts', html: '<letz-metric query="new-signups"' },
  },
  {
    name: 'svelte',
    packages: ['vite', 'svelte', '@sveltejs/vite-plugin-svelte'],
    check: [...TYPESCRIPT_6, join(MODULES, 'svelte-check/bin/svelte-check'), '--output', 'machine'],
    mistakes: 'src/Mistakes.svelte',
    examples: ['Svelte', 'svelte'],
    // Svelte accepts any tag.
    errors: ['qeury', "'number'", 'row'],
    server: { module: 'src/server.ts', html: '<letz-metric query="new-signups"' },
  },
];

const env = { PATH: process.env.PATH, NODE_ENV: 'production' };

let root: string;
let host: HostPage;
let browser: Browser;
let gateway: Awaited<ReturnType<typeof serveGateway>>;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'letz-frameworks-'));
  host = await serveFolder(root);
  [browser, gateway] = await Promise.all([openBrowser(), serveGateway({ ALLOWED_ORIGINS: host.origin })]);
});
afterAll(async () => {
  await Promise.all([browser?.close(), gateway?.stop(), host?.close()]);
  await rm(root, { recursive: true, force: true });
});

describe.each(PROJECTS)('$name', ({ name, packages, check, mistakes, errors, examples, server }) => {
  let folder: string;

  beforeAll(async () => {
    folder = join(root, name);
    await cp(join(import.meta.dirname, 'projects', name), folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), JSON.stringify({ name, type: 'module', private: true }));
    await installTarball(folder, 'letz-widgets', inject('packed')['letz-widgets']);
    await linkPackages(folder, packages);
    if (examples) await writeExamples(folder, ...examples);
  });

  const vite = (...args: string[]) =>
    run(process.execPath, [join(MODULES, 'vite/bin/vite.js'), 'build', '--logLevel', 'warn', ...args], {
      cwd: folder,
      env,
    });

  /** Builds the page and writes it with the gateway's address. @param content of `#app` */
  async function build(content: (gateway: string) => Promise<string>): Promise<void> {
    await vite('--base', './');
    const file = join(folder, 'dist/index.html');
    const html = await readFile(file, 'utf8');
    const [start = '', end = ''] = html.replace('http://127.0.0.1:8787', gateway.origin).split('</div>');
    await writeFile(file, `${start}</div>${end}`);
    await writeFile(join(folder, 'dist/rendered.html'), `${start}${await content(gateway.origin)}</div>${end}`);
  }

  test('its types accept what works, the code of the demo included, and name each mistake', async () => {
    const { stdout } = await run(process.execPath, check, { cwd: folder }).catch((error: { stdout: string }) => error);
    const lines = stdout.split('\n').filter((line) => /error/i.test(line) && !/COMPLETED/.test(line));
    expect(lines.filter((line) => !line.includes(mistakes))).toEqual([]);
    expect(lines).toEqual(errors.map((part) => expect.stringContaining(part)));
  });

  test('it works in a browser, and rendered on a server first', async () => {
    await build(async (address) => {
      if (!server) return '';
      await vite('--ssr', server.module, '--outDir', 'server');
      const code = `const { render } = await import('./server/server.js');
        process.stdout.write(await render('${address}'));`;
      const { stdout } = await run(process.execPath, ['--input-type=module', '-e', code], { cwd: folder, env });
      expect(stdout).toContain(server.html);
      return stdout;
    });
    for (const file of server ? ['index', 'rendered'] : ['index'])
      await use(`${host.origin}/${name}/dist/${file}.html`);
  });
});

/** Writes the code that the demo's pages show for a framework. */
async function writeExamples(folder: string, framework: 'React' | 'Vue' | 'Svelte', extension: string): Promise<void> {
  const manifest = await readFile(join(folder, 'node_modules/letz-widgets/dist/custom-elements.json'), 'utf8');
  const typeOf = attributeTypes(JSON.parse(manifest));
  const examples = Object.values(EXAMPLES).flat();
  for (const [index, { html }] of examples.entries()) {
    await writeFile(join(folder, `src/Example${index}.${extension}`), codeFor(framework, html, typeOf));
  }
}

/** Uses the page as a person would. */
async function use(url: string): Promise<void> {
  const { page, faults } = await openPage(browser);
  await page.goto(url);
  const loaded = page.locator('#loaded');
  await loaded.getByText('new-signups 7').waitFor();
  await settled(page);
  const metric = page.locator('letz-metric');
  expect(await metric.evaluate((element) => (element as HTMLElement & { higherIs: string }).higherIs)).toBe('better');
  await page.getByRole('button', { name: '30 days' }).click();
  await loaded.getByText('new-signups 30').waitFor();
  await page.locator('letz-query-table.segments').getByRole('gridcell').first().click();
  await page
    .locator('#selected')
    .getByText(/^\w+ \S/)
    .waitFor();
  await page.getByRole('button', { name: 'Remove' }).click();
  await metric.waitFor({ state: 'detached' });
  expect(await page.locator(':state(error)').count()).toBe(0);
  expect(faults).toEqual([]);
  await page.context().close();
}
