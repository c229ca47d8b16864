import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import pg from 'pg';

export interface Pooler {
  url: string;
  /** Clients that wait for a connection to the server. */
  readonly waiting: number;
  close(): Promise<void>;
}

/** ReadyForQuery outside a transaction: the server connection may go to the next client. */
const READY_AND_IDLE = Buffer.from('Z\0\0\0\x05I', 'latin1');
const WELCOME = Buffer.concat([Buffer.from('R\0\0\0\x08\0\0\0\0', 'latin1'), READY_AND_IDLE]);

/** Connection pooler in transaction mode, like PgBouncer. */
export async function startPooler(url: string, size: number): Promise<Pooler> {
  // The gateway's application_name, so that tests find its statements.
  const options = { connectionString: url, application_name: 'letz-gateway' };
  const clients = Array.from({ length: size }, () => new pg.Client(options));
  await Promise.all(clients.map((client) => client.on('error', () => undefined).connect()));
  const free = clients.map(({ connection }) => connection.stream as Socket);
  const waiting: ((backend: Socket) => void)[] = [];
  // The client is served by other server connections from here on.
  for (const backend of free) backend.removeAllListeners('data');

  const give = (backend: Socket) => {
    const next = waiting.shift();
    if (next) next(backend);
    else free.push(backend);
  };
  const server = createServer((socket) => {
    let said: Buffer[] = [];
    let backend: Socket | undefined;
    let isWaiting = false;
    const answer = (data: Buffer) => {
      socket.write(data);
      if (!READY_AND_IDLE.equals(data.subarray(-READY_AND_IDLE.length))) return;
      const done = backend?.off('data', answer);
      backend = undefined;
      if (done) give(done);
    };
    const take = (taken: Socket) => {
      isWaiting = false;
      backend = taken.on('data', answer);
      taken.write(Buffer.concat(said));
      said = [];
    };
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write(WELCOME);
      socket.on('data', (data) => {
        // Terminate is not forwarded: the server connection stays.
        if (!backend && data[0] === 'X'.charCodeAt(0)) return;
        if (backend) return void backend.write(data);
        said.push(data);
        if (isWaiting) return;
        isWaiting = true;
        waiting.push(take);
        const idle = free.shift();
        if (idle) give(idle);
      });
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const own = new URL(url);
  own.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: own.href,
    get waiting() {
      return waiting.length;
    },
    async close() {
      server.close();
      for (const { connection } of clients) connection.stream.destroy();
    },
  };
}
