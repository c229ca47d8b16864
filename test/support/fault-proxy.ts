import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setImmediate, setTimeout } from 'node:timers/promises';

/** What happens on the way between a client and a PostgreSQL server. */
export interface Faults {
  /** Milliseconds that each piece of data takes. */
  delay: number;
  /** Whether data is swallowed, and new connections get no answer: a network that lost its way. */
  stall: boolean;
  /** Bytes of the server's that still come through; then the connection that the next one is for ends, or says no more. */
  after: { bytes: number; how: 'cut' | 'stall' } | null;
  /** Whether data comes byte by byte. */
  crumble: boolean;
  /** Whether new connections are refused. */
  refuse: boolean;
}

/** A proxy in front of a server that does to its connections what networks do. */
export interface FaultProxy {
  /** The server's address, by way of the proxy. */
  url: string;
  /** In effect at once, also for connections that are there. */
  faults: Faults;
  readonly connections: number;
  /** Cuts every connection, as a firewall does when it restarts. */
  cut(): void;
  close(): Promise<void>;
}

const NONE: Faults = { delay: 0, stall: false, after: null, crumble: false, refuse: false };

export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const proxy: FaultProxy = {
    url: '',
    faults: { ...NONE },
    get connections() {
      return sockets.size / 2;
    },
    cut,
    async close() {
      server.close();
      cut();
      await once(server, 'close');
    },
  };

  /** Hands data on, one piece after the other. */
  function pipe(from: Socket, to: Socket, isAnswer: boolean): void {
    let last: Promise<unknown> = Promise.resolve();
    let stalled = false;
    const pass = async (data: Buffer) => {
      const { delay, crumble, after } = proxy.faults;
      if (delay) await setTimeout(delay);
      if (stalled || proxy.faults.stall) return;
      let passing = data;
      if (isAnswer && after) {
        passing = data.subarray(0, after.bytes);
        after.bytes -= passing.length;
        if (passing.length < data.length) {
          stalled = true;
          proxy.faults.after = null;
        }
      }
      const size = crumble ? 1 : passing.length;
      for (let at = 0; at < passing.length && !to.destroyed; at += size) {
        to.write(passing.subarray(at, at + size));
        // Thousands of crumbs at once would hold up all else in this process, and pass for a slow gateway.
        if (at % 200 === 199) await setImmediate();
      }
      if (stalled && after?.how === 'cut') to.end();
    };
    from.on('data', (data: Buffer) => {
      last = last.then(() => pass(data));
    });
    from.on('close', () => last.then(() => to.destroy()));
    from.on('error', () => undefined);
  }

  const server = createServer((client) => {
    if (proxy.faults.refuse) {
      client.destroy();
      return;
    }
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      socket.setNoDelay();
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    }
    pipe(client, upstream, false);
    pipe(upstream, client, true);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(target);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  proxy.url = url.href;
  return proxy;
}

/** Puts an end to all faults that are still to come. */
export function heal(proxy: FaultProxy): void {
  proxy.faults = { ...NONE };
}
