import { join } from 'node:path';
import type { Logger } from 'pino';
import type { ZoneNames } from '../params/time-zones.ts';
import type { Database } from '../postgres/pool.ts';
import { toProblem } from '../shared/problems.ts';
import { loadQueries } from './load-queries.ts';
import { canRead, type QuerySources, type Registry } from './registry.ts';
import { hasRollups, logRollups, queriesFromRollups } from './rollup.ts';
import { logSetAside, queriesSetAside } from './set-aside.ts';
import { watchFolder } from './watch-folder.ts';

/** Debounce interval: editors write a file in several steps. */
const DEBOUNCE_MS = 100;

/** Delay before a failed reload is repeated, as when the database is away. It doubles with each failure. */
const RETRY_MS = { first: 1_000, max: 30_000 };

/**
 * Interval at which queries that are set aside are checked again, as a table or a GRANT may have been added, and at which
 * rollups are looked for.
 */
const RECHECK_MS = 60_000;

/** The part of the gateway that a reload reads and replaces. */
export interface Reloadable {
  registry: Registry;
  readonly database: Database;
  readonly zones: ZoneNames;
}

export interface QueryWatch {
  /**
   * Reloads, soon, if queries are set aside or if rollups were installed or removed; called when a connection to the database
   * was lost.
   */
  recheck(): Promise<void>;
  close(): void;
}

/**
 * Reloads the query files when one in `QUERIES_DIR` changes, while queries are set aside, and when rollups are installed or
 * removed. Mistakes are logged, and the queries that they concern stay as they were.
 */
export function watchQueries(sources: QuerySources, gateway: Reloadable, log: Logger): QueryWatch {
  let timer: NodeJS.Timeout | undefined;
  let last = Promise.resolve();
  let retryMs = RETRY_MS.first;
  let hadRollups = queriesFromRollups(gateway.registry).length > 0;

  const schedule = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => (last = last.then(reload)), ms).unref();
  };
  async function reload(): Promise<void> {
    try {
      await reloadQueries(sources, gateway, log);
      retryMs = RETRY_MS.first;
    } catch (error) {
      log.error({ reason: toProblem(error).code, retryMs }, 'queries were not reloaded');
      schedule(retryMs);
      retryMs = Math.min(2 * retryMs, RETRY_MS.max);
    }
  }
  async function recheck(): Promise<void> {
    // Unknown while the database is away.
    const has = await hasRollups(gateway.database).catch(() => hadRollups);
    if (has !== hadRollups || queriesSetAside(gateway.registry).length) schedule(RETRY_MS.first);
    hadRollups = has;
  }

  const onChange = () => schedule(DEBOUNCE_MS);
  const onError = ({ code }: NodeJS.ErrnoException) => log.error({ code }, 'query files are no longer watched');
  const folders = sources.own === undefined ? [] : [sources.own, join(sources.own, 'models')];
  const watches = folders.map((folder) => watchFolder(folder, onChange, onError));
  const interval = setInterval(recheck, RECHECK_MS).unref();
  return {
    recheck,
    close() {
      clearTimeout(timer);
      clearInterval(interval);
      for (const watch of watches) watch.close();
    },
  };
}

/** Replaces the registry by the queries without mistakes; of the others the previous version stays. */
export async function reloadQueries(sources: QuerySources, gateway: Reloadable, log: Logger): Promise<void> {
  const before = gateway.registry;
  const { registry, broken, problems } = await loadQueries(sources, gateway.database, gateway.zones);
  for (const { file, line, reason } of problems) log.error({ file, line }, `${file}:${line}: ${reason}`);
  // While the folder cannot be read, it is unknown which of its files were deleted.
  if (sources.own !== undefined && !canRead(sources.own)) return;
  const kept = [...before.values()].filter(({ name }) => broken.has(name));
  const merged = [...registry.values(), ...kept].sort((a, b) => (a.name < b.name ? -1 : 1));
  gateway.registry = new Map(merged.map((query) => [query.name, query]));
  if (setAsideIn(gateway.registry) !== setAsideIn(before)) logSetAside(gateway.registry, log);
  const fromRollups = queriesFromRollups(gateway.registry);
  if (String(fromRollups) !== String(queriesFromRollups(before))) logRollups(fromRollups, log);
  log.info({ queries: gateway.registry.size, broken: broken.size }, 'queries reloaded');
}

/** Names and reasons of the queries set aside, as text to compare. */
const setAsideIn = (registry: Registry) =>
  JSON.stringify(queriesSetAside(registry).map(({ name, unavailable }) => [name, unavailable]));
