import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateDemoData } from '../../../server/embedded/demo-data/generate.ts';
import { runCommand, withFolder } from '../../support/command.ts';
import { createDatabase, databaseNames, type TestDatabase } from '../../support/databases.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createDatabase(databaseNames().at(-1) ?? 'packaged');
  await database.setRows(generateDemoData(new Date('2026-11-24T12:00:00Z')));
});
afterAll(() => database.drop());

const check = (args: string[] = [], env: Record<string, string> = {}, cwd?: string) =>
  runCommand('cli/check-queries', { args, env: { DATABASE_URL: database.url, ...env }, ...(cwd && { cwd }) });

test('measures every query, also those in QUERIES_DIR', async () => {
  await withFolder(async (folder) => {
    await writeFile(join(folder, 'mine.sql'), '-- Mine\n-- @column n integer A number\nselect 1 as n');
    const { code, stdout, stderr } = await check([], { QUERIES_DIR: folder });
    expect([code, stderr]).toEqual([0, '']);
    const lines = stdout.trim().split('\n');
    expect(lines.length).toBe(23);
    for (const line of lines) expect(line).toMatch(/^[a-z][a-z0-9-]* +[\d.]+ ms$/);
    expect(lines.some((line) => line.startsWith('mine '))).toBe(true);
  });
});

test('prints the execution plans of the named queries, with the given parameters', async () => {
  const { code, stdout } = await check(['active-users', 'user-directory', '--param', 'days=3', '--param', 'limit=5']);
  expect(code).toBe(0);
  const [first = '', second = ''] = stdout.split('\nuser-directory\n');
  expect(first).toMatch(/^active-users\n.*cost=.*actual/);
  expect(first).toMatch(/Execution Time: [\d.]+ ms/);
  expect(second).toMatch(/^[^\n]*actual[^\n]* rows=5(\.00)? /);
});

test('mistakes in files are printed with file and line, and the exit code is 1', async () => {
  await withFolder(async (folder) => {
    await writeFile(
      join(folder, 'unused.sql'),
      '-- Unused\n-- @param days integer = 7 Days\n-- @column n integer N\nselect 1 as n',
    );
    await writeFile(join(folder, 'wrong.sql'), '-- Wrong\n-- @column n text N\nselect 1 as n');
    const { code, stdout, stderr } = await check([], { QUERIES_DIR: folder }, folder);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr.trim().split('\n').sort()).toEqual([
      'unused.sql:2: the parameter days is declared but not used',
      'wrong.sql:2: n is declared as text, but the SELECT returns integer',
    ]);
  });
});

const number = (sql: string, params = '') => `-- A number\n${params}-- @column n integer A number\n${sql}`;

test('continues after a query that fails, and prints the reason without personal data', async () => {
  await database.query("update users set full_name = '陽菜 朝霧'");
  await withFolder(async (folder) => {
    const write = (name: string, text: string) => writeFile(join(folder, `${name}.sql`), text);
    await write('a-cast', number('select max(full_name)::integer as n from users'));
    await write('a-division', number('select 1 / (count(*) - count(*))::integer as n from users'));
    const params = '-- @param secs integer Seconds\n-- @param more text More\n';
    await write('a-required', number('select secs + length(more) as n from params', params));
    const { code, stdout, stderr } = await check([], { QUERIES_DIR: folder });
    expect(code).toBe(1);
    expect(stdout.trim().split('\n').length).toBe(22);
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringMatching(/^a-cast: .* SQLSTATE 22P02, invalid text representation;/),
      expect.stringMatching(/^a-division: .* SQLSTATE 22012, division by zero;/),
      'a-required: required parameters are missing: --param secs=VALUE --param more=VALUE',
      '3 of 25 queries failed',
    ]);
    expect(stderr).not.toContain('陽菜');
    const given = await check(['a-required', '--param', 'secs=1', '--param', 'more=x'], { QUERIES_DIR: folder });
    expect([given.code, given.stderr]).toEqual([0, '']);
  });
});

