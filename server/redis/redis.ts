import type { Logger } from 'pino';
import { type Client, destroyClient, openClient, type Reply, withTimeout } from './client.ts';

export interface RedisOptions {
  /** `redis://user:password@host:6379/0`, or `rediss://` for TLS. */
  url: string;
  log: Logger;
}

/** Longest wait for a reply. */
const COMMAND_MS = 250;
/** Delay before a lost connection is opened again. */
const RECONNECT_MS = 1_000;
/** Most commands that wait for their replies; further ones are not sent. */
const MAX_PENDING = 10_000;

/**
 * Connection to Redis that may fail at any time: a command then has no reply, and its caller goes on without. After a
 * failure no command is sent until a new connection has replied (circuit breaker). The log gets one line when Redis
 * fails and one when it is back.
 */
export class Redis {
  readonly #options: RedisOptions;
  #client: Client | undefined;
  #pending = 0;
  #failures = 0;
  #isReported = false;
  #isErrorReported = false;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(options: RedisOptions) {
    this.#options = options;
  }

  /** State of the connection: true if commands are sent, and the number of those that failed. */
  get usage(): { connected: number; failures: number } {
    return { connected: Number(this.#client !== undefined), failures: this.#failures };
  }

  /**
   * Connects. If Redis is not available, the gateway goes on without, and the connection is tried again in the background.
   * @throws {Error} if the package `@redis/client` is not installed
   */
  async connect(): Promise<void> {
    try {
      const client = await openClient(this.#options.url, (broken, error) => this.#drop(broken, error));
      if (this.#isClosed) return destroyClient(client);
      this.#client = client;
      if (this.#isReported) this.#options.log.info('Redis is used again');
      this.#isReported = this.#isErrorReported = false;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND') throw error;
      this.#reconnectLater(error as Error);
    }
  }

  /** Runs a Lua script, which Redis executes as a whole. @returns undefined if there is no reply */
  async run(script: string, keys: string[], args: (string | Buffer)[]): Promise<Reply | undefined> {
    const client = this.#client;
    if (!client || this.#pending >= MAX_PENDING) return undefined;
    this.#pending += 1;
    try {
      const reply = client.sendCommand(['EVAL', script, String(keys.length), ...keys, ...args]);
      return (await withTimeout(reply, COMMAND_MS)) as Reply;
    } catch (error) {
      this.#failures += 1;
      if (isErrorReply(error)) this.#reportOnce(error);
      else this.#drop(client, error as Error);
      return undefined;
    } finally {
      this.#pending -= 1;
    }
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    if (this.#client) destroyClient(this.#client);
    this.#client = undefined;
  }

  /** Gives a broken connection up. Its other commands fail, too, when it is gone already. */
  #drop(client: Client, error: Error): void {
    if (client !== this.#client) return;
    this.#client = undefined;
    destroyClient(client);
    this.#reconnectLater(error);
  }

  #reconnectLater(error: Error): void {
    if (this.#isClosed) return;
    const reason = (error as NodeJS.ErrnoException).code ?? error.message;
    if (!this.#isReported) this.#options.log.warn({ reason }, 'Redis is not available; the gateway goes on without it');
    this.#isReported = true;
    this.#timer = setTimeout(() => void this.connect(), RECONNECT_MS).unref();
  }

  /** Logs an error that Redis replied, such as OOM; one a connection. */
  #reportOnce({ message }: Error): void {
    if (!this.#isErrorReported) this.#options.log.warn({ reason: message }, 'Redis refuses a command');
    this.#isErrorReported = true;
  }
}

/** True if Redis replied with an error. The package has a class for each kind. */
const isErrorReply = (error: unknown): error is Error =>
  error instanceof Error && /^(SimpleError|BlobError|ErrorReply)$/.test(error.constructor.name);
