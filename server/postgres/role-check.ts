import type { Logger } from 'pino';
import type { Database } from './pool.ts';

/** The most powerful right that the session's role has beyond reading; null if it has none. */
const RIGHTS = `
select case
  when rolsuper then 'is a superuser'
  when rolreplication then 'may replicate'
  when exists (
    select
    from pg_class
    join pg_namespace on pg_namespace.oid = relnamespace
    where relkind in ('r', 'p', 'v', 'm', 'f')
      and nspname not in ('pg_catalog', 'information_schema')
      and nspname !~ '^pg_(toast|temp)'
      and (has_table_privilege(pg_class.oid, 'insert, update, delete, truncate')
        or has_any_column_privilege(pg_class.oid, 'insert, update'))
  ) then 'may write'
end
from pg_roles
where rolname = current_user`;

/**
 * Logs a warning if the database role may do more than read. The read-only transaction and its rollback contain what
 * happens inside of it; functions with effects outside, such as a second connection, are limited by the role alone.
 */
export async function warnOfRights(database: Database, log: Logger): Promise<void> {
  const { rows } = await database.read((transaction) => transaction.query(RIGHTS, []));
  const right = rows[0]?.[0];
  if (!right) return;
  log.warn(`the role of DATABASE_URL ${right}: server/reader-role.sql makes one that can only read`);
}
