/** A reply in RESP 2, with bulk strings as bytes. */
export type Reply = Buffer | string | number | null | Reply[];

/** A connection to Redis. */
export interface Client {
  sendCommand(args: (string | Buffer)[]): Promise<unknown>;
  destroy(): void;
}

/** Longest wait for a connection, and for its first reply. */
const CONNECT_MS = 1_000;

/**
 * Opens a connection that does not reconnect by itself.
 * @param onError called when it breaks, also while it is opened
 */
export async function openClient(url: string, onError: (client: Client, error: Error) => void): Promise<Client> {
  // Imported here: a gateway without REDIS_URL does not load the package.
  const { createClient, RESP_TYPES } = await import('@redis/client');
  const client = createClient({
    url,
    RESP: 2,
    disableOfflineQueue: true,
    socket: { connectTimeout: CONNECT_MS, reconnectStrategy: false },
    commandOptions: { typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } },
  });
  client.on('error', (error: Error) => onError(client, error));
  try {
    await withTimeout(client.connect(), CONNECT_MS);
    // A server that does not reply accepts connections, too.
    await withTimeout(client.sendCommand(['PING']), CONNECT_MS);
  } catch (error) {
    destroyClient(client);
    throw error;
  }
  return client;
}

/** Closes a connection that may be closed already. */
export function destroyClient(client: Client): void {
  try {
    client.destroy();
  } catch {
    // It is closed.
  }
}

/** @throws {Error} if the promise takes longer */
export async function withTimeout<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no reply within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
