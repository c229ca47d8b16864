import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Logger } from 'pino';
import type { Answer } from './answers/answer.ts';
import { Cache } from './answers/cache.ts';
import { Durations } from './answers/durations.ts';
import { ResponseBudget } from './answers/response-budget.ts';
import type { PublicAccess } from './auth/access.ts';
import { checkQueries } from './catalogue/check-queries.ts';
import { QueryFilesError } from './catalogue/query-file.ts';
import { type Folders, loadRegistry, type Registry } from './catalogue/registry.ts';
import type { Gateway } from './http/gateway-parts.ts';
import { Metrics } from './observability/metrics.ts';
import { reasonOf } from './postgres/errors.ts';
import { openDatabase } from './postgres/pool.ts';
import { Semaphore } from './postgres/semaphore.ts';
import { readZones } from './postgres/zone-names.ts';
import { type Config, ConfigError } from './shared/config.ts';

export interface OpenOptions {
  config: Config;
  databaseUrl: string;
  /** PGlite with demo data: open to all but personal data, unless configured otherwise. */
  embedded: boolean;
  /** Where `queries/` and `models/` are. */
  folder: string;
  log: Logger;
}

export interface OpenGateway {
  gateway: Gateway;
  open: PublicAccess;
}

/** Sizes of the cache and of the response budget, in UTF-16 units or bytes. */
const [CACHE_SIZE, RESPONSE_BUDGET] = [64_000_000, 256_000_000];
/** Largest size of one answer: 1 kB a row, between two bounds. The upper one is below JavaScript's longest string. */
const ANSWER = { least: 64_000_000, perRow: 1_000, most: 400_000_000 };
/** Longest queue for a connection, per connection: further requests would only time out. */
const WAITING_PER_CONNECTION = 20;
/**
 * Share of the connections that exports may hold, longest queue per connection (an export lasts as long as its client
 * reads), and how long an export waits for its client to take a portion.
 */
const EXPORTS = { share: 0.5, waiting: 4, stallMs: 30_000 };

/**
 * Connects to the database and loads the queries.
 * @throws {QueryFilesError | ConfigError | ProblemError} when something is wrong with the files, the settings or the database; nothing stays open then
 */
export async function openGateway({ config, databaseUrl, embedded, folder, log }: OpenOptions): Promise<OpenGateway> {
  const folders = queryFolders(config, folder);
  const wait = config.ACQUIRE_TIMEOUT_MS;
  const maxAnswerBytes = Math.min(ANSWER.most, Math.max(ANSWER.least, config.MAX_ROWS * ANSWER.perRow));
  const database = openDatabase({
    url: databaseUrl,
    // PGlite is one session: more connections would only wait for each other, each for as long as a statement may take.
    poolSize: embedded ? 1 : config.DATABASE_POOL_SIZE,
    acquireTimeoutMs: embedded ? Math.max(wait, config.STATEMENT_TIMEOUT_MS) : wait,
    maxWaiting: config.DATABASE_POOL_SIZE * WAITING_PER_CONNECTION,
    statementTimeoutMs: config.STATEMENT_TIMEOUT_MS,
    maxBytes: maxAnswerBytes,
    canCancel: !embedded,
    onError: (error) =>
      log.warn({ error: error.name, code: (error as { code?: string }).code }, 'a connection to the database ended'),
  });
  try {
    // The first that is asked of it.
    const zones = await readZones(database).catch((error: Error) => {
      if (config.DATABASE_URL === undefined) throw error;
      throw new ConfigError([`DATABASE_URL does not lead to a database that can be read: ${reasonOf(error)}`]);
    });
    const registry = loadRegistry(folders);
    const open = publicAccess(config, registry, embedded);
    const problems = await checkQueries(registry, database, zones);
    if (problems.length) throw new QueryFilesError(problems);
    const cache = new Cache<Answer>({ maxSize: CACHE_SIZE, sizeOf: ({ body }) => body.length });
    const permits = Math.max(1, Math.floor(config.DATABASE_POOL_SIZE * EXPORTS.share));
    const exports = new Semaphore({
      permits,
      timeoutMs: config.ACQUIRE_TIMEOUT_MS,
      maxWaiting: permits * EXPORTS.waiting,
      noun: 'exports',
    });
    const metrics = new Metrics({ pool: () => database.pool, cache: () => cache.usage });
    const gateway: Gateway = {
      config,
      registry,
      database,
      cache,
      durations: new Durations(),
      responseBudget: new ResponseBudget(RESPONSE_BUDGET),
      maxAnswerBytes,
      exports,
      exportStallMs: EXPORTS.stallMs,
      metrics,
      zones,
      now: Date.now,
    };
    return { gateway, open };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Where query files are looked for. @throws {ConfigError} where QUERIES_DIR can't be read */
export function queryFolders({ QUERIES_DIR }: Config, folder: string): Folders {
  const own = QUERIES_DIR === undefined ? [] : [QUERIES_DIR];
  try {
    for (const path of own) readdirSync(path);
  } catch (error) {
    const why = `${resolve(QUERIES_DIR ?? '')} is not (${(error as NodeJS.ErrnoException).code})`;
    throw new ConfigError([`QUERIES_DIR must be a folder that can be read, but ${why}`]);
  }
  return { queries: [join(folder, 'queries'), ...own], models: join(folder, 'models') };
}

/** @throws {ConfigError} for names in PUBLIC_QUERIES that cannot be public. */
function publicAccess(config: Config, registry: Registry, embedded: boolean): PublicAccess {
  const schema = config.PUBLIC_SCHEMA ?? embedded;
  const names = config.PUBLIC_QUERIES;
  if (!names) return { query: ({ pii }) => embedded && !pii, schema };
  const mistakes = names.flatMap((name) => {
    const query = registry.get(name);
    if (!query) return [`PUBLIC_QUERIES names ${name}, but there is no such query`];
    return query.pii ? [`PUBLIC_QUERIES names ${name}, which shows personal data and always needs a token`] : [];
  });
  if (mistakes.length) throw new ConfigError(mistakes);
  return { query: ({ name, pii }) => names.includes(name) && !pii, schema };
}
