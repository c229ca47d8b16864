import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Answer } from './answers/answer.ts';
import { answerScope } from './answers/answer-scope.ts';
import { Cache } from './answers/cache.ts';
import { answerSize } from './answers/compression.ts';
import { Durations } from './answers/durations.ts';
import { ResponseBudget } from './answers/response-budget.ts';
import { SharedCache } from './answers/shared-cache.ts';
import type { PublicAccess } from './auth/access.ts';
import { publicAccess } from './auth/public-access.ts';
import { loadQueries } from './catalogue/load-queries.ts';
import { QueryFilesError } from './catalogue/query-file.ts';
import { querySources } from './catalogue/query-sources.ts';
import { logRollups, queriesFromRollups } from './catalogue/rollup.ts';
import { logSetAside } from './catalogue/set-aside.ts';
import type { Count, Freshness } from './contract/explanation.ts';
import { startEmbedded } from './embedded/embedded-database.ts';
import type { Gateway } from './http/gateway-parts.ts';
import { Metrics } from './observability/metrics.ts';
import { reasonOf } from './postgres/errors.ts';
import { openDatabase } from './postgres/pool.ts';
import { ReadRouter } from './postgres/read-router.ts';
import { warnOfRights } from './postgres/role-check.ts';
import { Semaphore } from './postgres/semaphore.ts';
import { readZones } from './postgres/zone-names.ts';
import { AnswerStore } from './redis/answer-store.ts';
import { createCounter } from './redis/counter.ts';
import { Redis } from './redis/redis.ts';
import { type Config, ConfigError } from './shared/config.ts';

export interface OpenOptions {
  config: Config;
  databaseUrl: string;
  /** PGlite with demo data: open to all but personal data, unless configured otherwise. */
  embedded: boolean;
  /** Folder with `queries/` and `models/`. */
  folder: string;
  log: Logger;
  /** Called when a connection to the database was lost. */
  onConnectionLost?: (() => void) | undefined;
}

export interface OpenGateway {
  gateway: Gateway;
  open: PublicAccess;
  /** Closes the connections to the database and to Redis. */
  close(): Promise<void>;
}

