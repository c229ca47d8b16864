import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { pino } from 'pino';
import { Tokens } from './auth/tokens.ts';
import { type QueryWatch, watchQueries } from './catalogue/reload.ts';
import { fail, readEnvironment } from './cli/process.ts';
import { querySources } from './gateway.ts';
import { createApp } from './http/app.ts';
import { listen } from './http/serve.ts';
import { LogStream } from './observability/log-stream.ts';
import { packageFolders } from './shared/package-folders.ts';
import { startGateway } from './start-gateway.ts';

const TOKEN_SECONDS = 12 * 3600;
/** How long SIGTERM waits for requests under way. */
const DRAIN_MS = 10_000;
/** And, after that, for the database's connections. */
const CLOSE_MS = 1_000;

async function main(): Promise<void> {
  // While it starts there is nothing to end: the embedded database has no data that lasts.
  let stop = async (_drainMs: number): Promise<void> => {};
  const end = (drainMs: number) => () => stop(drainMs).finally(() => process.exit(0));
  process.once('SIGTERM', end(DRAIN_MS));
  process.once('SIGINT', end(0));

  const config = readEnvironment();
  const { server, browser, demo } = packageFolders();
  // Standard output is for the address alone.
  const logStream = new LogStream();
  process.once('exit', () => logStream.end());
  const log = pino({ level: config.LOG_LEVEL }, logStream);
  let watch: QueryWatch | undefined;
  const { gateway, open, stop: stopGateway } = await startGateway(config, server, log, () => watch?.recheck());
  watch = watchQueries(querySources(config, server), gateway, log);

  const tokens = new Tokens(config.LETZ_SECRET ?? randomBytes(32).toString('base64url'));
  const folders = { dist: browser, demo };
  const app = createApp({ gateway, tokens, open, log, folders });
  const { port, stop: stopListening } = await listen(app, config.HOST, config.PORT);

  stop = async (drainMs) => {
    await stopListening(drainMs);
    // A statement that nobody can stop must not hold up the end.
    await Promise.race([stopGateway(), setTimeout(Math.min(drainMs, CLOSE_MS))]);
  };

  const host = config.HOST.includes(':') ? `[${config.HOST.replace(/[[\]]/g, '')}]` : config.HOST;
  const token = await tokens.sign({ queries: '*', pii: true, schema: true, expiresIn: TOKEN_SECONDS });
  process.stdout.write(`http://${host}:${port}/${config.loopback ? `#token=${token}` : ''}\n`);
}

main().catch(fail);
