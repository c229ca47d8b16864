#!/usr/bin/env node
// letz-gateway [serve|init|token|check-queries|check-rollups|demo-data]: runs the gateway, or one of its commands.
import { extname } from 'node:path';
import { pino } from 'pino';
import { fail, ignoredPgVariables, readSettings } from './cli/process.ts';
import { createGateway } from './gateway.ts';
import { LogStream } from './observability/log-stream.ts';
import { ConfigError, readConfig } from './shared/config.ts';

/** Commands besides `serve`, each a module of `cli/` that runs when it is imported. */
const COMMANDS = ['init', 'token', 'check-queries', 'check-rollups', 'demo-data'];

async function main(): Promise<void> {
  const [command = 'serve'] = process.argv.splice(2, 1);
  if (command === 'serve') return serve();
  if (!COMMANDS.includes(command)) {
    throw new ConfigError([`There is no command ${command}; there are ${['serve', ...COMMANDS].join(', ')}.`]);
  }
  await import(new URL(`./cli/${command}${extname(import.meta.url)}`, import.meta.url).href);
}

async function serve(): Promise<void> {
  // Handlers of SIGTERM (drains requests) and SIGINT (does not). Before the gateway runs they only exit: the embedded
  // database keeps no data.
  let stop = async (_drainMs?: number): Promise<void> => {};
  const end = (drainMs?: number) => () => stop(drainMs).finally(() => process.exit(0));
  process.once('SIGTERM', end());
  process.once('SIGINT', end(0));

  const settings = readSettings();
  // Standard output holds the address only.
  const logStream = new LogStream();
  process.once('exit', () => logStream.end());
  const log = pino({ level: readConfig(settings).LOG_LEVEL }, logStream);
  const ignored = ignoredPgVariables();
  if (!settings.DATABASE_URL && ignored.length) {
    log.warn(`DATABASE_URL is not set: the gateway serves invented demo data and ignores ${ignored.join(', ')}`);
  }
  const gateway = await createGateway(settings, { log });
  const { url } = await gateway.listen();
  stop = gateway.stop;
  process.stdout.write(`${url}\n`);
}

main().catch(fail);
