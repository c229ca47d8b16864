import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/**
 * Starts the built gateway in a process, on a free port, with the embedded database and its demo data.
 * @param {Record<string, string>} env additional settings
 * @returns {Promise<{ origin: string, token: string, stop: () => Promise<void> }>} origin, and a token for everything
 */
export async function serveGateway(env = {}) {
  const settings = { PATH: process.env.PATH ?? '', PORT: '0', LOG_LEVEL: 'warn', ...env };
  const server = spawn(process.execPath, ['dist/server/main.js'], {
    env: settings,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: server.stdout });
  const ended = once(server, 'exit');
  const [address] = await Promise.race([
    once(lines, 'line'),
    ended.then(([code]) => Promise.reject(new Error(`The gateway ended at once, with ${code}.`))),
  ]);
  const { origin, hash } = new URL(address);
  return {
    origin,
    token: new URLSearchParams(hash.slice(1)).get('token') ?? '',
    async stop() {
      server.kill('SIGKILL');
      await ended;
    },
  };
}
