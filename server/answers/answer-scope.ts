import { hash } from 'node:crypto';
import { CONTRACT_VERSION } from '../contract/batch.ts';
import type { Database } from '../postgres/pool.ts';
import { readIdentity } from '../postgres/server-identity.ts';
import type { Config } from '../shared/config.ts';
import { parseDatabaseUrl } from '../shared/database-url.ts';

/**
 * Hash of all that answers depend on besides the query and its parameters. Only gateways of the same scope share answers.
 * The address counts, too: a copy of a database has the identity of the original.
 */
export async function answerScope(config: Config, url: string, database: Database): Promise<string> {
  const { hosts, searchPath } = parseDatabaseUrl(url);
  const targets = hosts.map(([target]) => [target?.host, target?.port, target?.database, target?.user]);
  const { MAX_ROWS, ROW_SECURITY } = config;
  const scope = [CONTRACT_VERSION, targets, searchPath, await readIdentity(database), MAX_ROWS, ROW_SECURITY];
  return hash('sha256', JSON.stringify(scope), 'base64url');
}
