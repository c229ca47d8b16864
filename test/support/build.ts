import { spawnSync } from 'node:child_process';
import type { TestProject } from 'vitest/node';

/** Builds `dist/`, which the gateway and its commands are run from and the browser's files are served from; only what is not up to date. */
export function setup(project: TestProject): void {
  const { status, stdout } = spawnSync(process.execPath, ['scripts/build.js'], { encoding: 'utf8' });
  if (status !== 0) project.vitest.logger.error(`The build fails; dist/ may be old.\n${stdout}`);
}
