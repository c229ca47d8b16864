// The packed tarballs, installed.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { installTarball, WORKSPACES } from '../../support/pack-packages.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../../..');
const SLOW_MS = 600_000;
const NAMES = ['letz-gateway', 'letz-widgets'] as const;

const packed = inject('packed');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'letz-packages-'));
  for (const name of NAMES) await installTarball(folder, name, packed[name]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the text of a module in the folder. @returns its output */
async function runModule(code: string): Promise<string> {
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', code], { cwd: folder });
  return stdout.trim();
}

describe.each(NAMES)('the tarball of %s', (name) => {
  test('holds no tests, sources or stray files', () => {
    const paths = packed[name].files.map(({ path }) => path);
    const strange = paths.filter((path) => !/^(dist\/.*|LICENSE|README\.md|package\.json)$/.test(path));
    expect(strange).toEqual([]);
    expect(paths.filter((path) => /test|\.env|tsbuildinfo|(?<!\.d)\.ts$|\.map$/.test(path))).toEqual([]);
    expect(paths).toContain('LICENSE');
  });

  test(
    'is clean for publint and attw',
    async () => {
      await run('npx', ['publint', '--strict', '--pack=false', join(ROOT, WORKSPACES[name])], { cwd: ROOT });
      const { filename } = packed[name];
      await run('npx', ['attw', '--profile', 'esm-only', '--format', 'json', filename], {
        cwd: ROOT,
        maxBuffer: 50_000_000,
      });
    },
    SLOW_MS,
  );
});

describe('letz-widgets', () => {
  test('imports Lit and uPlot, and is below 1 MB', async () => {
    expect(packed['letz-widgets'].unpackedSize).toBeLessThan(1_000_000);
    const chart = await readFile(
      join(folder, 'node_modules/letz-widgets/dist/widgets/letz-chart/letz-chart.js'),
      'utf8',
    );
    expect(chart).toMatch(/from *[`'"]lit[`'"]/);
  });

  test('every entry can be imported on a server', async () => {
    const names = (await readdir(join(ROOT, 'widgets'))).filter(
      (name) => name.startsWith('letz-') && !name.includes('.'),
    );
    const entries = ['', ...names.flatMap((name) => [`/${name}.js`, `/class/${name}.js`]), '/jsx', '/vue', '/svelte'];
    const code = `for (const entry of ${JSON.stringify(entries)}) await import('letz-widgets' + entry); console.log('done')`;
    expect(await runModule(code)).toBe('done');
  });

  test('a class entry defines nothing, the other one defines the element', async () => {
    const defined = "console.log(Boolean(globalThis.customElements?.get('letz-metric')))";
    expect(await runModule(`await import('letz-widgets/class/letz-metric.js'); ${defined}`)).toBe('false');
    expect(await runModule(`await import('letz-widgets/letz-metric.js'); ${defined}`)).toBe('true');
  });

  test('the manifest and the framework types name every element', async () => {
    const dist = join(folder, 'node_modules/letz-widgets/dist');
    const names = (await readdir(join(ROOT, 'widgets'))).filter(
      (name) => name.startsWith('letz-') && !name.includes('.'),
    );
    for (const file of ['custom-elements.json', 'elements.d.ts']) {
      const text = await readFile(join(dist, file), 'utf8');
      expect(names.filter((name) => !text.includes(name))).toEqual([]);
    }
  });
});

describe('letz-gateway', () => {
  test('exports createGateway, which names mistakes in the settings', async () => {
    const code = `import { createGateway } from 'letz-gateway';
      await createGateway({ DATABASE_ULR: 'x' }).catch((error) => console.log(error.message));`;
    expect(await runModule(code)).toMatch(/^DATABASE_ULR is no setting/);
  });

  test(
    'serves the widgets under their release, the demo and the embedded database',
    async () => {
      const bin = join(folder, 'node_modules/letz-gateway/dist/server/main.js');
      const env = { PATH: process.env.PATH ?? '', PORT: '0', LOG_LEVEL: 'fatal' };
      const child = spawn(process.execPath, [bin], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
      try {
        const [line] = (await once(child.stdout, 'data')) as [Buffer];
        const { origin } = new URL(line.toString().trim());
        const { version } = JSON.parse(await readFile(join(ROOT, 'server/package.json'), 'utf8')) as {
          version: string;
        };
        for (const path of ['/', '/letz.js', `/letz@${version}.js`, '/embed/letz-chart', '/api/queries/total-users']) {
          expect([path, (await fetch(origin + path)).status]).toEqual([path, 200]);
        }
      } finally {
        child.kill('SIGKILL');
      }
    },
    SLOW_MS,
  );

  test('an unknown command is reported with the existing ones', async () => {
    const bin = join(folder, 'node_modules/letz-gateway/dist/server/main.js');
    const failure = await run(process.execPath, [bin, 'sevre'], { cwd: folder }).catch(
      (error: { stderr: string }) => error,
    );
    expect(failure.stderr).toMatch(/no command sevre; there are serve, init, token/);
  });
});
