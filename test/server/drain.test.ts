import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, databaseNames, type TestDatabase } from '../support/databases.ts';
import { activeStatements, SESSIONS } from '../support/observe.ts';

const ROOT = join(import.meta.dirname, '../..');

const queries = {
  sleep: `-- Sleep
-- @param seconds number = 0 How long
-- @column one integer One
select 1 as one from params, pg_sleep(seconds::float8)`,
  endless: `-- More than anybody reads
-- @column text text Much of it
select repeat('x', 1000) as text from generate_series(1, 10000000)`,
};

let database: TestDatabase;
let folder: string;
const started: ChildProcess[] = [];

beforeAll(async () => {
  await promisify(execFile)(join(ROOT, 'node_modules/.bin/tsc'), ['-b', 'server'], { cwd: ROOT });
  database = await createDatabase(databaseNames().at(-1) ?? 'packaged');
  folder = await mkdtemp(join(tmpdir(), 'letz-drain-'));
  for (const [name, text] of Object.entries(queries)) await writeFile(join(folder, `${name}.sql`), text);
});
afterEach(() => {
  for (const process of started.splice(0)) process.kill('SIGKILL');
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.drop();
});

interface Gateway {
  /** What it printed, until its address. */
  address: Promise<URL>;
  get(path: string): Promise<Response>;
  signal(name: NodeJS.Signals): void;
  /** Resolves to its exit code, or the signal that ended it, and milliseconds since the signal. */
  ended: Promise<{ code: number | string; ms: number }>;
}

/** The real process, on a database server unless told otherwise. */
function start(env: Record<string, string> = { DATABASE_URL: database.url, QUERIES_DIR: folder }): Gateway {
  const child = spawn(process.execPath, [join(ROOT, 'dist/server/main.js')], {
    cwd: folder,
    env: { PORT: '0', PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(child);
  let signalled = 0;
  const address = once(child.stdout, 'data').then(([text]) => new URL(String(text).trim()));
  return {
    address,
    async get(path) {
      const { origin, hash } = await address;
      return fetch(`${origin}/api/queries/${path}`, { headers: { Authorization: `Bearer ${hash.slice(7)}` } });
    },
    signal(name) {
      signalled = performance.now();
      child.kill(name);
    },
    ended: once(child, 'exit').then(([code, signal]) => ({ code: code ?? signal, ms: performance.now() - signalled })),
  };
}

/** How an attempt to connect ends. */
function connection(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, host, () => resolve('connected'));
    socket.on('error', ({ code }: NodeJS.ErrnoException) => resolve(code));
    socket.on('connect', () => socket.destroy());
  });
}

const running = () => activeStatements(database);
const sessions = async () => (await database.query(`select 1 ${SESSIONS}`)).length;

describe('SIGTERM', () => {
  test('lets requests under way end, takes no new ones, and exits 0 with no connection left', async () => {
    const gateway = start();
    const { port, hostname } = await gateway.address;
    const slow = gateway.get('sleep?seconds=1');
    await expect.poll(running).toBe(1);
    gateway.signal('SIGTERM');
    await expect.poll(() => connection(Number(port), hostname)).toBe('ECONNREFUSED');
    const response = await slow;
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ rows: [[1]] });
    const { code, ms } = await gateway.ended;
    expect(code).toBe(0);
    expect(ms).toBeLessThan(9000);
    await expect.poll(sessions).toBe(0);
  });

  test('with nothing under way ends at once, idle connections and all', async () => {
    const gateway = start();
    await (await gateway.get('sleep')).text();
    gateway.signal('SIGTERM');
    const { code, ms } = await gateway.ended;
    expect(code).toBe(0);
    expect(ms).toBeLessThan(8000);
  });

  test('closes by its deadline what does not end: an export that nobody reads, half a request, a long query', async () => {
    const gateway = start();
    const { port, hostname } = await gateway.address;
    const half = connect(Number(port), hostname);
    half.on('error', () => undefined);
    half.write('GET /livez HTTP/1.1\r\nHost: localhost\r\n');
    const endless = await gateway.get('endless?_format=csv');
    const long = gateway.get('sleep?seconds=14').then(
      ({ status }) => status,
      () => 'cut',
    );
    await expect.poll(running).toBe(1);
    gateway.signal('SIGTERM');
    const { code, ms } = await gateway.ended;
    expect(code).toBe(0);
    expect(ms).toBeGreaterThan(9000);
    expect(ms).toBeLessThan(20_000);
    expect(await long).toBe('cut');
    await expect(endless.text()).rejects.toThrow('terminated');
    await expect.poll(sessions, { timeout: 5000 }).toBe(0);
  });

  test.each([
    ['a database server', () => ({ DATABASE_URL: database.url })],
    ['the embedded database', () => ({})],
  ])('while it starts on %s ends it, too', async (_, env) => {
    const gateway = start(env());
    const ready = gateway.address.then(() => 'ready');
    // At several moments of the start: from before the first line of ours to just before the address.
    await Promise.race([ready, new Promise((resolve) => setTimeout(resolve, 350))]);
    gateway.signal('SIGTERM');
    const { code, ms } = await gateway.ended;
    // Before its first line runs, a process ends by the signal itself.
    expect([0, 'SIGTERM']).toContain(code);
    expect(ms).toBeLessThan(9000);
  });
});

test('SIGINT, as by Ctrl-C, ends everything at once', async () => {
  const gateway = start();
  await gateway.address;
  const cut = gateway.get('sleep?seconds=14').catch(() => 'cut');
  await expect.poll(running).toBe(1);
  gateway.signal('SIGINT');
  const { code, ms } = await gateway.ended;
  expect(code).toBe(0);
  expect(ms).toBeLessThan(8000);
  expect(await cut).toBe('cut');
});

test('npm start hands its process over to the gateway, so that signals reach it', async () => {
  const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { scripts: { start: string } };
  expect(scripts.start).toMatch(/ && exec node dist\/server\/main\.js$/);
});
