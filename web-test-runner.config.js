import { createServer } from 'node:net';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import { findChrome } from './test/support/chrome.js';
import { serveGateway } from './test/support/serve-gateway.js';

const { executablePath, args } = await findChrome();
const port = await freePort();
const hostname = '127.0.0.1';

/** The gateway that the widgets ask in tests, with queries of the tests' own beside the demo's. */
const gateway = await serveGateway({
  ALLOWED_ORIGINS: `http://${hostname}:${port}`,
  QUERIES_DIR: 'test/widgets/queries',
  LOG_LEVEL: 'fatal',
  LETZ_SECRET: 'the secret of the tests, long enough for HS256',
});

function freePort() {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

export default {
  files: 'test/widgets/**/*.test.ts',
  nodeResolve: { exportConditions: ['production'] },
  hostname,
  port,
  // One page at a time: one that is behind another gets no frames and is not laid out.
  concurrency: 1,
  testsFinishTimeout: 300_000,
  testFramework: { config: { timeout: 10_000 } },
  browsers: [
    chromeLauncher({ launchOptions: { executablePath, args: [...args, '--js-flags=--expose-gc'], headless: true } }),
  ],
  plugins: [
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: 'widgets/tsconfig.json' }),
    {
      name: 'gateway',
      serverStop: () => gateway.stop(),
    },
  ],
  testRunnerHtml: (testFramework) => `<!doctype html>
    <html lang="en">
      <head><meta name="color-scheme" content="light dark"></head>
      <body>
        <script>window.testGateway = ${JSON.stringify({ origin: gateway.origin, token: gateway.token })};</script>
        <script type="module" src="${testFramework}"></script>
      </body>
    </html>`,
};
