// Global setup of the packages' tests: packs the workspaces once for all test files.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../..');

/** Folders of the workspaces by the names of their packages. */
export const WORKSPACES = { 'letz-gateway': 'server', 'letz-widgets': 'widgets' } as const;

export type PackageName = keyof typeof WORKSPACES;

/** Output of `npm pack --json`, with the tarball's path. */
export interface Packed {
  filename: string;
  unpackedSize: number;
  files: { path: string; size: number }[];
}

declare module 'vitest' {
  interface ProvidedContext {
    packed: Record<PackageName, Packed>;
  }
}

/** Packs the workspaces and provides the tarballs to the tests. @returns the teardown */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'letz-tarballs-'));
  const packed: Partial<Record<PackageName, Packed>> = {};
  for (const [name, workspace] of Object.entries(WORKSPACES)) {
    const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], {
      cwd: join(ROOT, workspace),
    });
    const [result] = JSON.parse(stdout) as Packed[];
    if (!result) throw new Error(`npm pack printed no result for ${name}.`);
    packed[name as PackageName] = { ...result, filename: join(folder, result.filename) };
  }
  project.provide('packed', packed as Record<PackageName, Packed>);
  return () => rm(folder, { recursive: true, force: true });
}

/** Installs a tarball in a project's folder, and the repository's copies of its dependencies. */
export async function installTarball(project: string, name: PackageName, { filename }: Packed): Promise<void> {
  const target = join(project, 'node_modules', name);
  await mkdir(target, { recursive: true });
  await run('tar', ['-xzf', filename, '-C', target, '--strip-components=1']);
  const { dependencies } = JSON.parse(await readFile(join(target, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  await linkPackages(project, Object.keys(dependencies));
}

/** Installs packages in a project's folder as links to the repository's copies, so that no test needs a registry. */
export async function linkPackages(project: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const link = join(project, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(join(ROOT, 'node_modules', name), link);
  }
}