test('messages of planning errors that may quote values, as of an IMMUTABLE function that reads a table, are not printed', async () => {
  await database.query(
    "create function promise() returns integer immutable language sql as 'select max(full_name)::integer from users'",
  );
  await withFolder(async (folder) => {
    await writeFile(join(folder, 'eager.sql'), number('select promise() as n'));
    await writeFile(join(folder, 'literal.sql'), number("select 'of the file'::integer as n"));
    const { stderr } = await check([], { QUERIES_DIR: folder }, folder);
    expect(stderr.trim().split('\n')).toEqual([
      'eager.sql:1: SQLSTATE 22P02, invalid text representation',
      expect.stringMatching(/^literal\.sql:3: .*"of the file"/),
    ]);
  });
});

describe('warns of data for which queries return zeros', () => {
  let other: TestDatabase;
  const warnings = async (env: Record<string, string> = {}) => {
    const { code, stdout, stderr } = await runCommand('cli/check-queries', {
      env: { DATABASE_URL: other.url, ...env },
    });
    return { code, stdout, lines: stderr.trim().split('\n').filter(Boolean) };
  };

  beforeAll(async () => {
    other = await createDatabase(databaseNames().at(-1) ?? 'packaged');
  });
  afterAll(() => other.drop());

  test('not of empty tables', async () => {
    expect(await warnings()).toMatchObject({ code: 0, lines: [] });
  });

  test('values that no row has, with those that there are', async () => {
    await other.query("insert into messages (id, sender) values (1, 'USER'), (2, 'incoming'), (3, null), (4, 'bot')");
    await other.query("insert into events (id, event_type) select n, 'type ' || n from generate_series(1, 20) as n");
    await other.query("insert into events (id, event_type) values (21, 'complete_activity')");
    const { code, lines } = await warnings();
    expect([code, lines.length]).toEqual([0, 3]);
    expect(lines).toContainEqual(
      expect.stringMatching(
        /\.sql:\d+: no row of messages has sender = 'user'; there are: 'USER', 'bot', 'incoming', null$/,
      ),
    );
    for (const type of ['onboarding_completed', 'update_experience']) {
      expect(lines).toContainEqual(
        expect.stringMatching(`no row of events has event_type = '${type}'; there are: more than 10 other values$`),
      );
    }
  });

  test('queries that are set aside are listed, and are no failure', async () => {
    await other.query('drop table milestones');
    const { code, stdout } = await warnings();
    expect(code).toBe(0);
    expect(stdout).toMatch(/^milestone-completion +not available: relation "milestones" does not exist$/m);
  });

  test('row-level security that filters', async () => {
    const role = `checker_${process.pid}`;
    await other.query(
      `create role ${role} login password 'pw'; grant select on all tables in schema public to ${role}`,
    );
    await other.query('alter table users enable row level security');
    const url = Object.assign(new URL(other.url), { username: role, password: 'pw' }).href;
    const { lines } = await warnings({ DATABASE_URL: url, ROW_SECURITY: 'on' });
    expect(lines).toContain('public.users has row-level security: its policies decide which rows are counted');
    await other.query(`drop owned by ${role}; drop role ${role}`);
  });
});

test.each([
  [['nobody', 'nothing'], {}, /^There is no query of this name: nobody, nothing$/m],
  [['--param', 'dayz=3'], {}, /^--param names dayz, which is not a parameter of the queries to check$/m],
  [['total-users', '--param', 'days=3'], {}, /^--param names days, which is not a parameter/],
  [['active-users', '--param', 'days=3', '--param', 'days=4'], {}, /^--param days is given twice/],
  [['nobody'], {}, /^There is no query of this name/],
  [['active-users', '--param', 'days'], {}, /^--param takes NAME=VALUE, not "days"/],
  [['active-users', '--param', 'days=0'], {}, /^active-users: days must be between 1 and 3650/],
  [['--nothing'], {}, /^Unknown option '--nothing'/],
  [
    [],
    { DATABASE_URL: 'postgres://127.0.0.1:1/letz' },
    /^DATABASE_URL does not lead to a database that can be read: connect ECONNREFUSED/,
  ],
])('arguments %j with %j are a mistake', async (args, env, message) => {
  const { code, stderr } = await check(args, env);
  expect(code).toBe(1);
  expect(stderr).toMatch(message);
});
