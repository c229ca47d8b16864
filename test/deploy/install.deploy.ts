// The production installs of docs/operating.md: the package, the container's steps and the systemd unit.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { docSample } from '../support/doc-samples.ts';

const run = promisify(execFile);
const LIMIT_MB = 60;

let folder: string;
let gateway: ChildProcess | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'letz-install-'));
});
afterAll(async () => {
  gateway?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

const megabytes = async (path: string): Promise<number> => {
  const { stdout } = await run('du', ['-sm', path]);
  return Number.parseInt(stdout, 10);
};

test('the steps of the Dockerfile install a small gateway, which runs, is healthy and stops', async () => {
  const dockerfile = docSample('operating.md', 'dockerfile');
  const [, install = ''] = /^RUN (npm install .*?letz-gateway)/m.exec(dockerfile) ?? [];
  const [, health = ''] = /^HEALTHCHECK .*?CMD node -e "(.*)"$/m.exec(dockerfile) ?? [];
  const [, command = ''] = /^CMD (\[.*\])$/m.exec(dockerfile) ?? [];
  const { filename } = inject('packed')['letz-gateway'];
  await run('sh', ['-c', install.replace('letz-gateway', filename)], { cwd: folder });
  const size = await megabytes(folder);
  console.log(`npm install letz-gateway: ${size} MB`);
  expect(size).toBeLessThanOrEqual(LIMIT_MB);
  const [program = '', ...args] = JSON.parse(command) as string[];
  const env = { PATH: process.env.PATH, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'fatal' };
  gateway = spawn(program, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
  if (!gateway.stdout) throw new Error('The gateway has no standard output.');
  const [address] = (await once(createInterface({ input: gateway.stdout }), 'line')) as [string];
  const { port } = new URL(address);
  await run(process.execPath, ['-e', health.replace('8787', port)]);
  gateway.kill('SIGTERM');
  expect(await once(gateway, 'exit')).toEqual([0, null]);
});

test('the systemd unit is valid', async () => {
  const unit = docSample('operating.md', 'ini', '[Service]').replace(/^User=.*$/m, 'User=daemon');
  const file = join(folder, 'letz-gateway.service');
  await writeFile(file, unit);
  const { stderr } = await run('systemd-analyze', ['verify', file]);
  expect(stderr.split('\n').filter((line) => line.includes('letz-gateway'))).toEqual([]);
});
