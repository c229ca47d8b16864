import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Result } from '../../../server/contract/result.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../../support/databases.ts';
import { openTestGateway, type TestGateway } from '../../support/gateway.ts';

/**
 * SQL that tries to write, to leave state behind or to escape from the statement around it. Each must fail, at start or
 * when it runs, or be rolled back.
 */
const corpus: Record<string, string> = {
  delete: 'delete from victims returning n as one',
  'writing-cte': 'with gone as (delete from victims returning n) select n as one from gone',
  'writing-cte-unused': 'with gone as (update victims set n = 2 returning n) select 1 as one',
  'merge-cte':
    'with gone as (merge into victims v using (select 1 as n) as s on v.n = s.n when matched then delete returning 1) select 1 as one',
  semicolon: 'select 1 as one; delete from victims',
  'semicolon-simple': 'select 1 as one;;delete from victims;--',
  'close-bracket': 'select 1 as one) as result; delete from victims; select * from (select 1 as one',
  'close-and-commit': 'select 1 as one) as result; commit; delete from victims; --',
  'close-and-begin': 'select 1 as one) as result; rollback; begin read write; delete from victims; commit; --',
  'close-comment': 'select 1 as one /* ) as result; delete from victims; -- */; delete from victims',
  'open-comment': 'select 1 as one) as result /*',
  'nested-comment': 'select 1 as one /* /* */ ) as result; delete from victims; --',
  'line-comment': 'select 1 as one) as result limit 1 --',
  'dollar-quote': 'select length($$ ) as result; delete from victims; -- $$) - 35 as one',
  'open-dollar-quote': 'select 1 as one, $x$ ) as result',
  'open-string': "select 1 as one, ' ) as result",
  'escape-string': "select length(E'\\') as result; delete from victims; -- ') as one",
  'unicode-string': "select length(U&'\\0027) as result; delete from victims; --') as one",
  'union-escape': 'select 1 as one) as result union all (select n from victims for update',
  'no-limit': 'select 1 as one) as result limit null offset 0; --',
  parameter: 'select $1::text::int as one',
  'parameter-of-none': 'select $99::int as one',
  into: 'select 1 as one into copied',
  'create-as': 'create table copied as select 1 as one',
  'temp-table': 'create temp table copied as select 1 as one',
  'temp-table-inside': 'select make_temp_table() as one',
  'for-update': 'select n as one from victims for update',
  'for-share': 'select n as one from victims for share',
  'for-key-share': 'select n as one from (select n from victims for key share) as locked',
  nextval: "select nextval('numbers')::integer as one",
  setval: "select setval('numbers', 1000)::integer as one",
  'volatile-function': 'select empty_victims() as one',
  'definer-function': 'select empty_victims_as_owner() as one',
  'function-in-model-place': '(select empty_victims() as one) union all (select 1)',
  'function-that-begins': 'select set_read_write() as one',
  'read-write': "select (set_config('transaction_read_only', 'off', true) = 'off')::integer + empty_victims() as one",
  'read-write-session':
    "select (set_config('default_transaction_read_only', 'off', false) = 'off')::integer + empty_victims() as one",
  'no-timeout': "select length(set_config('statement_timeout', '0', false)) as one",
  'search-path': "select length(set_config('search_path', 'evil', false)) as one",
  zone: "select length(set_config('timezone', 'Asia/Tokyo', false)) as one",
  role: "select length(set_config('role', 'none', false)) as one",
  'own-setting': "select length(set_config('letz.mark', 'left', false)) as one",
  lock: 'select length(pg_advisory_lock(4711)::text) + 1 as one',
  'lock-shared': 'select length(pg_advisory_lock_shared(4712)::text) + 1 as one',
  'lock-transaction': 'select length(pg_advisory_xact_lock(4713)::text) + 1 as one',
  'lock-many': 'select count(pg_advisory_lock(n)::text) as one from generate_series(1, 50) as n',
  'large-object': 'select lo_create(4711)::integer as one',
  'large-object-text': "select lo_from_bytea(4712, 'leak')::integer as one",
  'large-object-file': "select lo_import('/etc/passwd', 4713)::integer as one",
  copy: "copy victims to '/tmp/leak'",
  'copy-program': "copy (select 1) to program 'touch /tmp/leak'",
  'copy-inside': 'select * from (copy victims to stdout) as one',
  values: 'values (1); drop table victims',
  explain: 'explain analyze delete from victims',
  do: 'do $$ begin delete from victims; end $$',
  call: 'call empty()',
  prepare: 'prepare leak as delete from victims',
  execute: 'execute leak',
  listen: 'listen channel',
  notify: "select pg_notify('channel', 'leak')::text::integer as one",
  declare: 'declare leak cursor with hold for select 1 as one',
  'set-role': 'set role none',
  'begin-write': 'begin read write',
  commit: 'commit',
  vacuum: 'vacuum victims',
  truncate: 'truncate victims',
  grant: 'grant all on victims to public',
  'refresh-view': 'refresh materialized view counted',
  'xml-of-write': "select query_to_xml('delete from victims returning 1', true, true, '')::text::integer as one",
  'xml-of-truncate': "select length(query_to_xml('truncate victims', true, true, '')::text) as one",
  'cursor-to-xml': "select length(cursor_to_xml('export', 1, true, true, '')::text) as one",
};

