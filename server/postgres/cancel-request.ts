import { connect } from 'node:net';

/** A session of PostgreSQL as the server named it to its client. */
export interface BackendKey {
  host: string;
  port: number;
  processID: number;
  secretKey: number;
}

/** The code that stands where others have the protocol's version. */
const CANCEL = 80_877_102;

/**
 * Stops whatever a session runs (PostgreSQL, "Canceling Requests in Progress"). That takes none of the connections that
 * the server allows. Resolves once the signal has been sent; whether there was something to stop nobody says.
 */
export function cancelRequest({ host, port, processID, secretKey }: BackendKey, ms: number): Promise<void> {
  const message = Buffer.alloc(16);
  [message.length, CANCEL, processID, secretKey].forEach((word, index) => void message.writeInt32BE(word, 4 * index));
  return new Promise((resolve, reject) => {
    const socket = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
    socket.setTimeout(ms, () => socket.destroy(new Error('The server does not hear the wish to stop.')));
    // The server closes it without a word.
    socket.on('error', reject).on('close', () => resolve());
    socket.resume().write(message);
  });
}
