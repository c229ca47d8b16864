// The proxies of docs/operating.md in front of the gateway, with TLS, below a path and at the root.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { get } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Tokens } from '../../server/auth/tokens.ts';
import { openBrowser, openPage, settled } from '../support/browser.ts';
import { docSample } from '../support/doc-samples.ts';
import { serveGateway } from '../support/serve-gateway.js';

const run = promisify(execFile);
const SECRET = 'a secret behind the proxies, long enough';

let folder: string;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'letz-proxy-'));
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const key = ['-newkey', 'rsa:2048', '-nodes', '-keyout', join(folder, 'tls.key'), '-out', join(folder, 'tls.pem')];
  await run('openssl', ['req', '-x509', '-days', '1', ...key, ...subject]);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Waits until a port accepts connections. */
async function listening(port: number, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const socket = connect(port, '127.0.0.1');
    const connected = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (connected) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The proxy ended with ${child.exitCode}.`);
}

interface Proxy {
  name: string;
  /** Starts the proxy on a port, in front of the gateway's port. */
  start(port: number, gatewayPort: number, path: string): Promise<ChildProcess>;
}

const tls = () => ({ certificate: join(folder, 'tls.pem'), key: join(folder, 'tls.key') });

const PROXIES: Proxy[] = [
  {
    name: 'nginx',
    async start(port, gatewayPort, path) {
      const { certificate, key } = tls();
      const server = docSample('operating.md', 'nginx')
        .replace('listen 443', `listen 127.0.0.1:${port}`)
        .replace('example.org', 'localhost')
        .replace(/ssl_certificate\s.*;/, `ssl_certificate ${certificate};`)
        .replace(/ssl_certificate_key\s.*;/, `ssl_certificate_key ${key};`)
        .replace('127.0.0.1:8787', `127.0.0.1:${gatewayPort}`)
        .replace('location /letz/', `location ${path}/`);
      const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
        .map((kind) => `${kind}_temp_path ${folder}/nginx-temp;`)
        .join(' ');
      const file = join(folder, 'nginx.conf');
      await mkdir(join(folder, 'nginx-temp'), { recursive: true });
      await writeFile(
        file,
        `daemon off; master_process off; pid ${folder}/nginx.pid; error_log stderr warn;
        events {} http { access_log off; ${temp} ${server} }`,
      );
      return spawn('/usr/sbin/nginx', ['-c', file], { stdio: ['ignore', 'inherit', 'inherit'] });
    },
  },
  {
    name: 'Caddy',
    async start(port, gatewayPort, path) {
      const { certificate, key } = tls();
      const site = docSample('operating.md', 'caddyfile')
        .replace('example.org {', `https://localhost:${port} {\n  bind 127.0.0.1\n  tls ${certificate} ${key}`)
        .replace('127.0.0.1:8787', `127.0.0.1:${gatewayPort}`)
        .replace('/letz/*', `${path}/*`);
      const file = join(folder, 'Caddyfile');
      await writeFile(file, `{\n  admin off\n  auto_https disable_redirects\n}\n${site}`);
      const env = { PATH: process.env.PATH, HOME: folder };
      return spawn('caddy', ['run', '--config', file], { env, stdio: ['ignore', 'ignore', 'inherit'] });
    },
  },
];

describe.each(PROXIES)('$name', ({ start }) => {
  test.each(['/letz', ''])('serves the demo, an embed page and answers below "%s"', async (path) => {
    const [port, gatewayPort] = [await freePort(), await freePort()];
    const origin = `https://localhost:${port}`;
    const gateway = await serveGateway({
      PORT: String(gatewayPort),
      PUBLIC_ORIGIN: origin + path,
      TRUSTED_PROXIES: '1',
      RATE_LIMIT_PER_MINUTE: '600',
      LETZ_SECRET: SECRET,
      PUBLIC_QUERIES: 'new-signups',
    });
    const token = await new Tokens(SECRET).sign({ queries: '*', pii: true, schema: true, expiresIn: 600 });
    const proxy = await start(port, gatewayPort, path);
    try {
      await listening(port, proxy);
      const { page, faults } = await openPage(browser, { ignoreHTTPSErrors: true });
      for (const address of ['/index.html', '/embed/letz-metric?query=new-signups', '/admin.html']) {
        await page.goto(`${origin}${path}${address}#token=${token}`);
        await settled(page);
        expect(await page.locator(':state(error)').count()).toBe(0);
      }
      expect(faults).toEqual([]);
      const [response] = await once(
        get(`${origin}${path}/letz.js`, { rejectUnauthorized: false, headers: { 'Accept-Encoding': 'br' } }),
        'response',
      );
      expect(response.headers).toMatchObject({ 'content-encoding': 'br', 'cache-control': 'public, no-cache' });
      response.destroy();
    } finally {
      proxy.kill();
      await Promise.all([once(proxy, 'exit'), gateway.stop()]);
    }
  });
});
