import { existsSync, readFileSync } from 'node:fs';
import { type ParseArgsConfig, parseArgs, parseEnv } from 'node:util';
import { QueryFilesError } from '../catalogue/query-file.ts';
import { explain } from '../postgres/errors.ts';
import { type Config, ConfigError, readConfig, SETTINGS } from '../shared/config.ts';
import { ProblemError } from '../shared/problems.ts';

/**
 * Reads the settings of the environment and of `.env` in the current folder. The environment takes precedence.
 * @throws {ConfigError}
 */
export function readSettings(): Record<string, string | undefined> {
  const all: Record<string, string | undefined> = { ...readEnvFile(), ...process.env };
  return Object.fromEntries(SETTINGS.map((name) => [name, all[name]]));
}

/** Variables of libpq that name a database, which psql reads and the gateway does not. */
export const ignoredPgVariables = (): string[] =>
  ['PGHOST', 'PGDATABASE', 'PGSERVICE', 'PGUSER'].filter((name) => process.env[name]);

/** The settings of the environment, checked. @throws {ConfigError} */
export const readEnvironment = (): Config => readConfig(readSettings());

function readEnvFile(): Record<string, string | undefined> {
  try {
    return existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {};
  } catch (error) {
    throw new ConfigError([`.env cannot be read (${(error as NodeJS.ErrnoException).code})`]);
  }
}

/** Parses a command's arguments. @throws {ConfigError} for unknown options */
export function readArguments<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new ConfigError([(error as Error).message]);
  }
}

/** Prints the error and exits with code 1. Unexpected errors are printed with their stack. */
export function fail(error: unknown): never {
  const expected = error instanceof ConfigError || error instanceof QueryFilesError || error instanceof ProblemError;
  process.stderr.write(`${expected ? explain(error) : (error as Error).stack}\n`);
  process.exit(1);
}
