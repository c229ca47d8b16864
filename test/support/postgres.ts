import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chown, cp, mkdtemp, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface PostgresOptions {
  /** The folder that holds `postgres` and `initdb`. */
  bin: string;
  /** True if only root may be able to read the folder, as with `node_modules`: the server then runs from a copy. */
  copy?: boolean;
  /** Additional arguments of `initdb`. */
  initdb?: string[];
  /** Server settings, as in `postgresql.conf`. */
  settings?: Record<string, string>;
  /** Primary of a standby: its data is copied while it is stopped. It needs `wal_level` replica. */
  standbyOf?: Postgres;
}

/** PostgreSQL server of the tests: on 127.0.0.1 and a free port, data in a temporary folder. */
export interface Postgres {
  url: string;
  /** Data directory. */
  data: string;
  /** Sends a signal (SIGTERM smart, SIGINT fast, SIGQUIT immediate shutdown) and waits for the server to exit. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Starts the server again after `kill`: same port, same data. */
  start(): Promise<void>;
  /** Stops the server and removes its data. */
  stop(): Promise<void>;
}

/** Settings without durability: no data outlives the run. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' };

/**
 * Shell script that stops the server and removes its data when this process closes the pipe or exits, also by a signal.
 * It runs in a session of its own, so that Ctrl-C doesn't reach it.
 */
const CLEAN_UP = `
  cat > /dev/null
  if pid=$(head -n 1 "$1/data/postmaster.pid" 2> /dev/null) && kill -QUIT "$pid" 2> /dev/null; then
    tries=0
    while [ -e "$1/data/postmaster.pid" ] && [ $((tries += 1)) -le 100 ]; do sleep 0.05; done
  fi
  rm -rf "$1"`;

/** @throws {Error} with the server's output if it cannot start */
export async function startPostgres({
  bin,
  copy = false,
  initdb = [],
  settings = {},
  standbyOf,
}: PostgresOptions): Promise<Postgres> {
  const folder = await mkdtemp(join(tmpdir(), 'letz-postgres-'));
  const cleaner = spawn('sh', ['-c', CLEAN_UP, 'sh', folder], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  const data = join(folder, 'data');
  const password = standbyOf ? new URL(standbyOf.url).password : randomBytes(16).toString('hex');
  const account = process.getuid?.() === 0 ? nobody() : null;
  const as = { ...account, cwd: folder };
  let server: ChildProcess;

  async function start(port: number): Promise<void> {
    const all = { ...FAST, ...settings, listen_addresses: '127.0.0.1', port, unix_socket_directories: '' };
    const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    server = spawn(join(bin, 'postgres'), ['-D', data, ...flags], { ...as, stdio: ['ignore', 'ignore', 'pipe'] });
    await ready(server);
  }

  async function stop(): Promise<void> {
    cleaner.stdin.end();
    if (cleaner.exitCode === null) await once(cleaner, 'exit');
  }

  try {
    if (account) {
      await chown(folder, account.uid, account.gid);
      if (copy) {
        const own = join(folder, 'server');
        await cp(dirname(bin), own, { recursive: true, verbatimSymlinks: true });
        bin = join(own, 'bin');
      }
    }
    if (standbyOf) {
      await standbyOf.kill('SIGINT');
      await run('cp', ['-a', standbyOf.data, data], as);
      await standbyOf.start();
      await run('touch', [join(data, 'standby.signal')], as);
      const { hostname, port } = new URL(standbyOf.url);
      settings = { ...settings, primary_conninfo: `host=${hostname} port=${port} user=postgres password=${password}` };
    } else {
      const passwordFile = join(folder, 'password');
      await writeFile(passwordFile, password);
      const auth = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
      const locale = ['--encoding=UTF8', '--locale=C', ...initdb];
      await run(join(bin, 'initdb'), ['-D', data, '--no-sync', ...auth, ...locale], as);
    }
    const port = await startOnFreePort(start);
    return {
      url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
      data,
      start: () => start(port),
      stop,
      async kill(signal) {
        server.kill(signal);
        if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The account nobody, which exists on every Unix: PostgreSQL refuses to run as root. */
function nobody(): { uid: number; gid: number } {
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** Retries with another port if a program takes the free one first. */
async function startOnFreePort(start: (port: number) => Promise<void>): Promise<number> {
  for (let tries = 1; ; tries++) {
    const port = await freePort();
    try {
      await start(port);
      return port;
    } catch (error) {
      if (tries === 5 || !(error as Error).message.includes('Address already in use')) throw error;
    }
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function ready(server: ChildProcess): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`PostgreSQL ended with code ${code}: ${said}`)));
    server.stderr?.on('data', (text: Buffer) => {
      said += text;
      if (/ready to accept (read-only )?connections/.test(said)) resolve();
    });
  });
  server.stderr?.removeAllListeners('data').resume();
}