/** Objects that the SQL tries to change. */
const SETUP = `
  drop schema public cascade; create schema public; grant usage on schema public to public;
  create table victims as select 1 as n; create sequence numbers;
  create materialized view counted as select count(*)::int as n from victims;
  create function empty_victims() returns integer language plpgsql as $$ begin delete from victims; return 1; end $$;
  create function empty_victims_as_owner() returns integer language plpgsql security definer as
    $$ begin execute 'truncate victims'; return 1; end $$;
  create function set_read_write() returns integer language plpgsql as
    $$ begin set transaction read write; delete from victims; return 1; end $$;
  create function make_temp_table() returns integer language plpgsql as
    $$ begin execute 'create temp table left_behind as select 1'; return 1; end $$;
  create procedure empty() language plpgsql as $$ begin delete from victims; commit; end $$;`;

const session = `-- Session
-- @param mark text = none To tell one from another
-- @column state json What could be left in a session
select jsonb_build_object(
  'locks', (select count(*) from pg_locks where locktype = 'advisory'),
  'timezone', current_setting('timezone'), 'path', current_setting('search_path'), 'role', current_setting('role'),
  'timeout', current_setting('statement_timeout'), 'readonly', current_setting('transaction_read_only'),
  'default', current_setting('default_transaction_read_only'), 'mark', coalesce(current_setting('letz.mark', true), ''),
  'prepared', (select count(*) from pg_prepared_statements where from_sql),
  'cursors', (select count(*) from pg_cursors where is_holdable),
  'temp', (select count(*) from pg_class where relname in ('left_behind', 'copied')),
  'listening', (select count(*) from pg_listening_channels())) as state
from params where mark is not null`;
const UNTOUCHED = {
  locks: 0,
  timezone: 'UTC',
  path: '"$user", public',
  role: 'none',
  timeout: '15s',
  readonly: 'on',
  default: 'off',
  mark: '',
  prepared: 0,
  cursors: 0,
  temp: 0,
  listening: 0,
};

let database: TestDatabase;
let gateway: TestGateway | undefined;
const role = `reader_${Date.now()}`;

beforeAll(async () => {
  database = await createDatabase(databaseNames().at(-1) ?? 'packaged', { bare: true });
  await database.query(`create role ${role} login password 'reader'`);
});
beforeEach(() => database.query(SETUP));
afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});
afterAll(async () => {
  await database.query(`drop owned by ${role} cascade; drop role ${role}`);
  await database.drop();
});

/** State that the SQL could have changed. */
async function expectUnchanged(): Promise<void> {
  const read = async (sql: string) => (await database.query(sql)).map((row) => Object.values(row));
  expect(await read('select n from victims')).toEqual([[1]]);
  expect(await read('select n from counted')).toEqual([[1]]);
  expect(await read('select is_called from numbers')).toEqual([[false]]);
  expect(await read('select oid from pg_largeobject_metadata')).toEqual([]);
  expect(await read("select relname from pg_class where relname in ('copied', 'left_behind')")).toEqual([]);
  // The last transaction may not be rolled back yet.
  const sessions = "select state from pg_stat_activity where datname = current_database() and state ~ 'idle in'";
  await expect
    .poll(() => read(`${sessions} union all select mode from pg_locks where locktype = 'advisory'`))
    .toEqual([]);
}

// A superuser can also call functions that act outside of the transaction (dblink, replication slots): only the role
// prevents those, see reader-role.test.ts.
describe.each([
  ['a superuser, whom the transaction alone holds', () => database.url],
  [
    'a role that may only read',
    () => {
      const url = new URL(database.url);
      [url.username, url.password] = [role, 'reader'];
      return url.href;
    },
  ],
])('as %s', (name, url) => {
  beforeEach(async () => {
    if (name.includes('only')) await database.query(`grant select on all tables in schema public to ${role}`);
  });

  test.each(Object.entries(corpus))('%s changes nothing and leaves nothing', async (trick, sql) => {
    const text = `-- Trick\n-- @column one integer One\n${sql}`;
    const env = { DATABASE_POOL_SIZE: '1' };
    const opened = await openTestGateway(url(), { queries: { [trick]: text, session }, env }).catch(
      (error: Error) => error,
    );
    if (opened instanceof Error) {
      // Rejected at start with file and line.
      expect(opened.message).toContain(`${trick}.sql:`);
      return expectUnchanged();
    }
    gateway = opened;
    const attempts = ['', '?_format=csv', '?_format=ndjson', '?_shape=columns'].map(async (search) => {
      await (await opened.request(`/api/queries/${trick}${search}`)).text();
    });
    await Promise.all(attempts);
    const as_of = '2026-01-01';
    const batch = await opened.batch([
      { name: trick, params: { as_of } },
      { name: 'session', params: { as_of } },
    ]);
    const { results } = (await batch.json()) as { results: [unknown, Result] };
    // Within its transaction a lock is kept: what another query of the batch reads is not changed by it.
    expect(results[1].rows[0]?.[0]).toEqual({ ...UNTOUCHED, locks: expect.any(Number) });
    const { rows } = await opened.json<Result>('/api/queries/session?mark=later');
    expect(rows[0]?.[0]).toEqual(UNTOUCHED);
    await expectUnchanged();
    return undefined;
  });
});

test('a query cannot exceed MAX_ROWS or STATEMENT_TIMEOUT_MS, whatever it sets', async () => {
  const slow = `-- Slow
-- @column one integer One
select length(set_config('statement_timeout', '0', false)) as one from pg_sleep(30)`;
  const env = { STATEMENT_TIMEOUT_MS: '300' };
  gateway = await openTestGateway(database.url, { queries: { slow }, env });
  expect((await gateway.request('/api/queries/slow')).status).toBe(504);
});
