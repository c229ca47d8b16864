import { existsSync, readFileSync } from 'node:fs';
import { type ParseArgsConfig, parseArgs, parseEnv } from 'node:util';
import { QueryFilesError } from '../catalogue/query-file.ts';
import { explain } from '../postgres/errors.ts';
import { type Config, ConfigError, readConfig, SETTINGS } from '../shared/config.ts';
import { ProblemError } from '../shared/problems.ts';

/** Reads the settings of the environment and, where it has none, of `.env` in the current folder. @throws {ConfigError} */
export function readSettings(): Record<string, string | undefined> {
  const all: Record<string, string | undefined> = { ...readEnvFile(), ...process.env };
  return Object.fromEntries(SETTINGS.map((name) => [name, all[name]]));
}

/** The settings of the environment, checked. @throws {ConfigError} */
export const readEnvironment = (): Config => readConfig(readSettings());

function readEnvFile(): Record<string, string | undefined> {
  try {
    return existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {};
  } catch (error) {
    throw new ConfigError([`.env cannot be read (${(error as NodeJS.ErrnoException).code})`]);
  }
}

/** The words after a command's name. @throws {ConfigError} for options that there are not */
export function readArguments<T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new ConfigError([(error as Error).message]);
  }
}

/** Ends the process with what went wrong: in plain words where it's for the reader to change, else with the stack. */
export function fail(error: unknown): never {
  const expected = error instanceof ConfigError || error instanceof QueryFilesError || error instanceof ProblemError;
  process.stderr.write(`${expected ? explain(error) : (error as Error).stack}\n`);
  process.exit(1);
}
