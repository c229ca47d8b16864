import type { Registry } from '../catalogue/registry.ts';
import { type Config, ConfigError } from '../shared/config.ts';
import type { PublicAccess } from './access.ts';

/**
 * Access without a token: `PUBLIC_QUERIES` and `PUBLIC_SCHEMA`, by default all without personal data on the embedded database.
 * @throws {ConfigError} for names in PUBLIC_QUERIES that cannot be public
 */
export function publicAccess(config: Config, registry: Registry, embedded: boolean): PublicAccess {
  const schema = config.PUBLIC_SCHEMA ?? embedded;
  const names = config.PUBLIC_QUERIES;
  if (!names) return { query: ({ pii }) => embedded && !pii, schema };
  const mistakes = names.flatMap((name) => {
    const query = registry.get(name);
    if (!query) return [`PUBLIC_QUERIES names ${name}, but there is no such query`];
    return query.pii ? [`PUBLIC_QUERIES names ${name}, which shows personal data and always needs a token`] : [];
  });
  if (mistakes.length) throw new ConfigError(mistakes);
  return { query: ({ name, pii }) => names.includes(name) && !pii, schema };
}
