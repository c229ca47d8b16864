// The thread of the embedded database. JavaScript, because Node itself loads this file, from the sources as well.
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

/** The end of an answer after which a client has nothing more to hear: "ready for query", outside a transaction. */
const READY_AND_IDLE = Buffer.from('Z\0\0\0\x05I', 'latin1');
const SYNC = Uint8Array.of(0x53, 0, 0, 0, 4);

/**
 * PGlite is one session. A client has it from its first message until it is told to be ready and idle; the others
 * wait. This stands in for pglite-socket's own queue, which passes the session on between the messages of one query,
 * so that clients get each other's rows (github.com/electric-sql/pglite/issues/1046).
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
   * @returns {Promise<number>} how many bytes were answered
   */
  enqueue(client, message, onData) {
    return new Promise((done, fail) => {
      this.#waiting.push({ client, message, onData, done, fail });
      this.#run();
    });
  }

  /** @param {number} client */
  clearQueueForHandler(client) {
    const gone = this.#waiting.filter((entry) => entry.client === client);
    this.#waiting = this.#waiting.filter((entry) => entry.client !== client);
    for (const { fail } of gone) fail(new Error('The client left.'));
  }

  /**
   * Takes the session back from a client that left, wherever it stopped.
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
      // Lets answers leave and messages arrive before the next one blocks the thread.
      await setImmediate();
    }
    this.#running = false;
  }
}

/**
 * A new, empty database: copied from the cache when it has one of this version, else made and put there.
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
    // Not there yet, or not whole: made below.
  }
  const db = await PGlite.create();
  try {
    await mkdir(cacheDir, { recursive: true });
    // Renamed when whole: another process may be looking.
    const draft = `${file}.${process.pid}.${threadId}`;
    await writeFile(draft, Buffer.from(await (await db.dumpDataDir('none')).arrayBuffer()));
    await rename(draft, file);
  } catch {
    // A folder that can't be written to: the next start makes its own again.
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
