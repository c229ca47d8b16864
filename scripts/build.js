// Builds dist/: node scripts/build.js [STEP …]. A step runs only if one of its sources is newer than its last run.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeBuild, precompress } from './browser-files.js';

/**
 * @typedef {object} Step
 * @property {string[]} sources files and folders
 * @property {string} output a file that the step writes
 * @property {() => void} run
 */

const COMMON = ['package-lock.json', 'tsconfig.base.json'];

/** @type {Record<string, Step>} */
const STEPS = {
  server: {
    sources: [...COMMON, 'server'],
    output: 'dist/server/main.js',
    run: () => node('typescript/bin/tsc', '-b', 'server'),
  },
  widgets: {
    sources: [...COMMON, 'widgets', 'server/contract', 'vite.config.ts', 'scripts'],
    output: 'dist/build.json',
    run() {
      node('typescript/bin/tsc', '-b', 'widgets');
      // Chunks are named by their content: those of earlier builds would stay.
      rmSync('dist/chunks', { recursive: true, force: true });
      node('vite/bin/vite.js', 'build', '--logLevel', 'warn');
      precompress('dist');
      describeBuild('dist');
    },
  },
  manifest: {
    sources: [...COMMON, 'widgets', 'custom-elements-manifest.config.js'],
    output: 'dist/custom-elements.json',
    run: () => node('@custom-elements-manifest/analyzer/cem.js', 'analyze'),
  },
};

/**
 * Runs a package's command in a process of its own and ends this one if it fails.
 * @param {string} script
 * @param {string[]} args
 */
function node(script, ...args) {
  // A test runner's NODE_ENV would put Lit's development build into the scripts.
  const env = { ...process.env, NODE_ENV: 'production' };
  const { status, error } = spawnSync(process.execPath, [join('node_modules', script), ...args], {
    stdio: 'inherit',
    env,
  });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

/**
 * The newest modification time of a file, or of a folder and what is in it. A folder's own time changes when a file is
 * added or removed.
 * @param {string} path
 * @returns {number} milliseconds since 1970
 */
function modified(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  const entries = readdirSync(path).filter((name) => name !== 'node_modules' && name !== 'dist');
  return Math.max(stat.mtimeMs, ...entries.map((name) => modified(join(path, name))));
}

const names = process.argv.slice(2);
for (const name of names.length ? names : Object.keys(STEPS)) {
  const step = STEPS[name];
  if (!step) throw new Error(`There is no build step ${name}; there are ${Object.keys(STEPS).join(', ')}.`);
  const stamp = `dist/.built/${name}`;
  const last = existsSync(stamp) && existsSync(step.output) ? statSync(stamp).mtimeMs : 0;
  if (Math.max(...step.sources.map(modified)) < last) continue;
  const start = new Date();
  step.run();
  mkdirSync('dist/.built', { recursive: true });
  writeFileSync(stamp, '');
  // A source that changed during the step is newer than the stamp.
  utimesSync(stamp, start, start);
}
