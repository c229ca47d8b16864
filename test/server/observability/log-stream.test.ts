// The gateway as a process whose standard error is blocked.
import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LogStream } from '../../../server/observability/log-stream.ts';
import { type Running, startCommand, withFolder } from '../../support/command.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../../support/databases.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase(databaseNames().at(-1) ?? 'packaged');
});
const children: Running['child'][] = [];
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await database.drop();
});

/** Sends enough requests to fill the log's pipe, then ends the process. */
async function useGateway(stderr: number | 'pipe', whenStarted: (child: { stderr: unknown }) => void = () => {}) {
  const env = { DATABASE_URL: database.url, PORT: '0', LOG_LEVEL: 'debug' };
  const { child, said, ended } = startCommand('main', { env, stderr });
  children.push(child);
  const address = new URL((await said(/^http:.*\n/m)).trim());
  whenStarted(child);
  const ask = async () => (await fetch(new URL('/livez', address))).text();
  for (let i = 0; i < 100; i++) expect(await ask()).toBe('ok\n');
  child.kill('SIGTERM');
  return (await ended).code;
}

describe('answers, and ends on SIGTERM,', () => {
  test('with the log on a full disk', async () => {
    const full = openSync('/dev/full', 'w');
    expect(await useGateway(full)).toBe(0);
    closeSync(full);
  });

  test('with a log pipe closed by its reader', async () => {
    expect(await useGateway('pipe', ({ stderr }) => (stderr as { destroy(): void }).destroy())).toBe(0);
  });

  test('with a full log pipe whose reader stopped', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'pipe');
      execFileSync('mkfifo', [path]);
      const pipe = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
      const fill = () => writeSync(pipe, Buffer.alloc(4096));
      expect(() => {
        for (;;) fill();
      }).toThrow('EAGAIN');
      const blocking = openSync(path, 'w');
      expect(await useGateway(blocking)).toBe(0);
      closeSync(blocking);
      closeSync(pipe);
    });
  });
});

test('lines are complete and in order after the log was blocked, the last ones included', async () => {
  await withFolder(async (folder) => {
    const path = join(folder, 'pipe');
    execFileSync('mkfifo', [path]);
    const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stream = new LogStream(openSync(path, constants.O_WRONLY | constants.O_NONBLOCK));
    const lines = Array.from({ length: 3000 }, (_, i) => `${i} ${'x'.repeat(100)}\n`);
    for (const line of lines) stream.write(line);
    let got = '';
    const read = () => {
      try {
        const portion = Buffer.alloc(100_000);
        got += portion.toString('latin1', 0, readSync(reader, portion));
      } catch {
        // Not written yet.
      }
      return got.length;
    };
    await expect.poll(read, { interval: 20 }).toBe(lines.join('').length);
    stream.write('last\n');
    stream.end();
    read();
    expect(got).toBe(`${lines.join('')}last\n`);
  });
});
