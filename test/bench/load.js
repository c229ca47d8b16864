// Worker thread: HTTP load generator on raw sockets, which takes little processor time.
import { once } from 'node:events';
import { connect } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

/** @typedef {{ port: number, paths: string[], headers: string, connections: number, ms: number, busy: boolean }} Load */

const { port, paths, headers, connections, ms, busy } = /** @type {Load} */ (workerData);
const end = performance.now() + ms;
let next = 0;
let answers = 0;

/** Length of the response that begins here; undefined while its headers are incomplete. */
const lengthOf = (/** @type {Buffer} */ answer) => {
  const head = answer.indexOf('\r\n\r\n');
  if (head < 0) return undefined;
  const [, status, length] =
    /^HTTP\/1.1 (\d+)[\s\S]*?content-length: (\d+)/i.exec(answer.toString('latin1', 0, head)) ?? [];
  if (status !== '200') throw new Error(answer.toString());
  return head + 4 + Number(length);
};

async function keepAsking() {
  const socket = connect(port, '127.0.0.1').setNoDelay();
  const ask = () => socket.write(`GET ${paths[next++ % paths.length]} HTTP/1.1\r\nHost: 127.0.0.1\r\n${headers}\r\n`);
  let buffer = Buffer.alloc(0);
  socket.on('data', (data) => {
    buffer = buffer.length ? Buffer.concat([buffer, data]) : data;
    const length = lengthOf(buffer);
    if (length === undefined || buffer.length < length) return;
    buffer = buffer.subarray(length);
    answers += 1;
    if (performance.now() < end) ask();
    else socket.end();
  });
  ask();
  await once(socket, 'close');
}

const spin = () => performance.now() < end && setImmediate(spin);
if (busy) spin();

const start = performance.now();
await Promise.all(Array.from({ length: connections }, keepAsking));
parentPort?.postMessage((answers / (performance.now() - start)) * 1000);
