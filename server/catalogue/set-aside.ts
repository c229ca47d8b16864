import type { Logger } from 'pino';
import { INSUFFICIENT_PRIVILEGE } from './query-file.ts';
import type { NamedQuery, Registry } from './registry.ts';

/** Shipped queries that the database cannot run, such as for a missing table. `loadQueries` marks them. */
export const queriesSetAside = (registry: Registry): NamedQuery[] =>
  [...registry.values()].filter(({ unavailable }) => unavailable !== undefined);

/** Logs the queries that are set aside, one line for each reason. */
export function logSetAside(registry: Registry, log: Logger): void {
  const setAside = queriesSetAside(registry);
  for (const reason of new Set(setAside.map(({ unavailable }) => unavailable))) {
    const same = setAside.filter(({ unavailable }) => unavailable === reason);
    const queries = same.map(({ name }) => name).join(', ');
    const remedy =
      same[0]?.state === INSUFFICIENT_PRIVILEGE
        ? 'grant the role SELECT (server/reader-role.sql does)'
        : 'map it with a model in QUERIES_DIR/models';
    log.warn(`not available: ${queries}: ${reason}; ${remedy}, or leave the queries out with SHIPPED_QUERIES`);
  }
}
