// Runs the tests: `npm test` all of them, `npm test -- PART …` the files whose path contains one of the parts.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

/**
 * Runs a command and ends the process with its exit code if it fails.
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

/**
 * @param {string} script
 * @param {string[]} args
 */
const npm = (script, ...args) => run('npm', ['run', '--silent', script, ...(args.length ? ['--', ...args] : [])]);

const parts = process.argv.slice(2);
if (!parts.length) {
  for (const script of ['check', 'test:server', 'test:widgets', 'test:e2e']) npm(script);
  process.exit(0);
}

const files = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .map((path) => `test/${path.replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.test.ts') && parts.some((part) => path.includes(part)));
if (!files.length) {
  console.error(`No test file's path contains ${parts.join(' or ')}.`);
  process.exit(1);
}

/** @param {string} folder */
const inFolder = (folder) => files.filter((path) => path.startsWith(`test/${folder}/`));
const suites = { 'test:server': inFolder('server'), 'test:widgets': inFolder('widgets'), 'test:e2e': inFolder('e2e') };
if (suites['test:server'].length) npm('test:server', ...suites['test:server']);
// The widgets' tests use the built gateway.
if (suites['test:widgets'].length) {
  npm('build:server');
  npm('test:widgets', '--files', ...suites['test:widgets']);
}
if (suites['test:e2e'].length) npm('test:e2e', ...suites['test:e2e']);
