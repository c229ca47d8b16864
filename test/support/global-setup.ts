import type { TestProject } from 'vitest/node';
import type { DatabaseName } from './databases.ts';
import { type Postgres, type PostgresOptions, startPostgres } from './postgres.ts';
import { findMachineBinaries, findPackagedBinaries } from './postgres-binaries.ts';

/**
 * Server settings that differ from PostgreSQL's defaults in time zone, formats and planning. Results must not depend on
 * them.
 */
const FOREIGN: Pick<PostgresOptions, 'initdb' | 'settings'> = {
  initdb: ['--locale-provider=icu', '--icu-locale=en-US'],
  settings: {
    timezone: 'America/St_Johns',
    datestyle: 'SQL, DMY',
    intervalstyle: 'sql_standard',
    extra_float_digits: '0',
    bytea_output: 'escape',
  },
};

/** Starts the database servers once for the whole run and ends them after it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const machine = findMachineBinaries();
  const [packaged, own] = await Promise.allSettled([
    findPackagedBinaries().then((bin) => startPostgres({ bin, copy: true, ...FOREIGN })),
    machine ? startPostgres({ bin: machine }) : null,
  ]);
  const servers: { name: DatabaseName; server: Postgres }[] = [];
  if (own.status === 'fulfilled' && own.value) servers.push({ name: 'machine', server: own.value });
  if (packaged.status === 'fulfilled') servers.push({ name: 'packaged', server: packaged.value });

  const failures = [packaged, own].filter((start) => start.status === 'rejected').map(({ reason }) => String(reason));
  if (servers.length === 0) {
    throw new Error(`The tests need a PostgreSQL server, and this machine can run none.\n${failures.join('\n')}`);
  }
  for (const failure of failures)
    project.vitest.logger.warn(`A PostgreSQL server is left out of the tests: ${failure}`);
  project.provide('databases', [
    { name: 'embedded', url: null },
    ...servers.map(({ name, server }) => ({ name, url: server.url })),
  ]);
  return async () => {
    await Promise.all(servers.map(({ server }) => server.stop()));
  };
}
