import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Catalogue } from '../../../server/contract/query.ts';
import type { Schema } from '../../../server/contract/schema.ts';
import { generateDemoData } from '../../../server/embedded/demo-data/generate.ts';
import { startGateway } from '../../../server/open-gateway.ts';
import { readConfig } from '../../../server/shared/config.ts';
import { packageFolders } from '../../../server/shared/package-folders.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../../support/databases.ts';
import { openTestGateway } from '../../support/gateway.ts';

const SCRIPT = readFileSync(join(import.meta.dirname, '../../../server/reader-role.sql'), 'utf8');
const PASSWORD = "it's \\ a 'long' one";

/** The script with psql commands executed and variables substituted; psql itself may not be installed. */
function expand(variables: Record<string, string>): string {
  const sql = SCRIPT.replace(/^\\if :\{\?\w+\}\n\\else\n.*\n\\endif\n/gm, '').replace(/^\\set .*\n/gm, '');
  return sql.replace(/:(['"])(\w+)\1/g, (_, quote: string, name: string) => {
    const value = variables[name] ?? '';
    return quote === '"' ? pg.escapeIdentifier(value) : pg.escapeLiteral(value);
  });
}

describe.each(databaseNames().filter((name) => name !== 'embedded'))('on %s', (name) => {
  let database: TestDatabase;
  let role: string;

  beforeEach(async () => {
    database = await createDatabase(name);
    role = `Reader ${randomBytes(4).toString('hex')}`;
  });
  afterEach(async () => {
    const [found] = await database.query('select from pg_roles where rolname = $1', [role]);
    const quoted = pg.escapeIdentifier(role);
    if (found) await database.query(`drop owned by ${quoted}`);
    if (found) await database.query(`drop role ${quoted}`);
    await database.drop();
  });

  const run = (variables: Record<string, string> = {}) =>
    database.query(
      expand({
        role,
        schema: 'public',
        password: PASSWORD,
        DBNAME: new URL(database.url).pathname.slice(1),
        ...variables,
      }),
    );

  function url(): string {
    const url = new URL(database.url);
    url.username = encodeURIComponent(role);
    url.password = encodeURIComponent(PASSWORD);
    return url.href;
  }

  /** Runs statements as the role; the SQLSTATE of each, or "done". */
  async function outcomes(statements: string[]): Promise<Record<string, string>> {
    const client = new pg.Client(url());
    await client.connect();
    const codes: Record<string, string> = {};
    for (const statement of statements) {
      codes[statement] = await client.query(statement).then(
        () => 'done',
        (error: { code: string }) => error.code,
      );
    }
    await client.end();
    return codes;
  }

  test('the tables of another schema are found without its name', async () => {
    await database.query('create schema "My app"; create table "My app".things (id integer)');
    await run({ schema: 'My app' });
    expect(await outcomes(['select id from things', 'select id from users'])).toEqual({
      'select id from things': 'done',
      'select id from users': '42P01',
    });
  });

  test('the role can run every query and read the schema', async () => {
    await database.setRows(generateDemoData(new Date('2026-11-24T12:00:00Z')));
    await run();
    const gateway = await openTestGateway(url(), { own: true });
    const { queries } = await gateway.json<Catalogue>('/api/queries');
    const statuses = new Set<number>();
    for (const query of queries) statuses.add((await gateway.request(`/api/queries/${query.name}`)).status);
    const { tables } = await gateway.json<Schema>('/api/schema');
    await gateway.close();
    expect([[...statuses], tables.length]).toEqual([[200], 6]);
  });

  test('the role can write nothing, whatever settings it changes', async () => {
    await run();
    const writes = [
      "insert into users (waid) values ('1')",
      "update users set waid = '1'",
      'delete from users',
      'truncate users',
      'alter table users add column x integer',
      'drop table users',
      'create table copied (x integer)',
      'create index on users (waid)',
      'create schema own',
      'create role other',
    ];
    const DENIED = '42501';
    const READ_ONLY = '25006';
    expect(new Set(Object.values(await outcomes(writes)))).toEqual(new Set([READ_ONLY]));
    const [first, ...rest] = Object.entries(await outcomes(['set default_transaction_read_only = off', ...writes]));
    expect([first?.[1], Object.fromEntries(rest)]).toEqual([
      'done',
      Object.fromEntries(writes.map((write) => [write, DENIED])),
    ]);
    expect(await database.query('select count(*)::integer as n from users')).toEqual([{ n: 0 }]);
  });

  test('the role can execute no function that acts outside of the transaction', async () => {
    await run();
    const slot = "select pg_create_physical_replication_slot('leak', true)";
    const file = "select pg_read_file('postgresql.conf')";
    expect(await outcomes([slot, file])).toEqual({ [slot]: '42501', [file]: '42501' });
  });

  test('the gateway warns at start of a role with more rights, and of no other', async () => {
    const warnings = async (url: string) => {
      const lines: string[] = [];
      const config = readConfig({ DATABASE_URL: url });
      const { stop } = await startGateway(
        config,
        packageFolders().server,
        pino({}, { write: (line) => lines.push(line) }),
      );
      await stop();
      return lines.map((line) => (JSON.parse(line) as { msg: string }).msg);
    };
    const warning = (right: string) => [
      expect.stringMatching(`^the role of DATABASE_URL ${right}: server/reader-role`),
    ];
    const quoted = pg.escapeIdentifier(role);
    await run();
    expect(await warnings(url())).toEqual([]);
    await database.query(`grant update (waid) on users to ${quoted}`);
    expect(await warnings(url())).toEqual(warning('may write'));
    await database.query(`alter role ${quoted} replication`);
    expect(await warnings(url())).toEqual(warning('may replicate'));
    expect(await warnings(database.url)).toEqual(warning('is a superuser'));
  });

  test('may be run again: new password, new tables, excess rights revoked', async () => {
    await run({ password: 'the first one' });
    await database.query('create table later (x integer)');
    await database.query(`grant insert, update (waid) on users to ${pg.escapeIdentifier(role)}`);
    await run();
    expect(
      await outcomes([
        'select from later',
        'set default_transaction_read_only = off',
        'insert into users default values',
      ]),
    ).toEqual({
      'select from later': 'done',
      'set default_transaction_read_only = off': 'done',
      'insert into users default values': '42501',
    });
  });

  test('fails and rolls back if the role could still write', async () => {
    await database.query('grant delete on users to public');
    await expect(run()).rejects.toThrow(`could still write to public.users: take that from PUBLIC first`);
    await database.query('rollback');
    expect(await database.query('select from pg_roles where rolname = $1', [role])).toEqual([]);
    await expect(run({ role: 'postgres', password: new URL(database.url).password })).rejects.toThrow(/is a superuser/);
    await database.query('rollback');
  });
});
