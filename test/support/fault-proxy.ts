import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setImmediate, setTimeout } from 'node:timers/promises';

/** Faults between a client and a PostgreSQL server. */
export interface Faults {
  /** Delay of each chunk in milliseconds. */
  delay: number;
  /** True to drop all data and leave new connections without an answer, like a network partition. */
  stall: boolean;
  /** Number of bytes from the server that pass; then the connection ends or stalls. */
  after: { bytes: number; how: 'cut' | 'stall' } | null;
  /** True to send data byte by byte. */
  crumble: boolean;
  /** True to refuse new connections. */
  refuse: boolean;
}

/** TCP proxy that injects faults. */
export interface FaultProxy {
  /** URL of the server through the proxy. */
  url: string;
  /** Faults in effect; changes apply at once, also to open connections. */
  faults: Faults;
  readonly connections: number;
  /** Resets every connection, as a restarting firewall does. */
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

  /** Forwards data, one chunk after the other. */
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
        // Thousands of writes at once would block this process, which would look like a slow gateway.
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

/** Ends all faults. */
export function heal(proxy: FaultProxy): void {
  proxy.faults = { ...NONE };
}
