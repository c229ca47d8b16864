// Development server: `npm run dev`. Rebuilds the widgets and the gateway when a source changes, and restarts the gateway
// when its code, a query or a model changes. Without DATABASE_URL the embedded database stays up across restarts.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { rmSync, watch } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { scriptsOf } from './browser-files.js';

/** Milliseconds without a further change after which the gateway restarts. */
const QUIET_MS = 100;

/**
 * Runs a script of this project to its end.
 * @param {string} script
 * @param {string[]} args
 */
async function run(script, ...args) {
  const child = spawn(process.execPath, [script, ...args], { stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  if (code) process.exit(code);
}

/** Deletes the compressed copies, which the watched build does not renew, and the mark that the build is up to date. */
function dropCompressed() {
  for (const path of scriptsOf('dist')) {
    for (const suffix of ['.br', '.gz']) rmSync(join('dist', path + suffix), { force: true });
  }
  rmSync('dist/.built/widgets', { force: true });
}

/**
 * Starts the embedded database with demo data.
 * @returns {Promise<Record<string, string>>} settings that make a gateway use it as it uses its own
 */
async function startDatabase() {
  const { startEmbedded } = await import('../dist/server/embedded/embedded-database.js');
  const { loadRegistry } = await import('../dist/server/catalogue/registry.js');
  const { url } = await startEmbedded({ demoData: new Date() });
  const queries = [...loadRegistry({ shipped: 'server' }).values()];
  const open = queries.filter(({ pii }) => !pii).map(({ name }) => name);
  return { DATABASE_URL: url, DATABASE_POOL_SIZE: '1', PUBLIC_QUERIES: open.join(), PUBLIC_SCHEMA: 'true' };
}

await run('scripts/build.js');
dropCompressed();

const database = process.env.DATABASE_URL ? {} : await startDatabase();
// One secret for all restarts, so that the page's token stays valid.
const env = { LETZ_SECRET: randomBytes(32).toString('base64url'), ...database, ...process.env };

/** @type {import('node:child_process').ChildProcess | undefined} */
let gateway;

async function restart() {
  if (gateway && gateway.exitCode === null) {
    gateway.kill('SIGINT');
    await once(gateway, 'exit');
  }
  gateway = spawn(process.execPath, ['dist/server/main.js'], { stdio: 'inherit', env });
}

let restarting = Promise.resolve();
/** @type {NodeJS.Timeout | undefined} */
let timer;

function restartSoon() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    restarting = restarting.then(restart);
  }, QUIET_MS);
}

await restart();
spawn(process.execPath, ['node_modules/typescript/bin/tsc', '-b', 'server', '--watch', '--preserveWatchOutput'], {
  stdio: ['ignore', 'inherit', 'inherit'],
});
for (const folder of ['dist/server', 'server/queries', 'server/models']) {
  watch(folder, { recursive: true }, (_, name) => {
    if (/\.(js|sql)$/.test(name ?? '')) restartSoon();
  });
}
const watcher = await build({ logLevel: 'warn', build: { watch: {} } });
if (!('on' in watcher)) throw new Error('Vite did not start to watch.');
watcher.on('event', ({ code }) => {
  if (code === 'BUNDLE_END') dropCompressed();
  if (code === 'ERROR') process.stderr.write('The build of the widgets failed; the files before stay.\n');
});

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    gateway?.kill('SIGINT');
    process.exit(0);
  });
}
