import { runnerImport } from 'vite';

// `npm run bench:queries`: see queries/run.ts. The script is TypeScript, which Node.js 20 cannot run by itself.
await runnerImport(new URL('./queries/run.ts', import.meta.url).pathname, { configFile: false, logLevel: 'error' });
