import { spawnSync } from 'node:child_process';
import type { TestProject } from 'vitest/node';

/** Builds what tests of the gateway use: `dist/server` and the custom elements manifest, unless they are up to date. */
export function setup(project: TestProject): void {
  const { status, stdout } = spawnSync(process.execPath, ['scripts/build.js', 'server', 'manifest'], {
    encoding: 'utf8',
  });
  if (status !== 0) project.vitest.logger.error(`The server does not build; the build in dist/ may be old.\n${stdout}`);
}
