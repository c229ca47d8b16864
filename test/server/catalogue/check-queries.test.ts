import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

test('times every query, those in QUERIES_DIR too', async () => {
  await withFolder(async (folder) => {
    await writeFile(join(folder, 'mine.sql'), '-- Mine\n-- @column n integer A number\nselect 1 as n');
    const { code, stdout, stderr } = await check([], { QUERIES_DIR: folder });
    expect([code, stderr]).toEqual([0, '']);
    const lines = stdout.trim().split('\n');
    expect(lines.length).toBe(22);
    for (const line of lines) expect(line).toMatch(/^[a-z][a-z0-9-]* +[\d.]+ ms$/);
    expect(lines.some((line) => line.startsWith('mine '))).toBe(true);
  });
});

test('shows how the database runs the ones that are named, with the parameters that are given', async () => {
  const { code, stdout } = await check(['active-users', 'user-directory', '--param', 'days=3', '--param', 'limit=5']);
  expect(code).toBe(0);
  const [first = '', second = ''] = stdout.split('\nuser-directory\n');
  expect(first).toMatch(/^active-users\n.*cost=.*actual/);
  expect(first).toMatch(/Execution Time: [\d.]+ ms/);
  expect(second).toMatch(/^[^\n]*actual[^\n]* rows=5(\.00)? /);
});

test('a broken file: where and why, and a code that stops a build', async () => {
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

test('goes on after a query that fails, says of each why, and never with a value of a person', async () => {
  await database.query("update users set full_name = '陽菜 朝霧'");
  await withFolder(async (folder) => {
    const write = (name: string, text: string) => writeFile(join(folder, `${name}.sql`), text);
    await write('a-cast', number('select max(full_name)::integer as n from users'));
    await write('a-division', number('select 1 / (count(*) - count(*))::integer as n from users'));
    const params = '-- @param secs integer Seconds\n-- @param more text More\n';
    await write('a-required', number('select secs + length(more) as n from params', params));
    const { code, stdout, stderr } = await check([], { QUERIES_DIR: folder });
    expect(code).toBe(1);
    expect(stdout.trim().split('\n').length).toBe(21);
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringMatching(/^a-cast: .* SQLSTATE 22P02, invalid text representation;/),
      expect.stringMatching(/^a-division: .* SQLSTATE 22012, division by zero;/),
      'a-required: it cannot run without --param secs=VALUE --param more=VALUE',
      '3 of 24 queries failed',
    ]);
    expect(stderr).not.toContain('陽菜');
    const given = await check(['a-required', '--param', 'secs=1', '--param', 'more=x'], { QUERIES_DIR: folder });
    expect([given.code, given.stderr]).toEqual([0, '']);
  });
});

test('what PostgreSQL says while it plans may quote values, too: a function that promises too much has read them', async () => {
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

test.each([
  [['nobody', 'nothing'], {}, /^No query has this name: nobody, nothing$/m],
  [['--param', 'dayz=3'], {}, /^--param names dayz, which no query that is checked has$/m],
  [['total-users', '--param', 'days=3'], {}, /^--param names days, which no query/],
  [['active-users', '--param', 'days=3', '--param', 'days=4'], {}, /^--param days is given twice/],
  [['nobody'], {}, /^No query has this name/],
  [['active-users', '--param', 'days'], {}, /^--param takes NAME=VALUE, not "days"/],
  [['active-users', '--param', 'days=0'], {}, /^active-users: days must be between 1 and 3650/],
  [['--nothing'], {}, /^Unknown option '--nothing'/],
  [
    [],
    { DATABASE_URL: 'postgres://127.0.0.1:1/letz' },
    /^DATABASE_URL does not lead to a database that can be read: connect ECONNREFUSED/,
  ],
])('%j %j is said to be wrong', async (args, env, message) => {
  const { code, stderr } = await check(args, env);
  expect(code).toBe(1);
  expect(stderr).toMatch(message);
});
