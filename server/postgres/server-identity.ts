import type { Database } from './pool.ts';

/** The facts that make the same query give the same rows on a primary and on its standbys. */
export interface ServerIdentity {
  database: string;
  role: string;
  schemas: string;
  /** Identifies a primary and its standbys; null where the role may not read it. */
  system: string | null;
}

const IDENTITY = `
select
  current_database(),
  current_user,
  current_schemas(false)::text,
  case
    when has_function_privilege('pg_control_system()', 'execute')
      then (select system_identifier from pg_control_system())::text
  end`;

export async function readIdentity(database: Database): Promise<ServerIdentity> {
  const { rows } = await database.attempt((transaction) => transaction.last(IDENTITY, []));
  const [name, role, schemas, system] = rows[0] ?? [];
  return { database: name ?? '', role: role ?? '', schemas: schemas ?? '', system: system ?? null };
}

/** Compares a primary with a replica. Returns why the replica cannot be used; undefined if it can. */
export function identityMistake(primary: ServerIdentity, replica: ServerIdentity): string | undefined {
  const differs = (what: string, ours: string, theirs: string) =>
    `leads to the ${what} ${theirs}, but DATABASE_URL to the ${what} ${ours}`;
  if (primary.system && replica.system && primary.system !== replica.system) {
    return 'leads to a server that is not a standby of the one of DATABASE_URL (their system identifiers differ)';
  }
  if (primary.database !== replica.database) return differs('database', primary.database, replica.database);
  if (primary.role !== replica.role) return differs('role', primary.role, replica.role);
  if (primary.schemas !== replica.schemas) return differs('schemas', primary.schemas, replica.schemas);
  return undefined;
}
