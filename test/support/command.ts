import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SERVER = join(import.meta.dirname, '../../dist/server');

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  child: ChildProcess;
  /** Standard error so far. */
  stderr(): string;
  /** Resolves when standard output or standard error contains a match, past output included. */
  said(text: RegExp): Promise<string>;
  ended: Promise<Ended>;
}

export interface CommandOptions {
  args?: string[];
  /** The environment; only PATH is added. */
  env?: Record<string, string>;
  cwd?: string;
  /** Text on standard input; by default it is empty. */
  input?: string;
  /** File descriptor for standard error; by default it is captured for `stderr` and `said`. */
  stderr?: number | 'pipe';
}

/** Starts a program of `dist/server`, as its npm script does. */
export function startCommand(
  name: string,
  { args = [], env = {}, cwd = tmpdir(), input, stderr = 'pipe' }: CommandOptions = {},
): Running {
  const child = spawn(process.execPath, [join(SERVER, `${name}.js`), ...args], {
    cwd,
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', stderr],
  });
  child.stdin?.end(input);
  const texts = { stdout: '', stderr: '' };
  const waiting = new Set<() => void>();
  const hear = () => {
    for (const look of waiting) look();
  };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.on('data', (data: Buffer) => {
      texts[name] += data;
      hear();
    });
  }
  const ended = once(child, 'close').then(([code]): Ended => ({ code: code as number | null, ...texts }));
  return {
    child,
    ended,
    stderr: () => texts.stderr,
    said: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const [found] = text.exec(texts.stdout) ?? text.exec(texts.stderr) ?? [];
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
        ended.then(() => reject(new Error(`It ended without a word of ${text}:\n${texts.stdout}${texts.stderr}`)));
      }),
  };
}

/** Runs a program to its end. */
export function runCommand(name: string, options?: CommandOptions): Promise<Ended> {
  return startCommand(name, options).ended;
}

/** Creates a temporary folder that is removed after `use`. */
export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'letz-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
