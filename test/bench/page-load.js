// Worker thread: clients that open a page at once, each over a connection of its own that is open already.
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

/** @typedef {{ port: number, path: string, body: string, headers: Record<string, string>, clients: number, rounds: number }} PageLoad */

const { port, path, body, headers, clients, rounds } = /** @type {PageLoad} */ (workerData);
const agents = Array.from({ length: clients }, () => new Agent({ keepAlive: true, maxSockets: 1 }));

/**
 * Sends a request and reads the response to its end.
 * @param {Agent} agent
 * @param {import('node:http').RequestOptions} options
 * @param {string} [text]
 */
async function send(agent, options, text) {
  const sent = request({ port, host: '127.0.0.1', agent, ...options }).end(text);
  const [response] = /** @type {[import('node:http').IncomingMessage]} */ (await once(sent, 'response'));
  if (response.statusCode !== 200) throw new Error(`status ${response.statusCode}`);
  let bytes = 0;
  for await (const chunk of response) bytes += /** @type {Buffer} */ (chunk).length;
  return bytes;
}

await Promise.all(agents.map((agent) => send(agent, { path: '/livez' })));
/** @type {number[][]} */
const times = [];
let bytes = 0;
for (let round = 0; round < rounds; round++) {
  const text = body.replaceAll('ROUND', String(round).padStart(3, '0'));
  const begin = performance.now();
  times.push(
    await Promise.all(
      agents.map(async (agent) => {
        bytes = await send(agent, { path, method: 'POST', headers }, text);
        return performance.now() - begin;
      }),
    ),
  );
}
for (const agent of agents) agent.destroy();
parentPort?.postMessage({ times, bytes });
