-- Creates the role that the gateway connects as: it can read the tables of one schema, and nothing else. PostgreSQL 13 or
-- later. Run it as the schema's owner with the right to create roles. Run it again for a new password or new tables.
--
--   psql "$ADMIN_URL" -v password='a long one' -f server/reader-role.sql
--
-- Then set DATABASE_URL=postgres://letz_reader:…@host:5432/database. Further variables: -v role=letz_reader -v schema=public.
-- The schema becomes the role's search_path in this database.
\set ON_ERROR_STOP on
\if :{?role}
\else
  \set role letz_reader
\endif
\if :{?schema}
\else
  \set schema public
\endif
\if :{?password}
\else
  do $$ begin raise exception 'The password is missing: psql -v password=…'; end $$;
\endif

begin;

select set_config('letz.role', :'role', true), set_config('letz.schema', :'schema', true);

do $$
begin
  if to_regrole(quote_ident(current_setting('letz.role'))) is null then
    execute format('create role %I', current_setting('letz.role'));
  end if;
  execute format('grant connect on database %I to %I', current_database(), current_setting('letz.role'));
end
$$;

alter role :"role" with login nocreatedb nocreaterole password :'password';
-- The gateway sets these for each transaction, too; here they apply to every connection of the role.
alter role :"role" set default_transaction_read_only = on;
alter role :"role" set statement_timeout = '1h';
alter role :"role" set idle_in_transaction_session_timeout = '2min';
alter role :"role" in database :"DBNAME" set search_path = :"schema";

-- Before PostgreSQL 15 every role may create tables in public. Roles with a grant of their own keep it.
revoke create on schema :"schema" from public;
-- An existing role of this name keeps nothing but the right to read.
revoke all on schema :"schema" from :"role";
revoke all on all tables in schema :"schema" from :"role";
revoke all on all sequences in schema :"schema" from :"role";
grant usage on schema :"schema" to :"role";
grant select on all tables in schema :"schema" to :"role";
-- Also on future tables of the role that runs this script.
alter default privileges in schema :"schema" grant select on tables to :"role";

-- Stops if the role has further rights, from PUBLIC or from grants elsewhere.
do $$
declare
  reader constant name := current_setting('letz.role');
  writable text;
begin
  if exists (select from pg_roles where rolname = reader and (rolsuper or rolbypassrls or rolreplication)) then
    raise exception 'The role % is a superuser, replicates or bypasses row security: take another name', reader;
  end if;
  if exists (select from pg_auth_members where member = to_regrole(quote_ident(reader))) then
    raise exception 'The role % is a member of other roles: take another name', reader;
  end if;
  select string_agg(format('%I.%I', nspname, relname), ', ') into writable
  from pg_class
  join pg_namespace on pg_namespace.oid = relnamespace
  where relkind in ('r', 'p', 'v', 'm', 'f')
    and nspname not in ('pg_catalog', 'information_schema')
    and nspname !~ '^pg_(toast|temp)'
    and (has_table_privilege(reader, pg_class.oid, 'insert, update, delete, truncate')
      or has_any_column_privilege(reader, pg_class.oid, 'insert, update'));
  if writable is not null then
    raise exception 'The role % could still write to %: take that from PUBLIC first', reader, writable;
  end if;
end
$$;

commit;
