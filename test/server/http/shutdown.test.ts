import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Listening, listen } from '../../../server/http/serve.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../../support/databases.ts';
import { openTestGateway, type TestGateway } from '../../support/gateway.ts';
import { activeStatements, killSessions, SESSIONS } from '../../support/observe.ts';

const ROOT = join(import.meta.dirname, '../../..');

const queries = {
  sleep: `-- Sleep
-- @param seconds number = 0 How long
-- @column one integer One
select 1 as one from params, pg_sleep(seconds::float8)`,
  endless: `-- More than anybody reads
-- @column text text Much of it
select repeat('x', 1000) as text from generate_series(1, 10000000)`,
  busy: `-- Busy for minutes
-- @column n integer A number
select count(*) as n from generate_series(1, 1000000) as a, generate_series(1, 100000) as b`,
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
afterEach(async () => {
  for (const process of started.splice(0)) process.kill('SIGKILL');
  // PostgreSQL continues the statements of an ended process, which the next test would count.
  await killSessions(database);
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.drop();
});

interface Gateway {
  /** Output up to the address. */
  address: Promise<URL>;
  get(path: string): Promise<Response>;
  signal(name: NodeJS.Signals): unknown;
  /** Exit code, or the signal that ended the process. */
  ended: Promise<number | string>;
}

/** Starts the gateway as a process, on a database server unless `env` has another one. */
function start(env: Record<string, string> = { DATABASE_URL: database.url, QUERIES_DIR: folder }): Gateway {
  const child = spawn(process.execPath, [join(ROOT, 'dist/server/main.js')], {
    cwd: folder,
    env: { PORT: '0', PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(child);
  const address = once(child.stdout, 'data').then(([text]) => new URL(String(text).trim()));
  return {
    address,
    async get(path) {
      const { origin, hash } = await address;
      return fetch(`${origin}/api/queries/${path}`, { headers: { Authorization: `Bearer ${hash.slice(7)}` } });
    },
    signal: (name) => child.kill(name),
    ended: once(child, 'exit').then(([code, signal]) => code ?? signal),
  };
}

/** Outcome of an attempt to connect. */
function connection(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, host, () => resolve('connected'));
    socket.on('error', ({ code }: NodeJS.ErrnoException) => resolve(code));
    socket.on('connect', () => socket.destroy());
  });
}

const running = () => activeStatements(database);
const sessions = async () => (await database.query(`select 1 ${SESSIONS}`)).length;

/** Outcome of a request: its status, or "cut off". */
const outcome = (response: Promise<Response>) =>
  response.then(
    ({ status }) => status,
    () => 'cut',
  );

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
    expect(await gateway.ended).toBe(0);
    await expect.poll(sessions).toBe(0);
  });

  test('closes connections after drainMs: an unread export, an incomplete request, a long query', async () => {
    const gateway = start();
    const { port, hostname } = await gateway.address;
    const half = connect(Number(port), hostname);
    half.on('error', () => undefined);
    half.write('GET /livez HTTP/1.1\r\nHost: localhost\r\n');
    const endless = await gateway.get('endless?_format=csv');
    const [short, long] = ['sleep?seconds=4', 'sleep?seconds=14'].map((path) => outcome(gateway.get(path)));
    await expect.poll(running).toBe(2);
    gateway.signal('SIGTERM');
    // A request that ends before the deadline is completed.
    expect([await short, await long]).toEqual([200, 'cut']);
    expect(await gateway.ended).toBe(0);
    await expect(endless.text()).rejects.toThrow('terminated');
    await expect.poll(sessions, { timeout: 5000 }).toBe(0);
  });

  test('ends the process also while it waits for a silent database', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const gateway = start({ DATABASE_URL: `postgres://nobody@127.0.0.1:${port}/none`, ACQUIRE_TIMEOUT_MS: '60000' });
    const [socket] = (await once(silent, 'connection')) as [Socket];
    gateway.signal('SIGTERM');
    expect(await gateway.ended).toBe(0);
    socket.destroy();
    silent.close();
  });
});

describe('SIGINT, as by Ctrl-C, ends everything at once', () => {
  test('also a request that would end before the deadline of SIGTERM', async () => {
    const gateway = start();
    await gateway.address;
    const cut = outcome(gateway.get('sleep?seconds=9'));
    await expect.poll(running).toBe(1);
    gateway.signal('SIGINT');
    expect(await cut).toBe('cut');
    expect(await gateway.ended).toBe(0);
  });

  test('also the embedded database during a statement, which cannot be interrupted', async () => {
    const gateway = start({ QUERIES_DIR: folder, PUBLIC_QUERIES: 'busy' });
    const { origin } = await gateway.address;
    const cut = outcome(gateway.get('busy'));
    const metrics = async () => (await fetch(`${origin}/metrics`)).text();
    await expect.poll(metrics).toContain('letz_cache{what="running"} 1');
    gateway.signal('SIGINT');
    expect(await cut).toBe('cut');
    expect(await gateway.ended).toBe(0);
  });
});

describe('to stop listening, though the deadline is far away,', () => {
  let gateway: TestGateway;
  let listening: Listening;
  const DEADLINE_MS = 3_600_000;

  beforeEach(async () => {
    gateway = await openTestGateway(database.url, { queries });
    listening = await listen(gateway.app, '127.0.0.1', 0);
  });
  afterEach(() => gateway.close());

  test('does not wait for idle connections', async () => {
    const agent = new Agent({ keepAlive: true });
    const request = httpRequest({ host: '127.0.0.1', port: listening.port, path: '/livez', agent }).end();
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    await once(response.resume(), 'end');
    await listening.stop(DEADLINE_MS);
    agent.destroy();
  });

  test('waits only for requests under way', async () => {
    const headers = { Authorization: `Bearer ${await gateway.token({ queries: '*' })}` };
    const slow = outcome(fetch(`http://127.0.0.1:${listening.port}/api/queries/sleep?seconds=1`, { headers }));
    await expect.poll(running).toBe(1);
    await listening.stop(DEADLINE_MS);
    expect(await slow).toBe(200);
  });
});

test('npm start replaces its process by the gateway, which receives the signals', async () => {
  const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { scripts: { start: string } };
  expect(scripts.start).toMatch(/ && exec node dist\/server\/main\.js$/);
});
