import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { generateDemoData } from './demo-data/generate.ts';
import { loadTables } from './demo-data/load.ts';

export interface EmbeddedOptions {
  /** Fills the database with demo data that ends at this moment. */
  demoData?: Date;
  /** A folder to keep a new, empty database in: later starts copy it, which saves some three seconds. */
  cacheDir?: string;
}

export interface Embedded {
  url: string;
  /** Ends the database and its connections at once; its data is gone. */
  stop(): Promise<void>;
  /** Settles when the database has ended: with the reason, or with null after `stop`. Never rejects. */
  exited: Promise<Error | null>;
}

/** What the worker is asked for: a statement, or to open its port. */
export type WorkerRequest = { sql: string; values: unknown[] } | 'listen';

/** What the worker answers, once when it's up and once a request. */
export interface WorkerReply {
  error?: Error;
  port?: number;
}

/**
 * Starts PostgreSQL inside this process: PGlite in a worker thread, behind a port of 127.0.0.1 that any PostgreSQL
 * client can use. It is one session: transactions and queries run one after the other, `statement_timeout` and
 * cancelling have no effect.
 * @throws when the worker can't start or take the data
 */
export async function startEmbedded({ demoData, cacheDir = ownCache() }: EmbeddedOptions = {}): Promise<Embedded> {
  const worker = new Worker(new URL('./worker.js', import.meta.url), {
    workerData: { cacheDir },
    // PostgreSQL watches its own stack; V8's would run out before, and PGlite never returns from that.
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
    // Made here while the worker starts there.
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

function ownCache(): string {
  const root = dirname(createRequire(import.meta.url).resolve('letz-widgets/package.json'));
  return join(root, 'node_modules', '.cache', 'letz-widgets');
}
