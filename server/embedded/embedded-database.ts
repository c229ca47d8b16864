import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { generateDemoData } from './demo-data/generate.ts';
import { loadTables } from './demo-data/load.ts';

export interface EmbeddedOptions {
  /** Loads demo data that ends at this time. */
  demoData?: Date;
  /** Folder that caches an initialised, empty data directory. Saves about three seconds at later starts. */
  cacheDir?: string;
}

export interface Embedded {
  url: string;
  /** Terminates the database and its connections immediately and discards its data. */
  stop(): Promise<void>;
  /** Resolves when the database has ended, with the error or with null after `stop`. Never rejects. */
  exited: Promise<Error | null>;
}

/** Message to the worker: a statement to run, or `listen` to open its port. */
export type WorkerRequest = { sql: string; values: unknown[] } | 'listen';

/** Message from the worker: one after its start and one for each request. */
export interface WorkerReply {
  error?: Error;
  port?: number;
}

/**
 * Starts PostgreSQL in this process: PGlite in a worker thread, listening on a free port of 127.0.0.1 for any PostgreSQL
 * client. It has one session: transactions run one after the other, `statement_timeout` and cancel requests have no effect.
 * @throws when the worker cannot start or the data cannot be loaded
 */
export async function startEmbedded({
  demoData,
  cacheDir = defaultCacheDir(),
}: EmbeddedOptions = {}): Promise<Embedded> {
  const worker = new Worker(new URL('./worker.js', import.meta.url), {
    workerData: { cacheDir },
    // Larger than PostgreSQL's own stack limit: PGlite does not recover from a stack overflow in V8.
    resourceLimits: { stackSizeMb: 64 },
  });
  const ended = new AbortController();
  let stopped = false;
  let failure: Error | null = null;
  worker.on('error', (error: Error) => {
    failure = error;
  });
  const exited = new Promise<Error | null>((resolve) => {
    worker.once('exit', (code) => {
      const reason = stopped ? null : (failure ?? new Error(`The embedded database ended with code ${code}.`));
      ended.abort(reason);
      resolve(reason);
    });
  });

  async function reply(): Promise<WorkerReply> {
    const [answer] = (await once(worker, 'message', { signal: ended.signal })) as [WorkerReply];
    if (answer.error) throw answer.error;
    return answer;
  }

  async function request(message: WorkerRequest): Promise<WorkerReply> {
    worker.postMessage(message);
    return reply();
  }

  async function stop(): Promise<void> {
    stopped = true;
    await worker.terminate();
  }

  try {
    // Generated while the worker starts.
    const tables = demoData && generateDemoData(demoData);
    await reply();
    if (tables) await loadTables((sql, values = []) => request({ sql, values }), tables);
    const { port } = await request('listen');
    return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, stop, exited };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** `node_modules/.cache/letz-gateway` of the installation that PGlite is part of. */
function defaultCacheDir(): string {
  const pglite = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  return join(pglite.slice(0, pglite.lastIndexOf('node_modules')), 'node_modules', '.cache', 'letz-gateway');
}
