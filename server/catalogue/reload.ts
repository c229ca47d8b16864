import { dirname } from 'node:path';
import type { Logger } from 'pino';
import type { ZoneNames } from '../params/time-zones.ts';
import type { Database } from '../postgres/pool.ts';
import { toProblem } from '../shared/problems.ts';
import { checkQueries } from './check-queries.ts';
import type { FileProblem } from './query-file.ts';
import { type Folders, type NamedQuery, type Registry, readRegistry } from './registry.ts';
import { type FolderWatch, watchFolder } from './watch-folder.ts';

/** Editors write a file in several steps; what comes within so many milliseconds is one change. */
const QUIET_MS = 100;

/** How long to wait after a reload that failed, as when the database is away; each time twice as long. */
const RETRY_MS = { first: 1_000, most: 30_000 };

/** The part of the gateway that a reload reads and replaces. */
export interface Reloadable {
  registry: Registry;
  readonly database: Database;
  readonly zones: ZoneNames;
}

/**
 * Takes up changes in a folder of query files while the gateway runs. A broken file is reported in the log, and its
 * query stays as it was.
 */
export function watchQueries(folder: string, folders: Folders, gateway: Reloadable, log: Logger): FolderWatch {
  let timer: NodeJS.Timeout | undefined;
  let last = Promise.resolve();
  let retryMs = RETRY_MS.first;

  const plan = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => (last = last.then(reload)), ms).unref();
  };
  async function reload(): Promise<void> {
    try {
      await reloadQueries(folders, gateway, log);
      retryMs = RETRY_MS.first;
    } catch (error) {
      log.error({ reason: toProblem(error).code, retryMs }, 'queries were not reloaded');
      plan(retryMs);
      retryMs = Math.min(2 * retryMs, RETRY_MS.most);
    }
  }

  const watch = watchFolder(
    folder,
    () => plan(QUIET_MS),
    ({ code }: NodeJS.ErrnoException) => log.error({ code }, 'query files are no longer watched'),
  );
  return {
    close() {
      clearTimeout(timer);
      watch.close();
    },
  };
}

/** Replaces the registry by what the files now say, as far as they are sound. */
export async function reloadQueries(folders: Folders, gateway: Reloadable, log: Logger): Promise<void> {
  const { registry, problems } = readRegistry(folders);
  problems.push(...(await checkQueries(registry, gateway.database, gateway.zones)));
  for (const { file, line, reason } of problems) log.error({ file, line }, `${file}:${line}: ${reason}`);
  const broken = new Set(problems.map(({ file }) => file));
  gateway.registry = merge(gateway.registry, registry, broken);
  log.info({ queries: gateway.registry.size, broken: broken.size }, 'queries reloaded');
}

function merge(before: Registry, after: Registry, broken: ReadonlySet<FileProblem['file']>): Registry {
  // Where a folder can't be read, its files are as good as broken.
  const isBroken = ({ file, models }: NamedQuery) =>
    [file, dirname(file), ...models.map((model) => model.file)].some((place) => broken.has(place));
  const sound = [...after.values()].filter((query) => !isBroken(query));
  const kept = [...before.values()].filter(isBroken);
  const merged = [...kept, ...sound].sort((a, b) => (a.name < b.name ? -1 : 1));
  return new Map(merged.map((query) => [query.name, query]));
}
