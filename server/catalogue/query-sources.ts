import { resolve } from 'node:path';
import { type Config, ConfigError } from '../shared/config.ts';
import { canRead, type QuerySources, shippedNames } from './registry.ts';

/**
 * The folders and names of the query files.
 * @throws {ConfigError} if QUERIES_DIR cannot be read or SHIPPED_QUERIES names a query that does not exist
 */
export function querySources({ QUERIES_DIR, SHIPPED_QUERIES }: Config, folder: string): QuerySources {
  const mistakes: string[] = [];
  if (QUERIES_DIR !== undefined && !canRead(QUERIES_DIR)) {
    mistakes.push(`QUERIES_DIR must be a folder that can be read, but ${resolve(QUERIES_DIR)} is not`);
  }
  const shipped = shippedNames(folder);
  const unknown = SHIPPED_QUERIES?.filter((name) => !shipped.includes(name)) ?? [];
  if (unknown.length) {
    mistakes.push(`SHIPPED_QUERIES names ${unknown.join(', ')}, but the shipped queries are ${shipped.join(', ')}`);
  }
  if (mistakes.length) throw new ConfigError(mistakes);
  return { shipped: folder, own: QUERIES_DIR, names: SHIPPED_QUERIES };
}
