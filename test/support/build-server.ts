import { spawnSync } from 'node:child_process';
import type { TestProject } from 'vitest/node';

/** Builds `dist/server` for tests that start the gateway and the commands as processes: a moment when nothing has changed. */
export function setup(project: TestProject): void {
  const { status, stdout } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-b', 'server'], {
    encoding: 'utf8',
  });
  if (status !== 0) project.vitest.logger.error(`The server's types are not right; its build may be old.\n${stdout}`);
}