/** Sizes of the cache and of the response budget, in UTF-16 units or bytes. */
const [CACHE_SIZE, RESPONSE_BUDGET] = [64_000_000, 256_000_000];
/** Sizes of the caches of small values, in UTF-16 units; each counts as its key and `ENTRY_SIZE` of `cache.ts`. */
const SMALL_CACHE_SIZE = 1_000_000;
/** Largest size of one answer: 1 kB a row, between two bounds. The upper one is below JavaScript's longest string. */
const ANSWER = { least: 64_000_000, perRow: 1_000, most: 400_000_000 };
/** Bounds of the largest lag of a replica that is used, in seconds: FRESH_SECONDS within them. */
const REPLICA_LAG = { least: 5, most: 60 };
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
export async function openGateway({
  config,
  databaseUrl,
  embedded,
  folder,
  log,
  onConnectionLost,
}: OpenOptions): Promise<OpenGateway> {
  const sources = querySources(config, folder);
  const wait = config.ACQUIRE_TIMEOUT_MS;
  const maxAnswerBytes = Math.min(ANSWER.most, Math.max(ANSWER.least, config.MAX_ROWS * ANSWER.perRow));
  const onError = (error: Error) =>
    log.warn({ error: error.name, code: (error as { code?: string }).code }, 'a connection to the database ended');
  const connectTo = (url: string, isReplica: boolean) =>
    openDatabase({
      url,
      isReplica,
      rowSecurity: config.ROW_SECURITY === 'on',
      // PGlite is one session: more connections would only wait for each other, each for as long as a statement may take.
      poolSize: embedded ? 1 : config.DATABASE_POOL_SIZE,
      acquireTimeoutMs: embedded ? Math.max(wait, config.STATEMENT_TIMEOUT_MS) : wait,
      maxWaiting: config.DATABASE_POOL_SIZE * WAITING_PER_CONNECTION,
      statementTimeoutMs: config.STATEMENT_TIMEOUT_MS,
      maxBytes: maxAnswerBytes,
      canCancel: !embedded,
      onError: (error) => {
        onError(error);
        if (!isReplica) onConnectionLost?.();
      },
    });
  const database = connectTo(databaseUrl, false);
  const router = new ReadRouter({
    primary: database,
    replicas: config.DATABASE_REPLICA_URLS.map((url) => connectTo(url, true)),
    maxLagSeconds: Math.min(REPLICA_LAG.most, Math.max(REPLICA_LAG.least, config.FRESH_SECONDS)),
    onRead: (server) => metrics.read(server),
    onChange: (replica, defect) =>
      defect === undefined
        ? log.info({ replica }, 'the replica is used again')
        : log.warn({ replica }, `the replica is not used: ${defect}`),
  });
  const redis = config.REDIS_URL === undefined ? undefined : new Redis({ url: config.REDIS_URL, log });
  const close = async () => {
    redis?.close();
    await router.close();
  };
  const cache = new Cache<Answer>({ maxSize: CACHE_SIZE, sizeOf: answerSize });
  const metrics = new Metrics({
    pool: () => database.pool,
    cache: () => cache.usage,
    replicas: () => router.states,
    redis: () => redis?.usage,
  });
  try {
    // The first statement on the database: shows whether it can be reached.
    const zones = await readZones(database).catch((error: Error) => {
      if (config.DATABASE_URL === undefined) throw error;
      throw new ConfigError([`DATABASE_URL does not lead to a database that can be read: ${reasonOf(error)}`]);
    });
    const mistakes = await router.start();
    if (mistakes.length) throw new ConfigError(mistakes.map((mistake) => `DATABASE_REPLICA_URLS: ${mistake}`));
    const { registry, problems } = await loadQueries(sources, database, zones);
    if (problems.length) throw new QueryFilesError(problems);
    await redis?.connect().catch(() => {
      throw new ConfigError(['REDIS_URL needs the package @redis/client: npm install @redis/client']);
    });
    const open = publicAccess(config, registry, embedded);
    logSetAside(registry, log);
    const fromRollups = queriesFromRollups(registry);
    if (fromRollups.length) logRollups(fromRollups, log);
    const permits = Math.max(1, Math.floor(config.DATABASE_POOL_SIZE * EXPORTS.share));
    const exports = new Semaphore({
      permits,
      timeoutMs: config.ACQUIRE_TIMEOUT_MS,
      maxWaiting: permits * EXPORTS.waiting,
      noun: 'exports',
    });
    const sharedCache =
      redis &&
      new SharedCache({
        store: new AnswerStore(redis, randomUUID()),
        scope: await answerScope(config, databaseUrl, database),
        waitMs: config.STATEMENT_TIMEOUT_MS,
      });
    const gateway: Gateway = {
      config,
      registry,
      database,
      router,
      cache,
      counts: new Cache<Count[]>({ maxSize: SMALL_CACHE_SIZE, sizeOf: () => 0 }),
      freshness: new Cache<Freshness>({ maxSize: SMALL_CACHE_SIZE, sizeOf: () => 0 }),
      sharedCache,
      countEvent: redis && createCounter(redis),
      durations: new Durations(),
      responseBudget: new ResponseBudget(RESPONSE_BUDGET),
      maxAnswerBytes,
      exports,
      exportStallMs: EXPORTS.stallMs,
      metrics,
      zones,
      now: Date.now,
    };
    return { gateway, open, close };
  } catch (error) {
    await close();
    throw error;
  }
}

export interface StartedGateway extends OpenGateway {
  /** Ends connections, and the embedded database with them. */
  stop(): Promise<void>;
}

/**
 * Opens the gateway on the database of the settings, or on an embedded one with invented people.
 * @param folder where `queries/` and `models/` are
 * @throws what `openGateway` throws
 */
export async function startGateway(
  config: Config,
  folder: string,
  log: Logger,
  onConnectionLost?: () => void,
): Promise<StartedGateway> {
  const embedded = config.DATABASE_URL === undefined ? await startEmbedded({ demoData: new Date() }) : undefined;
  try {
    const opened = await openGateway({
      config,
      databaseUrl: embedded?.url ?? config.DATABASE_URL ?? '',
      embedded: embedded !== undefined,
      folder,
      log,
      onConnectionLost,
    });
    if (!embedded) await warnOfRights(opened.gateway.database, log);
    const stop = async () => {
      await opened.close();
      await embedded?.stop();
    };
    return { ...opened, stop };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}
