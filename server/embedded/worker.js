// Worker thread of the embedded database. JavaScript, because Node loads this file without a build step in tests.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { parentPort, threadId, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketHandler } from '@electric-sql/pglite-socket';

/** @import { AddressInfo } from 'node:net' */
/** @import { PGLiteSocketHandlerOptions } from '@electric-sql/pglite-socket' */
/** @import { WorkerReply, WorkerRequest } from './embedded-database.ts' */

/** ReadyForQuery with the transaction status "idle": ends a response outside a transaction. */
const READY_AND_IDLE = Buffer.from('Z\0\0\0\x05I', 'latin1');
const SYNC = Uint8Array.of(0x53, 0, 0, 0, 4);

/**
 * FIFO queue for PGlite's only session. A client owns the session from its first message until ReadyForQuery reports that it
 * is idle. Replaces the queue of pglite-socket, which interleaves the messages of several clients, so that they receive each
 * other's rows (github.com/electric-sql/pglite/issues/1046).
 */
class SessionQueue {
  /** @type {{ client: number, message: Uint8Array, onData: (data: Uint8Array) => void, done: (bytes: number) => void, fail: (reason: Error) => void }[]} */
  #waiting = [];
  /** @type {number | null} */
  #owner = null;
  #running = false;
  #db;

  /** @param {PGlite} db */
  constructor(db) {
    this.#db = db;
  }

  /**
   * @param {number} client
   * @param {Uint8Array} message
   * @param {(data: Uint8Array) => void} onData
   * @returns {Promise<number>} number of bytes in the response
   */
  enqueue(client, message, onData) {
    return new Promise((done, fail) => {
      this.#waiting.push({ client, message, onData, done, fail });
      this.#run();
    });
  }

  /** @param {number} client */
  clearQueueForHandler(client) {
    const removed = this.#waiting.filter((entry) => entry.client === client);
    this.#waiting = this.#waiting.filter((entry) => entry.client !== client);
    for (const { fail } of removed) fail(new Error('The client has disconnected.'));
  }

  /**
   * Releases the session of a disconnected client and rolls back its transaction.
   * @param {number} client
   */
  async clearTransactionIfNeeded(client) {
    if (this.#owner !== client) return;
    this.#db.execProtocolRawSync(SYNC);
    if (this.#db.isInTransaction()) await this.#db.exec('rollback');
    this.#owner = null;
    this.#run();
  }

  getQueueLength() {
    return this.#waiting.length;
  }

  async #run() {
    if (this.#running) return;
    this.#running = true;
    for (;;) {
      const index = this.#owner === null ? 0 : this.#waiting.findIndex(({ client }) => client === this.#owner);
      const [entry] = index < 0 ? [] : this.#waiting.splice(index, 1);
      if (!entry) break;
      this.#owner = entry.client;
      const answer = this.#db.execProtocolRawSync(entry.message);
      if (answer.length > 0) entry.onData(answer);
      if (READY_AND_IDLE.equals(answer.subarray(-READY_AND_IDLE.length))) this.#owner = null;
      entry.done(answer.length);
      // Yields to the event loop, because the next message blocks the thread.
      await setImmediate();
    }
    this.#running = false;
  }
}

/**
 * Creates an empty database from the cached data directory of this PGlite version. Creates the cache if it is missing.
 * @param {string | undefined} cacheDir
 */
async function createDatabase(cacheDir) {
  if (!cacheDir) return PGlite.create();
  const manifest = await readFile(new URL('../package.json', import.meta.resolve('@electric-sql/pglite')), 'utf8');
  const { version } = JSON.parse(manifest);
  const file = join(cacheDir, `pglite-${version}.tar`);
  try {
    return await PGlite.create({ loadDataDir: new Blob([await readFile(file)]) });
  } catch {
    // Missing or incomplete: created below.
  }
  const db = await PGlite.create();
  try {
    await mkdir(cacheDir, { recursive: true });
    // Written under a temporary name and renamed, because other processes may read it.
    const temporary = `${file}.${process.pid}.${threadId}`;
    await writeFile(temporary, Buffer.from(await (await db.dumpDataDir('none')).arrayBuffer()));
    await rename(temporary, file);
  } catch {
    // The folder is not writable: the next start initialises a database again.
  }
  return db;
}

/** @param {PGlite} db */
async function listen(db) {
  const queryQueue = /** @type {PGLiteSocketHandlerOptions['queryQueue']} */ (
    /** @type {unknown} */ (new SessionQueue(db))
  );
  const server = createServer((socket) => new PGLiteSocketHandler({ queryQueue, closeOnDetach: true }).attach(socket));
  await new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', () => resolve(undefined));
  });
  return /** @type {AddressInfo} */ (server.address()).port;
}

const parent = /** @type {NonNullable<typeof parentPort>} */ (parentPort);
/** @param {WorkerReply} reply */
const reply = (reply) => parent.postMessage(reply);

const db = await createDatabase(workerData.cacheDir);
parent.on('message', async (/** @type {WorkerRequest} */ request) => {
  try {
    if (request === 'listen') return reply({ port: await listen(db) });
    await db.query(request.sql, request.values);
    reply({});
  } catch (error) {
    reply({ error: /** @type {Error} */ (error) });
  }
});
reply({});
