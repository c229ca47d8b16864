import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { freePort } from '../support/postgres.ts';
import { findMachineBinaries } from '../support/postgres-binaries.ts';

/** A server program of the tests, on loopback. */
export interface Program {
  port: number;
  /** Sends a signal and, unless it only stops the process, waits for its end. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Starts the program again on the same port. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Finds the programs that the tests need.
 * @throws {Error} with the packages of those that are missing
 */
export function findPrograms(): { postgres: string; redis: string; pgbouncer: string } {
  const find = (name: string) => {
    try {
      const PATH = `${process.env.PATH}:/usr/sbin`;
      return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8', env: { PATH } }).trim();
    } catch {
      return undefined;
    }
  };
  const [postgres, redis, pgbouncer] = [findMachineBinaries(), find('redis-server'), find('pgbouncer')];
  if (postgres && redis && pgbouncer) return { postgres, redis, pgbouncer };
  const missing = Object.entries({ postgresql: postgres, 'redis-server': redis, pgbouncer }).filter(
    ([, path]) => !path,
  );
  const names = missing.map(([name]) => name).join(' ');
  throw new Error(`test:cluster needs programs that are not installed. On Debian: apt-get install ${names}`);
}

/** Starts a program that accepts connections on a port. */
async function startProgram(run: (port: number) => ChildProcess): Promise<Program> {
  const port = await freePort();
  let child: ChildProcess;
  const program: Program = {
    port,
    async start() {
      child = run(port);
      const ended = once(child, 'exit').then(([code]) =>
        Promise.reject(new Error(`${child.spawnfile} ended: ${code}`)),
      );
      ended.catch(() => undefined);
      await Promise.race([accepts(port), ended]);
    },
    async kill(signal) {
      child.kill(signal);
      if (/^SIG(STOP|CONT)$/.test(signal)) return;
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
    stop: () => program.kill('SIGKILL'),
  };
  await program.start();
  return program;
}

async function accepts(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const isOpen = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (isOpen) return;
    await setTimeout(20);
  }
}

export function startRedis(): Promise<Program> {
  const { redis } = findPrograms();
  const args = (port: number) => ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  return startProgram((port) => spawn(redis, args(port), { stdio: 'ignore', cwd: tmpdir() }));
}

/** Starts PgBouncer in transaction mode, with a database for each server. */
export async function startPgBouncer(servers: Record<string, string>): Promise<Program> {
  const { pgbouncer } = findPrograms();
  const folder = await mkdtemp(join(tmpdir(), 'letz-pgbouncer-'));
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  // PgBouncer refuses to run as root.
  const account = process.getuid?.() === 0 ? { uid: id('-u'), gid: id('-g') } : {};
  if (account.uid !== undefined) await chown(folder, account.uid, account.gid);
  const databases = Object.entries(servers).map(([name, url]) => {
    const { hostname, port, username, password, pathname } = new URL(url);
    return `${name} = host=${hostname} port=${port} dbname=${pathname.slice(1)} user=${username} password=${password}`;
  });
  const program = await startProgram((port) => {
    const file = join(folder, 'pgbouncer.ini');
    const settings = [
      '[databases]',
      ...databases,
      '[pgbouncer]',
      'listen_addr = 127.0.0.1',
      `listen_port = ${port}`,
      'unix_socket_dir =',
      'auth_type = any',
      'pool_mode = transaction',
      'default_pool_size = 20',
      'max_client_conn = 500',
      'server_login_retry = 1',
    ];
    execFileSync('sh', ['-c', 'cat > "$1"', 'sh', file], { input: settings.join('\n') });
    return spawn(pgbouncer, ['-q', file], { ...account, stdio: 'ignore' });
  });
  return {
    ...program,
    async stop() {
      await program.stop();
      await rm(folder, { recursive: true });
    },
  };
}
