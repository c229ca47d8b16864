import { connect } from 'node:net';

/** Address and key of a backend, as the server sent them to its client at start-up. */
export interface BackendKey {
  host: string;
  port: number;
  processID: number;
  secretKey: number;
}

/** The request code of CancelRequest, in the place of the protocol version. */
const CANCEL_REQUEST_CODE = 80_877_102;

/**
 * Cancels the statement that a backend runs, by the protocol's CancelRequest message (PostgreSQL manual, "Canceling
 * Requests in Progress"). It does not count against `max_connections`. Resolves once the server has closed the
 * connection; the protocol has no reply that tells whether a statement was cancelled.
 */
export function cancelRequest({ host, port, processID, secretKey }: BackendKey, ms: number): Promise<void> {
  const message = Buffer.alloc(16);
  const words = [message.length, CANCEL_REQUEST_CODE, processID, secretKey];
  words.forEach((word, index) => void message.writeInt32BE(word, 4 * index));
  return new Promise((resolve, reject) => {
    const socket = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
    socket.setTimeout(ms, () => socket.destroy(new Error('Timeout of the cancel request.')));
    socket.on('error', reject).on('close', () => resolve());
    socket.resume().write(message);
  });
}
